"""Demo desks for tests with real processes: made once, copied for each test."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import desk_contents
import pytest
from demo_desks import DemoDesk, bare, copy_desk
from desk_contents import Contents, contents_of
from served_desks import Served

from interlink.project.commands import demo
from interlink.project.desk import Desk


@pytest.fixture(scope="session")
def bare_demo_desk() -> Callable[..., DemoDesk]:
    return bare


@pytest.fixture(scope="session")
def prepared_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A demo desk with its tables, before the first line of its job.

    As a test of its own, it is killed while the tables are laid.
    """
    made = bare(tmp_path_factory.mktemp("prepared") / "desk")
    killed = made.run("upgrade", step="prepare", nth=150, how="kill")
    assert killed.code == -9, killed.printed
    again = made.run("upgrade")
    assert again.code == 0, again.printed
    assert "The desk is up to date. Made front pages: en, fr, de, sq, ar, fa." in again.printed
    (made.desk.run / demo.PREPARED).write_text(demo.version_of_tables())
    return made.desk


@dataclass(frozen=True)
class Finished:
    """A demo desk after an undisturbed run, and how many effects each step had."""

    desk: Desk
    contents: Contents
    counts: dict[str, int]


@pytest.fixture(scope="session")
def finished(prepared_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """What every disturbed run has to come to."""
    folder = tmp_path_factory.mktemp("finished")
    demo_desk = copy_desk(prepared_desk, folder / "desk")
    done = demo_desk.demo(counts=str(folder / "counts.json"))
    assert done.code == 0, done.printed
    found = contents_of(demo_desk)
    assert found.deliveries == {"sent": 18}
    return Finished(demo_desk.desk, found, json.loads((folder / "counts.json").read_text()))


@pytest.fixture(scope="session")
def new_demo_desk(prepared_desk: Desk) -> Callable[..., DemoDesk]:
    """Make a prepared demo desk in a folder that is not there yet."""
    return lambda root, **more: copy_desk(prepared_desk, root, **more)


@pytest.fixture(scope="session")
def copy_finished(finished: Finished) -> Callable[[Path], DemoDesk]:
    """Copy the desk of the undisturbed run; all copies share one port for the press, so one of them runs at a time."""

    def copy(root: Path) -> DemoDesk:
        shutil.copytree(finished.desk.root, root)
        return DemoDesk(Desk(root))

    return copy


@pytest.fixture(scope="session")
def contents() -> Callable[[DemoDesk], Contents]:
    return contents_of


@pytest.fixture(scope="session")
def check_whole() -> Callable[..., None]:
    return desk_contents.check_whole


@pytest.fixture(scope="session")
def check_finished() -> Callable[..., None]:
    return desk_contents.check_finished


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, finished: Finished
) -> Iterator[Callable[[DemoDesk], AbstractContextManager[Served]]]:
    """Serve a demo desk while a block runs; the press is there all the time."""
    folder = tmp_path_factory.mktemp("served")
    pattern = re.search(r"localhost:(\d+)", finished.desk.settings_file.read_text().partition("allowed_loopback")[2])
    state = shutil.copy(finished.desk.run / "press.json", folder / "press.json")
    press = subprocess.Popen(
        [sys.executable, "-m", "demo_press", "--state", state, "--port", pattern[1]], stdout=subprocess.DEVNULL
    )
    numbers = count(1)

    @contextmanager
    def serve(demo_desk: DemoDesk) -> Iterator[Served]:
        desk = Served(demo_desk, folder / f"up-{next(numbers)}.log")
        try:
            yield desk
        finally:
            if desk.supervisor.poll() is None:
                desk.kill_supervisor()
            for pid in desk.pids("interlink"):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    yield serve
    press.terminate()
    press.wait(20)
