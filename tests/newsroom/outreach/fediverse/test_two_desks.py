"""Two desks of ours, each with its own process, database and keys: one follows the other by its handle."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from interlink.newsroom.outreach.fediverse import addresses
from interlink.newsroom.outreach.fediverse.models import Actor, Follower

PROGRAM = Path(__file__).parent / "parts" / "other_desk.py"


def test_one_desk_follows_another_and_leaves_it(
    tables: Path, tmp_path: Path, actor: Actor, desk: Any, answering: str, settings: Any
) -> None:
    database = tmp_path / "newsroom.sqlite3"
    shutil.copy(tables, database)
    host = answering.removeprefix("http://")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = [sys.executable, PROGRAM, database, tmp_path / "keys", host, addresses.handle(actor), port]
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{port}"})
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        first = json.loads(other.stdout.readline())
        assert first["said"] == [
            f"{addresses.of_actor(actor)} has the request. When it is accepted, 'interlink fediverse follows' says so."
        ]
        (row,) = Follower.objects.all()
        assert row.address == first["actor"]
        assert desk.go_on() == 1
        other.stdin.write("\n")
        other.stdin.flush()
        second = json.loads(other.stdout.readline())
    assert "Accept" in second["said"][0]
    assert second["said"][1].endswith("was told.")
    assert "0 followers" in second["said"][2]
    assert not Follower.objects.exists()
