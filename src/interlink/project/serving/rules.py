"""What we decide about serving: which path may come from a folder, when a process starts again."""

from __future__ import annotations

import signal
from datetime import timedelta

LONGEST_PATH = 2048
FIRST_PRINTABLE = 0x20
DELETE = 0x7F
WELL_KNOWN = ".well-known"
PRIVATE_NAMES = frozenset({"manifest.json", "bake.json", "bake-manifest.json"})
PRIVATE_ENDINGS = (".tmp", ".part", ".partial", ".new", ".bak", "~", ".gz", ".br")

LONGEST_PAUSE = timedelta(seconds=30)
SETTLED = timedelta(minutes=1)


def may_be_served(path: str) -> bool:
    """Say whether a decoded URL path may name a file of a public folder at all.

    Refused are paths that are not in their plain form (dot segments, doubled slashes,
    backslashes, control characters) and names that are nobody's business: dotfiles, except
    `.well-known` at the top, the bake's own manifest, half-written files, and compressed
    siblings, which are only served in place of their original.
    """
    if len(path) > LONGEST_PATH or not path.startswith("/") or "\\" in path:
        return False
    if any(ord(letter) < FIRST_PRINTABLE or ord(letter) == DELETE for letter in path):
        return False
    names = path[1:].split("/")
    if "" in names[:-1]:
        return False
    if names[0] == WELL_KNOWN:
        names = names[1:]
    for name in names:
        lower = name.casefold()
        if lower.startswith(".") or lower.endswith(PRIVATE_ENDINGS) or lower in PRIVATE_NAMES:
            return False
    return True


def restart_pause(failures: int) -> timedelta:
    """Return how long to wait before a process that died is started again.

    Args:
        failures: how often in a row it died soon after its start, this time included.
    """
    return min(timedelta(seconds=0.5) * float(2 ** min(max(failures, 1) - 1, 10)), LONGEST_PAUSE)


def failures_in_a_row(before: int, lived: timedelta) -> int:
    """Count a death: one that comes after a good while starts the count anew."""
    return 1 if lived >= SETTLED else before + 1


def describe_exit(code: int) -> str:
    """Say in plain words how a process ended, from its return code."""
    if code >= 0:
        return f"ended with code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"was ended by {name}"
