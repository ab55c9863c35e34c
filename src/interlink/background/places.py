"""Which machine this is, and which processes it has: enough to know a worker again."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import uuid
from functools import cache
from pathlib import Path

PROC = Path("/proc")
STATE_FIELD = 0
START_FIELD = 19


def host_name() -> str:
    """Return this machine's name, for people."""
    return socket.gethostname() or platform.node() or "this machine"


@cache
def this_place() -> str:
    """Return a name for this boot of this machine and the process table in it.

    The name differs between containers that do not see each other's processes. Where nothing
    better is known it is random, so that only heartbeats count.
    """
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{(PROC / 'self/ns/pid').readlink()}"
    except OSError:
        pass
    if sys.platform == "darwin":
        boot = _output_of("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid")
        if boot:
            return boot
    return f"unknown/{uuid.uuid4()}"


def process_start(pid: int) -> str | None:
    """Return when the process began, in this place's own notation; None if there is none.

    A process that has ended and only waits to be collected counts as none.
    """
    if (PROC / "self/stat").exists():
        try:
            line = (PROC / str(pid) / "stat").read_text()
        except OSError:
            return None
        # The second field is the program's name in brackets, and may hold anything.
        fields = line[line.rfind(")") + 2 :].split()
        return None if fields[STATE_FIELD] in {"Z", "X"} else fields[START_FIELD]
    shown = _output_of("/bin/ps", "-o", "state=,lstart=", "-p", str(pid))
    if not shown or shown.startswith("Z"):
        return None
    return shown.partition(" ")[2].strip()


def this_process() -> tuple[int, str]:
    """Return our own pid and when we began."""
    pid = os.getpid()
    return pid, process_start(pid) or "unknown"


def _output_of(*command: str) -> str:
    """Return what a system program prints; empty when it fails."""
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands
            command, capture_output=True, text=True, timeout=5, check=False, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
