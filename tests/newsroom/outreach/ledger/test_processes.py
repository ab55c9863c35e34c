"""Two processes at one mailing, and one of them killed while the server has its mail and has not answered."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

PROGRAM = Path(__file__).parents[1] / "parts" / "two_workers.py"
READERS = 60
KILLED_AT = 20


class Killing:
    """Takes every mail, and kills the process that brought the twentieth before it answers."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.processes: set[int] = set()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        assert isinstance(envelope.content, bytes)
        found = re.search(rb"X-Process: (\d+)", envelope.content)
        assert found is not None
        process = int(found[1])
        self.processes.add(process)
        self.taken[envelope.rcpt_tos[0]] += 1
        if self.taken.total() == KILLED_AT:
            os.kill(process, signal.SIGKILL)
        return "250 OK"


def test_nobody_is_mailed_twice_or_left_out_by_two_processes_one_of_which_is_killed(
    tables: Path, tmp_path: Path, listening: Any
) -> None:
    database = tmp_path / "newsroom.sqlite3"
    shutil.copy(tables, database)
    handler = Killing()
    with listening(handler) as port:
        done = subprocess.run(
            [sys.executable, PROGRAM, database, str(port)], capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["ends"] == [-signal.SIGKILL, 0]
    assert len(handler.processes) == 2
    assert max(handler.taken.values()) == 1, "somebody was mailed twice"
    assert told["course"] == "finished"
    assert told["sent"] + told["unsure"] == READERS
    assert 1 <= told["unsure"] <= 3  # as many as the killed process had lines
    assert told["sent"] <= len(handler.taken) <= READERS
