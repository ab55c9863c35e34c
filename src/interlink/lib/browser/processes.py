"""The processes of a program: who is whose child, and how much memory they take. From /proc, where there is one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_PARENT, _BEGAN = 1, 19  # places in /proc/N/stat after the name, see proc(5)


@dataclass(frozen=True, slots=True)
class Process:
    """A process.

    Attributes:
        number: Its id.
        began: When, in the machine's ticks; with the number, it tells it from a later one. Empty where not known.
    """

    number: int
    began: str

    @classmethod
    def of(cls, number: int) -> Process | None:
        """Return the process that has a number now."""
        fields = _stat(number)
        if not _PROC.exists():
            return cls(number, "")
        return cls(number, fields[_BEGAN]) if fields else None


def is_alive(process: Process) -> bool:
    """Whether a process is there and is no other of its number; one that only waits to be buried is not."""
    if _PROC.exists():
        fields = _stat(process.number)
        return bool(fields) and fields[0] != "Z" and process.began in ("", fields[_BEGAN])
    try:
        os.kill(process.number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def descendants(process: Process) -> list[Process]:
    """Return the children of a process, theirs, and so on."""
    children: dict[int, list[Process]] = {}
    for entry in _PROC.glob("[0-9]*"):
        if fields := _stat(int(entry.name)):
            children.setdefault(int(fields[_PARENT]), []).append(Process(int(entry.name), fields[_BEGAN]))
    found: list[Process] = []
    open_ones = [process]
    while open_ones:
        below = children.get(open_ones.pop().number, [])
        found += below
        open_ones += below
    return found


def memory(family: list[Process]) -> int:
    """Return the bytes of memory that processes have for themselves; what they share with others is not counted."""
    total = 0
    for process in family:
        try:
            _, resident, shared, *_ = (_PROC / str(process.number) / "statm").read_text().split()
        except (OSError, ValueError):
            continue
        total += (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
    return total


def _stat(number: int) -> list[str]:
    try:
        return (_PROC / str(number) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
