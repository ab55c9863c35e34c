"""A demo desk that is up, and its processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from demo_desks import PATIENCE, DemoDesk, a_free_port


class Served:
    """A demo desk that is up, with its press beside it."""

    def __init__(self, demo_desk: DemoDesk, log: Path) -> None:
        self.of, self.log = demo_desk, log
        self.port = a_free_port()
        self.environment = demo_desk.environment() | {"INTERLINK_SERVE__PORT": str(self.port)}
        with log.open("a") as output:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "interlink.cli", "up", "--workers", "1"],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def until(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE / 3
        while not condition():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def until_up(self) -> None:
        self.until(lambda: self.supervisor.poll() is not None or "The desk is up." in self.log.read_text())
        assert self.supervisor.poll() is None, self.log.read_text()

    def until_answering(self) -> None:
        self.until(self._answers)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
                line.sendall(b"GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return line.recv(100).startswith(b"HTTP/1.")
        except OSError:
            return False

    def order_captures(self, code: str, number: int) -> str:
        """Enqueue captures in a process of its own; return their keys, with commas between."""
        done = subprocess.run(
            [sys.executable, "-c", code, str(number)], env=self.environment, check=True, text=True, capture_output=True
        )
        return ", ".join(done.stdout.split())

    def pids(self, words: str) -> list[int]:
        """Return the processes of this desk whose command or own name has the words; only ours carry its name."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    f"INTERLINK_DESK={self.of.desk.root}\0".encode() in (process / "environ").read_bytes()
                    and words in (process / "cmdline").read_text() + (process / "comm").read_text()
                    and (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
                ):
                    found.append(int(process.name))
            except OSError:
                continue
        return sorted(found)

    def kill(self, words: str) -> None:
        """Kill every process whose command has the words."""
        pids = self.pids(words)
        assert pids, words
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_supervisor(self) -> None:
        self.supervisor.kill()
        self.supervisor.wait()

    def stop(self) -> None:
        self.supervisor.send_signal(signal.SIGINT)
        assert self.supervisor.wait(30) == 0, self.log.read_text()
