"""Processes of their own: a measured part with its peak memory, a loopback server, a temporary desk."""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "interlink.project.settings.newsroom"


class PartFailed(Exception):
    """A part of a bench ended without its figures."""

    def __init__(self, module: str, status: int) -> None:
        super().__init__(f"{module} ended with status {status} and no figures; what it said is above.")


def measure(module: str, given: Mapping[str, Any], *, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Run a part in a process of its own and return the figures on its last line.

    Args:
        module: Such as "bench.parts.watch_ours"; it calls `tell` once.
        given: Its arguments, handed over as JSON.
        environment: Variables on top of ours.
    """
    command = [sys.executable, "-m", module, json.dumps(given)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, text=True, check=False
    )
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise PartFailed(module, done.returncode)
    figures: dict[str, Any] = json.loads(lines[-1])
    return figures


def given() -> dict[str, Any]:
    """Return, in a part, what `measure` handed over."""
    arguments: dict[str, Any] = json.loads(sys.argv[1])
    return arguments


def tell(figures: Mapping[str, Any]) -> None:
    """Hand a part's figures back, with the peak memory of its process and its children."""
    print(json.dumps({**figures, "peak_memory_mb": peak_memory_mb()}), flush=True)


def peak_memory_mb() -> float:
    """Return the most memory this process and its largest child held, in MB (ru_maxrss: kB, on macOS bytes)."""
    unit = 1 if sys.platform == "darwin" else 1024
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + children) * unit / 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What some work took, in seconds: on the clock, and of processor time in this process and its children."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Taken:
    """Do the work once and time it."""
    wall, cpu = time.perf_counter(), _cpu()
    work()
    return Taken(time.perf_counter() - wall, _cpu() - cpu)


def best_ms(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the least that work took of several times, in ms: on the clock, and of processor time."""
    wall = cpu = math.inf
    for _ in range(times):
        started, used = time.perf_counter(), time.process_time()
        work()
        wall, cpu = min(wall, time.perf_counter() - started), min(cpu, time.process_time() - used)
    return 1000 * wall, 1000 * cpu


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def server(module: str, given: Mapping[str, Any]) -> Iterator[int]:
    """Run a loopback server in a process of its own and give its port; it ends with the block.

    The server prints its port on a line, and leaves when its standard input closes.
    """
    command = [sys.executable, "-m", module, json.dumps(given)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.strip().isdecimal():
            raise PartFailed(module, process.wait())
        try:
            yield int(line)
        finally:
            process.communicate()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is gone after the block."""
    with tempfile.TemporaryDirectory(prefix="interlink-bench-") as name:
        yield Path(name)


@contextmanager
def desk(port: int) -> Iterator[dict[str, str]]:
    """Make a desk in a temporary folder and give the environment that leads to it.

    Args:
        port: That of the loopback server which the desk may fetch from, under any name in .localhost.
    """
    with temporary_folder() as folder:
        environment = {
            "INTERLINK_DESK": str(folder / "desk"),
            "INTERLINK_WATCH__ALLOWED_LOOPBACK": json.dumps([f"*.localhost:{port}"]),
            "INTERLINK_EVIDENCE__BROWSER": "off",  # a picture of each page is no part of what is measured here
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        made = subprocess.run(
            [sys.executable, "-m", "interlink.cli", "init", environment["INTERLINK_DESK"]],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if made.returncode:
            raise PartFailed("interlink init", made.returncode)
        yield environment
