"""One desk for the tests that need settings and tables, and a demo press that really answers."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from demo_press.clock import Clock
from demo_press.server import Running, serving

# How long an example takes says more of what else the machine does than of us; tests that bound time do so themselves.
settings.register_profile("interlink", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("interlink")

DESK = Path(tempfile.mkdtemp(prefix="interlink-tests-"))
for folder in ("evidence", "media", "site", "keys", "run"):
    (DESK / folder).mkdir()
(DESK / "keys" / "secret-key").write_text("only for tests, and long enough to be taken for a real key")
(DESK / "interlink.toml").write_text(
    """\
[group]
name = "Meridian Watch"
aims = "We follow the Meridian Fellowship in the press."
languages = ["en", "fa"]

[site]
address = "http://watch.example"

[mail]
sender = "digest@watch.example"

[evidence]
authorities = []
"""
)
# Where no bytecode is kept, each of the many programs that tests start compiles all of ours anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["INTERLINK_DESK"] = str(DESK)
os.environ["INTERLINK_EVIDENCE__BROWSER"] = "off"  # it takes its time; the tests that are about it turn it on
os.environ["DJANGO_SETTINGS_MODULE"] = "interlink.project.settings.newsroom"
django.setup()  # the other conftest files may be read before pytest-django would do it


# What takes longest begins first, and what shares a desk that takes long to make stays on one worker.
LONG = {
    "tests/project/test_resume.py": "demo desks",
    "tests/project/test_full_disk.py": "demo desks",
    "tests/browser": "browser",
    "tests/docs": "docs",
}


def pytest_configure(config: pytest.Config) -> None:
    """Let each worker have a desk of its own: settings that it inherits would be read before this file."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        del os.environ["INTERLINK_DESK"], os.environ["DJANGO_SETTINGS_MODULE"]


def _together(nodeid: str) -> str:
    """Name what a test shares its worker with: a group of slow ones, or its file."""
    path = nodeid.partition("::")[0]
    return next((group for start, group in LONG.items() if path.startswith(start)), path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the groups of slow tests."""
    order = list(dict.fromkeys(LONG.values()))
    items.sort(key=lambda item: order.index(found) if (found := _together(item.nodeid)) in order else len(order))


class Together(LoadScopeScheduling):
    """Shares the tests out among workers by group; a worker that is done takes the next one."""

    def _split_scope(self, nodeid: str) -> str:
        return _together(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Take ours."""
    return Together(config, log)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Leaves no language behind: answering a request in one makes it the thread's."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Makes a file or folder once for all workers; whoever comes later waits for it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def once(name: str, make: Callable[[Path], None]) -> Path:
        place = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not place.exists():
                make(shared / f"{name}.new")
                (shared / f"{name}.new").rename(place)
        return place

    return once


@pytest.fixture(scope="session")
def tables(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A database with every table and nothing of a group's."""
    return made_once("tables.sqlite3", make_tables)


def make_tables(*files: Path) -> None:
    """Make tables in a program of its own, since Django reads one desk's settings a process."""
    program = Path(__file__).parent / "parts" / "make_tables.py"
    done = subprocess.run([sys.executable, program, *files], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def django_db_setup(tables: Path, django_db_blocker: Any) -> None:
    """A copy of them in this worker's memory, in place of pytest-django's own, which would make them anew."""
    with django_db_blocker.unblock(), closing(sqlite3.connect(tables)) as made:
        connection.close()
        connection.settings_dict["NAME"] = "file:interlink?mode=memory&cache=shared"  # which closing leaves open
        connection.ensure_connection()
        made.backup(connection.connection)


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    shutil.rmtree(DESK, ignore_errors=True)


@pytest.fixture
def desk_folders() -> Iterator[Path]:
    """The desk's folders, emptied afterwards."""
    yield DESK
    for name in ("evidence", "media", "site", "outbox"):
        shutil.rmtree(DESK / name, ignore_errors=True)
        (DESK / name).mkdir(exist_ok=True)
    (DESK / "outbox").rmdir()


@dataclass(frozen=True)
class DemoPress:
    """The demo press, listening on loopback in a thread of this process."""

    running: Running

    @property
    def pattern(self) -> str:
        """What a desk's settings have to allow before it may be fetched."""
        return f"*.localhost:{self.running.port}"

    @property
    def now(self) -> datetime:
        return self.running.clock.moment.now

    def site(self, outlet: str) -> str:
        return self.running.site(outlet)

    def feed(self, outlet: str) -> str:
        from demo_press import content

        return self.site(outlet) + content.outlets()[outlet].feed_path

    def advance(self, **by: float) -> None:
        """Move the press' clock on, before anything is fetched or between two fetches."""
        self.running.clock.advance(timedelta(**by).total_seconds())


@contextmanager
def _listening(clock: Clock) -> Iterator[DemoPress]:
    started, found, failures = threading.Event(), [], []
    stop: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def run() -> None:
        async with serving(clock, port=0, slow_seconds=0.05) as running:
            ended = asyncio.Event()
            stop.append((asyncio.get_running_loop(), ended))
            found.append(running)
            started.set()
            await ended.wait()

    def run_and_tell() -> None:
        try:
            asyncio.run(run())
        except Exception as error:  # noqa: BLE001 - told in the test's own thread
            failures.append(error)
        finally:
            started.set()

    thread = threading.Thread(target=run_and_tell, name="demo press", daemon=True)
    thread.start()
    assert started.wait(20)
    assert not failures, failures
    try:
        yield DemoPress(found[0])
    finally:
        loop, ended = stop[0]
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def demo_press_server(tmp_path: Path, settings: object) -> Iterator[DemoPress]:
    """The demo press with its first week of news out, and a desk that may fetch from it."""
    clock = Clock(tmp_path / "press.json", started=datetime(2025, 12, 15, 11, 22, tzinfo=UTC))
    with _listening(clock) as press:
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({press.pattern})  # type: ignore[attr-defined]
        settings.INTERLINK_SITE_ADDRESS = "https://watch.example"  # type: ignore[attr-defined]
        yield press
