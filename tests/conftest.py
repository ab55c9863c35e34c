"""One desk for the tests that need settings and tables, and a demo press that really answers."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django
import pytest

from demo_press.clock import Clock
from demo_press.server import Running, serving

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
"""
)
os.environ["INTERLINK_DESK"] = str(DESK)
os.environ["DJANGO_SETTINGS_MODULE"] = "interlink.project.settings.newsroom"
django.setup()  # the other conftest files may be read before pytest-django would do it


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
