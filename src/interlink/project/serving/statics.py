"""Static files of all apps in one folder, collected again when a version or a file changed, with compressed copies."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from interlink.project.desk import Desk

SOURCES = Path(__file__).resolve().parents[2]
PACKAGES = ("interlink", "django", "wagtail", "whitenoise")
COMPRESSED = frozenset({".css", ".js", ".json", ".svg"})
SMALLEST_COMPRESSED = 1000


def _in_a_process() -> None:
    command = (sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - a fixed command


def collect(desk: Desk, by: Callable[[], object] = _in_a_process) -> bool:
    """Collect static files if what is there is not of this version. Returns whether it was needed.

    Args:
        desk: the desk.
        by: does the collecting; without it a process of its own does, so that a server that calls this stays small.

    Raises:
        subprocess.CalledProcessError: collecting failed; its output was shown.
    """
    noted = desk.run / "static.stamp"
    stamp = _stamp()
    if noted.is_file() and noted.read_text() == stamp and (desk.run / "static").is_dir():
        return False
    desk.run.mkdir(parents=True, exist_ok=True)
    by()
    _compress(desk.run / "static")
    noted.write_text(stamp)
    return True


def _compress(folder: Path) -> None:
    """Put a compressed copy beside each large text: the scripts of the post editor are a minute on a bad line else."""
    for file in folder.rglob("*"):
        if file.suffix in COMPRESSED and file.stat().st_size >= SMALLEST_COMPRESSED:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def _stamp() -> str:
    """Return a line that changes when a version or one of our own static files does."""
    parts = ["compressed", *(f"{name} {version(name)}" for name in PACKAGES)]
    for file in sorted(SOURCES.glob("**/static/**/*")):
        seen = file.stat()
        parts.append(f"{file.relative_to(SOURCES)} {seen.st_size} {seen.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
