"""A worker that is killed with -9 while another server has its post and has not answered."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from fediverse_server import peer_server

PROGRAM = Path(__file__).parent / "parts" / "killed_deliverer.py"


def test_a_killed_worker_leaves_one_post(tables: Path, tmp_path: Path) -> None:
    database = tmp_path / "newsroom.sqlite3"
    shutil.copy(tables, database)
    with peer_server() as peer:
        # Nobody answers at the desk's address here, so the key cannot be fetched; the signature is tested elsewhere.
        peer.handler.inbox.verify_signature = lambda *_args, **_more: ""

        def kill() -> None:
            found = re.search(r"process-(\d+)", peer.asked[-1][2]["User-Agent"])
            assert found is not None
            os.kill(int(found[1]), signal.SIGKILL)

        peer.answers = [kill]
        done = subprocess.run(
            [sys.executable, PROGRAM, database, tmp_path / "keys", str(peer.port)],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said == {"ends": [-signal.SIGKILL, 0, 0], "states": ["done"]}
    assert [one["type"] for one in peer.taken] == ["Create"]
    assert peer.again == 1  # it came a second time, under the same name, and never a third
