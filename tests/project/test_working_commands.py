"""The commands that do background work, in a real desk and a process of its own."""

from __future__ import annotations

import json
import mailbox
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from interlink.project.desk import Desk

WORK = Path(__file__).parent / "parts" / "work_in_a_desk.py"


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    @property
    def pattern(self) -> str: ...
    def site(self, outlet: str) -> str: ...


@pytest.fixture
def desk(new_demo_desk: Callable[[Path], Any], tmp_path: Path) -> Desk:
    """A desk with its tables and front pages, and nothing else."""
    made: Desk = new_demo_desk(tmp_path / "desk").desk
    return made


def test_a_report_is_clipped_and_a_digest_compiled_sent_once_and_baked(
    desk: Desk, demo_press_server: DemoPress
) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("INTERLINK_")}
    environment = bare | {
        "INTERLINK_DESK": str(desk.root),
        "INTERLINK_WATCH__ALLOWED_LOOPBACK": json.dumps([demo_press_server.pattern]),
    }
    report = demo_press_server.site("courier") + "/"
    done = subprocess.run(
        [sys.executable, str(WORK), report], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    codes = {name: code for name, (code, _) in told.items()}
    assert codes == {"clip": 0, "compile": 0, "send": 0, "send again": 1, "bake": 0, "status": 0}
    assert "Drafted: Members told to sell\nCapture: captured\n" in told["clip"][1]
    assert "  1. Members told to sell" in told["compile"][1]
    assert "1 sent" in told["send"][1]
    assert "not compiled yet" in told["send again"][1]
    status = json.loads(told["status"][1])
    expected = {"captures": 1, "posts": 1, "digests_signed": 1, "mailings_unfinished": 0, "tasks_failed": 0}
    assert {name: status[name] for name in expected} == expected
    (mail,) = mailbox.Maildir(desk.outbox, create=False)
    assert mail["To"] == "anna@reading.example"
    pages = {str(page.relative_to(desk.site)) for page in desk.site.rglob("index.html")}
    assert any(re.search(r"en/\d{4}/\d{2}/members-told-to-sell/", page) for page in pages)
    assert len(list(desk.evidence.rglob("*.warc.gz"))) == 1
