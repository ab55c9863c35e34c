"""Demo desks for tests with real processes, and the command run in one."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from demo_press.clock import Clock
from interlink.project.commands import demo
from interlink.project.desk import Desk
from interlink.project.newdesk import Plan, make_folder

DISTURBED = Path(__file__).parent / "disturbed.py"
PATIENCE = 300
# A picture of each captured page takes seconds; tests of the captures themselves take them.
NO_PICTURES = {"INTERLINK_EVIDENCE__BROWSER": "off"}


def a_free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass(frozen=True)
class Run:
    """A command that ended."""

    code: int
    printed: str

    @property
    def lines(self) -> list[str]:
        return self.printed.splitlines()

    @property
    def errors(self) -> list[str]:
        return [line for line in self.lines if line.startswith(("Error:", "Stopped."))]


@dataclass(frozen=True)
class DemoDesk:
    """A demo desk, and the command run in it.

    `through` stands before each command, such as what enters a namespace; `seen_from` is where the test sees a
    path that the command sees.
    """

    desk: Desk
    through: tuple[str, ...] = ()
    seen_from: str = ""
    ballast: str = ""
    loader: subprocess.Popen[str] | None = None

    @property
    def seen(self) -> Desk:
        return Desk(Path(f"{self.seen_from}{self.desk.root}"))

    def environment(self) -> dict[str, str]:
        more = {"BALLAST": self.ballast} if self.ballast else {}
        return os.environ | {"INTERLINK_DESK": str(self.desk.root), "PYTHONUNBUFFERED": "1", **NO_PICTURES} | more

    def run(self, *arguments: str, step: str = "-", nth: int = 0, how: str = "never", counts: str = "-") -> Run:
        """Run `interlink`, disturbed at a moment if one is named."""
        disturbed = (counts, step, str(nth), how, *arguments)
        if self.loader is not None:
            return self._order(*disturbed)
        command = (*self.through, sys.executable, str(DISTURBED), *disturbed)
        done = subprocess.run(
            command,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
            process_group=0,
        )
        return Run(done.returncode, done.stdout)

    @contextmanager
    def loaded(self) -> Iterator[DemoDesk]:
        """Load the program once for all runs in the block, each in a process of its own all the same."""
        command = (*self.through, sys.executable, str(DISTURBED))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        loader = subprocess.Popen(command, env=self.environment(), text=True, **pipes)  # type: ignore[call-overload]
        try:
            yield replace(self, loader=loader)
        finally:
            with suppress(BrokenPipeError):
                loader.stdin.close()
            loader.wait(PATIENCE)
            loader.stdout.close()

    def _order(self, *arguments: str) -> Run:
        assert self.loader is not None
        self.loader.stdin.write(json.dumps(arguments) + "\n")
        self.loader.stdin.flush()
        return Run(*json.loads(self.loader.stdout.readline()))

    def demo(self, *options: str, **moment: object) -> Run:
        """Run the demo's main job."""
        return self.run("demo", str(self.desk.root), "--no-serve", *options, **moment)  # type: ignore[arg-type]

    def ask_at_work(self, sql: str) -> list[tuple]:
        """Ask the database of a desk that others work on."""
        with closing(sqlite3.connect(self.desk.newsroom_database, timeout=10)) as database:
            return database.execute(sql).fetchall()

    def ask(self, sql: str) -> list[tuple]:
        """Ask a copy of the database as it is on the disk: opening the desk's own would already tidy it up.

        SQLite also follows links by itself, and so finds no way into another namespace.
        """
        with tempfile.TemporaryDirectory() as folder:
            for path in self.seen.root.glob("newsroom.sqlite3*"):
                if not path.name.endswith("-shm"):
                    shutil.copy(path, folder)
            with closing(sqlite3.connect(Path(folder) / "newsroom.sqlite3")) as database:
                return database.execute(sql).fetchall()


def copy_desk(source: Desk, root: Path, **more: object) -> DemoDesk:
    """Copy a demo desk whose sources are not seeded yet; its press gets a port of its own."""
    made = DemoDesk(Desk(root), **more)  # type: ignore[arg-type]
    shutil.copytree(source.root, made.seen.root)
    settings = made.seen.settings_file
    fresh = f'["*.localhost:{a_free_port()}"]'
    settings.write_text(re.sub(r'\["\*\.localhost:\d+"\]', fresh, settings.read_text()))
    return made


def bare(root: Path, **more: object) -> DemoDesk:
    """Make the folder of a demo desk, without a table."""
    made = DemoDesk(Desk(root), **more)  # type: ignore[arg-type]
    port = a_free_port()
    loopback = (f"*.localhost:{port}",)
    make_folder(made.seen, Plan("Meridian Watch", languages=demo.LANGUAGES, port=port, allowed_loopback=loopback))
    Clock(made.seen.run / "press.json")
    return made
