"""The mails, and the page that stops them, speak the five other languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_every_string_is_translated_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "catalogs.py", "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
