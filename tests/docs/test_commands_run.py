"""The commands of README.md and docs/first-ten-minutes.md run as they stand.

Blocks after `<!-- run -->` are run line by line in a shell, in an empty folder, with the program on the path. Only the
port numbers are replaced by free ones, so that the test bears a machine that uses the documented ones.

Left out, on purpose: `git clone`, since the test runs in what was cloned; and `make test`, which runs this very test.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from doc_pages import DOCS, ROOT, blocks

README = ROOT / "README.md"
TEN_MINUTES = DOCS / "first-ten-minutes.md"
LEFT_OUT = {"make test"}
LONG_RUNNING = {"make run", "interlink up"}
PATIENCE = 150


def commands(page: Path) -> list[str]:
    """The lines that the page says can be run, in order."""
    lines = [line for block in blocks(page) if block.run for line in block.text.splitlines()]
    return [line for line in lines if line.strip() and line not in LEFT_OUT]


def a_free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class Walk:
    """Commands in one shell; the last one stays until it is told to stop."""

    folder: Path
    lines: list[str]
    port: int
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.folder / "printed.txt"

    @property
    def printed(self) -> str:
        return self.log.read_text("utf-8")

    @contextmanager
    def started(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start the shell as a terminal does, with a process group of its own."""
        own = {
            name: value for name, value in os.environ.items() if not name.startswith(("INTERLINK_", "DJANGO_", "MAKE"))
        }
        with self.log.open("wb") as output:
            shell = subprocess.Popen(
                ["bash", "-e", "-c", "\n".join(self.lines)],
                cwd=self.folder,
                env={**own, "PATH": f"{Path(sys.prefix) / 'bin'}:{own['PATH']}", **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield shell
        finally:
            if shell.poll() is None:
                os.killpg(shell.pid, signal.SIGTERM)
                shell.wait(30)

    def wait_until_up(self, shell: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE
        while "The desk is up. Press Ctrl-C to stop it." not in self.printed:
            assert shell.poll() is None, f"it ended with {shell.returncode}:\n{self.printed}"
            assert time.monotonic() < deadline, f"it is not up after {PATIENCE} s:\n{self.printed}"
            time.sleep(0.2)

    def press_control_c(self, shell: subprocess.Popen[bytes]) -> None:
        """As in a terminal, everything in the foreground gets the signal."""
        os.killpg(shell.pid, signal.SIGINT)
        shell.wait(30)

    def read(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture
def demo_walk(tmp_path: Path) -> Walk:
    """`make run`, in a folder that has what make looks at, and a virtual environment that is ready."""
    folder = tmp_path / "clone"
    (folder / ".venv").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv" / "bin").symlink_to(Path(sys.prefix) / "bin")
    (folder / ".venv" / ".ready").touch()
    port = a_free_port()
    return Walk(
        folder,
        [line for line in commands(README) if line == "make run"],
        port,
        {
            "INTERLINK_SERVE__PORT": str(port),
            "INTERLINK_SITE__ADDRESS": f"http://localhost:{port}",
            "INTERLINK_WATCH__ALLOWED_LOOPBACK": f'["*.localhost:{a_free_port()}"]',
        },
    )


@pytest.fixture
def own_walk(tmp_path: Path, demo_press_server: Any) -> Walk:
    """The way to one's own feeds; the press that `make run` brings along is there already."""
    folder = tmp_path / "own"
    folder.mkdir()
    port = a_free_port()
    ports = {"8010": str(port), "8801": str(demo_press_server.running.port)}
    lines = [line for line in commands(TEN_MINUTES) if line != "make run"]
    for documented, free in ports.items():
        lines = [line.replace(documented, free) for line in lines]
    return Walk(folder, lines, port)


def test_both_pages_begin_with_the_demo_and_end_with_a_desk_that_is_up() -> None:
    for page in (README, TEN_MINUTES):
        lines = commands(page)
        assert lines[0] == "make run"
        assert lines[-1] == "interlink up"
        assert all(line not in LONG_RUNNING for line in lines[1:-1])


def test_the_short_way_in_the_readme_is_part_of_the_long_one() -> None:
    """So running the long one runs both."""
    long_way = iter(commands(TEN_MINUTES))
    missing = [line for line in commands(README) if line not in long_way]
    assert not missing


def test_the_program_is_named_for_testing_in_the_readme() -> None:
    assert any(block.run and block.text == "make test\n" for block in blocks(README))


@pytest.mark.timeout(2 * PATIENCE + 60)
def test_the_commands_run_as_they_stand(demo_walk: Walk, own_walk: Walk) -> None:
    """Both walks at once, since each takes its time to make a desk."""
    with demo_walk.started() as demo, own_walk.started() as own:
        own_walk.wait_until_up(own)
        assert "Password: " in own_walk.printed
        assert "Watching The Thornquay Courier" in own_walk.printed
        assert "watch     1 sources: 5 new items" in own_walk.printed
        assert "Sources    1 watched: 1 " in own_walk.printed
        assert own_walk.read("/en/")[0] == 200
        assert "Our watch" in own_walk.read("/en/")[1]
        assert own_walk.read("/desk/login/")[0] == 200
        own_walk.press_control_c(own)
        assert own.returncode == 0, own_walk.printed

        demo_walk.wait_until_up(demo)
        for step in ("watch", "group", "clip", "publish", "bake", "digest", "mail"):
            assert f"\n{step:<10}" in "\n" + demo_walk.printed, f"{step} printed no line:\n{demo_walk.printed}"
        assert "password" in demo_walk.printed
        assert "Meridian Watch" in demo_walk.read("/en/")[1]
        assert demo_walk.read("/fa/feed.atom")[0] == 200
        demo_walk.press_control_c(demo)
    assert "Traceback" not in own_walk.printed + demo_walk.printed
