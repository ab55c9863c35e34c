"""A queue of its own in a file, and real workers on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import django
import pytest

django.setup()  # the tests here import tables as soon as they are collected

PARTS = Path(__file__).parent / "parts"

WORK = """
import django; django.setup()
from interlink.background import worker
worker.run_worker(clock={clock}, grace={grace})
"""


class Now:
    """A clock that moves when told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def now() -> Now:
    # Near the true time: the task library stamps enqueued and started times by itself.
    from django.utils import timezone

    return Now(timezone.now() + timedelta(seconds=5))


def _wait_for(condition: Callable[[], object], seconds: float = 10) -> object:
    """Return what the condition returns once it is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError("It did not happen in time.")


class Queue:
    """A queue in a database file, seen from outside by real processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "queue.sqlite3"
        self.started: list[subprocess.Popen[str]] = []
        self.environment = os.environ | {
            "PYTHONPATH": str(PARTS),
            "DJANGO_SETTINGS_MODULE": "queue_settings",
            "QUEUE_DATABASE": str(self.database),
        }

    def start(self, *lines: str, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", "\n".join(lines)],
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return process

    def do(self, *lines: str) -> str:
        """Run lines of Python in a project that has this queue and return what they print."""
        process = self.start("import django; django.setup()", *lines)
        printed, _ = process.communicate(timeout=30)
        assert process.returncode == 0, printed
        return printed

    def worker(self, *, grace: float = 8, clock: bool = False, **more: str) -> subprocess.Popen[str]:
        return self.start(WORK.format(clock=clock, grace=grace), **more)

    def put(self, task: str, *args: object) -> None:
        """Enqueue a sample job as the library does; a process that does it would cost half a second."""
        import json
        import sqlite3
        import uuid

        never = "9999-01-01 00:00:00"
        row = {
            "id": uuid.uuid4().hex,
            "status": "READY",
            "enqueued_at": "2031-01-01 00:00:00",
            "args_kwargs": json.dumps({"args": args, "kwargs": {}}),
            "priority": 0,
            "task_path": f"sample_jobs.{task}",
            "worker_ids": "[]",
            "queue_name": "default",
            "backend_name": "default",
            "run_after": never,
            "exception_class_path": "",
            "traceback": "",
        }
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        with sqlite3.connect(self.database, timeout=10) as connection:
            connection.execute(
                f"insert into django_tasks_database_dbtaskresult ({names}) values ({marks})",
                list(row.values()),
            )
        connection.close()

    def rows(self) -> list[tuple[str, int]]:
        """Return each task's status and how often it was claimed."""
        import sqlite3

        asked = "select status, json_array_length(worker_ids) from django_tasks_database_dbtaskresult"
        connection = sqlite3.connect(self.database, timeout=10)
        try:
            return connection.execute(asked).fetchall()
        finally:
            connection.close()

    def log(self) -> list[str]:
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    queue = Queue(tmp_path_factory.mktemp("empty"))
    queue.do("from django.core.management import call_command", "call_command('migrate', verbosity=0)")
    return queue.database


@pytest.fixture
def queue(tmp_path: Path, empty_database: Path) -> Iterator[Queue]:
    queue = Queue(tmp_path)
    queue.database.write_bytes(empty_database.read_bytes())
    yield queue
    for process in queue.started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def wait_for() -> Callable[..., object]:
    return _wait_for
