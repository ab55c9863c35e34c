"""A desk with a small baked site, and real processes that serve it."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interlink.project.desk import Desk

PARTS = Path(__file__).parent / "parts"
HOME = b"<!doctype html><title>Home</title>" + b"<p>All the news of the week.</p>" * 50


def _wait_for(condition: Callable[[], object], seconds: float = 15) -> object:
    """Return what the condition returns once it is true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.03)
    raise AssertionError("It did not happen in time.")


@pytest.fixture
def wait_for() -> Callable[..., object]:
    return _wait_for


def put(path: Path, body: bytes, *, packed: bool = False) -> Path:
    """Write a file as the bake does: beside its place, then into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(body)
    fresh.replace(path)
    if packed:
        fresh.write_bytes(gzip.compress(body))
        fresh.replace(path.with_name(f"{path.name}.gz"))
    return path


@pytest.fixture(name="put")
def _put() -> Callable[..., Path]:
    return put


@pytest.fixture(scope="session")
def bare_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with its tables and static files, to be copied."""
    desk = Desk(tmp_path_factory.mktemp("bare") / "desk")
    for folder in (desk.site, desk.media, desk.run):
        folder.mkdir(parents=True)
    desk.settings_file.touch()
    code = """
import os, django
from pathlib import Path
from django.core.management import call_command
from interlink.project.serving import statics
django.setup()
call_command("migrate", verbosity=0)
statics.collect(statics.Desk(Path(os.environ["INTERLINK_DESK"])))
"""
    subprocess.run([sys.executable, "-c", code], env=environment(desk), check=True)
    return desk


def environment(desk: Desk) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(PARTS),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "site_settings",
        "INTERLINK_DESK": str(desk.root),
    }


@pytest.fixture
def desk(tmp_path: Path, bare_desk: Desk) -> Desk:
    desk = Desk(tmp_path / "desk")
    shutil.copytree(bare_desk.root, desk.root)
    put(desk.site / "index.html", HOME, packed=True)
    put(desk.site / "en" / "posts" / "index.html", b"<title>Posts</title>")
    put(desk.site / "fa" / "خبر" / "index.html", "<title>خبر</title>".encode())
    put(desk.site / "feed.xml", b"<feed/>")
    (desk.root / "secret.txt").write_text("secret")
    return desk


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Processes:
    """Python processes that serve one desk."""

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk, self.port = desk, port
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment(self.desk) | {"INTERLINK_SERVE__PORT": str(self.port)} | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Host": "localhost"} | named)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            self.ask("/")
        except OSError:
            return False
        return True

    def of_this_desk(self) -> list[int]:
        """Return the processes that were started for the desk and still run."""
        found = []
        for environ in Path("/proc").glob("[0-9]*/environ"):
            try:
                mine = f"INTERLINK_DESK={self.desk.root}\0".encode() in environ.read_bytes()
                state = (environ.parent / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if mine and state != "Z":
                found.append(int(environ.parent.name))
        return sorted(found)


@pytest.fixture
def processes(desk: Desk, port: int) -> Iterator[Processes]:
    processes = Processes(desk, port)
    yield processes
    for process in processes.started:
        if process.poll() is None:
            process.kill()
        process.communicate()
    for pid in processes.of_this_desk():  # only ours: they carry the name of this test's desk
        os.kill(pid, signal.SIGKILL)
