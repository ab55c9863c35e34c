"""Files that are read and replaced whole."""

from __future__ import annotations

import os
from pathlib import Path

UNFINISHED = ".unfinished"


def read_file(path: Path) -> bytes | None:
    """Return a file's bytes, or None where there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def replace_file(path: Path, body: bytes) -> None:
    """Put a file in place in one step; whoever reads meanwhile gets the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Its own short name: a page's name may already be as long as a file system allows.
    unfinished = path.parent / f".{os.getpid()}{UNFINISHED}"
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
