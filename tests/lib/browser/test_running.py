"""What is left of a browser: nothing, also when whoever started it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from interlink.lib.browser import installed, running
from interlink.lib.browser.errors import NoBrowser
from interlink.lib.browser.processes import Process, descendants, is_alive, memory

STARTER = """
import asyncio, sys
from pathlib import Path
from interlink.lib.browser.running import Plan, running
async def main():
    async with running(Plan(Path(sys.argv[1]), folders=sys.argv[2])) as at_work:
        tab = await at_work.browser.new_page()
        asyncio.ensure_future(tab.evaluate("() => { for (;;) {} }"))
        print("busy", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "It did not happen in time."
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_when_its_starter_is_killed_no_process_is_left_and_the_next_start_deletes_its_folder(
    program: Path, place: Path
) -> None:
    command = [sys.executable, "-c", STARTER, str(program), str(place)]
    starter = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    assert starter.stdout.readline() == "busy\n"
    own = Process.of(starter.pid)
    assert own
    family = descendants(own)
    assert len(family) >= 4
    assert memory(family) > 50_000_000
    os.kill(starter.pid, signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    wait_for(lambda: not any(map(is_alive, family)))
    (left,) = place.iterdir()
    assert left.name.startswith(running.FOLDER_START)
    running.sweep(place)
    assert list(place.iterdir()) == []


def test_a_folder_whose_owner_lives_is_left_alone(place: Path) -> None:
    folder = place / f"{running.FOLDER_START}x"
    folder.mkdir()
    own = Process.of(os.getpid())
    assert own
    (folder / "owner").write_text(f"{own.number} {own.began}")
    running.sweep(place)
    assert folder.exists()
    (folder / "owner").write_text(f"{own.number} 1")  # the same number, but an earlier process
    running.sweep(place)
    assert not folder.exists()


def test_a_browser_is_found_or_the_words_say_how_to_get_one(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert installed.find_browser(str(program)) == program
    assert installed.version_of(program)
    with pytest.raises(NoBrowser, match="no browser is used"):
        installed.find_browser("off")
    with pytest.raises(NoBrowser, match="not a program"):
        installed.find_browser(str(tmp_path / "chrome"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowser, match="apt install chromium"):
        installed.find_browser()
    monkeypatch.setattr(installed, "find_spec", lambda name: None)
    with pytest.raises(NoBrowser, match="pip install"):
        installed.find_browser()
