"""A worker that is killed with -9 while a service has its message: what comes of it on each service."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from channel_servers import SERVERS, Server, serving

PROGRAM = Path(__file__).parent / "parts" / "killed_worker.py"


def killing(server: Server) -> Callable[[], None]:
    """Kill whoever asked last."""

    def kill() -> None:
        found = re.search(r"process-(\d+)", server.asked[-1][1].headers["User-Agent"])
        assert found is not None
        os.kill(int(found[1]), signal.SIGKILL)

    return kill


def test_a_killed_worker_leaves_one_message_on_each_service(tables: Path, tmp_path: Path) -> None:
    database = tmp_path / "newsroom.sqlite3"
    shutil.copy(tables, database)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(serving(kind())) for name, kind in SERVERS.items()}
        for server in servers.values():
            server.scripts["post"] = [killing(server)]
        told = {
            name: {"port": one.port, "address": one.address, "target": one.target, "secrets": one.secrets}
            for name, one in servers.items()
        }
        done = subprocess.run(
            [sys.executable, PROGRAM, database, tmp_path, json.dumps(told)],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["ends"] == {name: [-signal.SIGKILL, 0] for name in SERVERS}
    assert {name: len(server.shown) for name, server in servers.items()} == dict.fromkeys(SERVERS, 1)
    # Telegram can neither be asked nor told the same again: that one is counted and shown.
    assert said["states"] == {name: "unsure" if name == "telegram" else "told" for name in SERVERS}
    assert len(servers["telegram"].deeds("post")) == 1
