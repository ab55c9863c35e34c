"""Renew the lock files from pyproject.toml: `python scripts/lock.py`.

Each lock holds every package with its checksums for all supported Pythons and systems, and names no download host.
A larger group's lock keeps to the versions of the smaller one's, so that one environment can hold them all.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    ("requirements.lock", ("build",), None),
    ("requirements-dev.lock", ("build", "dev"), "requirements.lock"),
    ("requirements-bench.lock", ("build", "dev", "bench"), "requirements-dev.lock"),
)


def main() -> int:
    """Write each lock; uv resolves."""
    for name, groups, constraint in LOCKS:
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-header"]
        command += ["--universal", "--python-version", "3.11", "--no-emit-index-url", "--generate-hashes", "-o", name]
        command += [word for group in groups for word in ("--group", group)]
        command += ["-c", constraint] if constraint else []
        subprocess.run(command, cwd=ROOT, check=True)
    # What wants older libraries than we do is in no environment of ours, and its lock holds nothing of ours.
    alone = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--universal"]
    alone += ["--python-version", "3.11", "--no-emit-index-url", "--generate-hashes", "--group", "pywb"]
    alone += ["-o", "requirements-pywb.lock"]
    subprocess.run(alone, cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
