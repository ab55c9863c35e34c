"""Running the commands that a page of the documentation tells people to run, as they stand."""

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

from doc_pages import DOCS, ROOT, blocks

README = ROOT / "README.md"
TEN_MINUTES = DOCS / "first-ten-minutes.md"
LEFT_OUT = {"make test"}
PATIENCE = 240


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
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def printed(self) -> str:
        return self.log.read_text("utf-8")

    @contextmanager
    def started(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start the shell as a terminal does, with a process group of its own."""
        own = {
            name: value for name, value in os.environ.items() if not name.startswith(("INTERLINK_", "DJANGO_", "MAKE"))
        }
        own["INTERLINK_EVIDENCE__BROWSER"] = "off"  # a picture of each page takes seconds; other tests take them
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
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
