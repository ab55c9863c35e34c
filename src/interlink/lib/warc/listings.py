"""What is made of a folder's list of names, kept until a name comes or goes.

A bake asks for the timestamps of each capture, and the folder is one for all of them: listing it each time would take
time that grows with the square of the archive.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
# Clocks of file systems are coarse: what came within the same step leaves no mark.
_STEP = 2_000_000_000


def listed(folder: Path, read: Callable[[Path], T]) -> T:
    """Give what a function makes of a folder; what it gave before, where no name has come or gone since.

    Args:
        folder: The folder; it need not be there.
        read: Makes something of the names in it, and of nothing else; what it gives must not be changed.
    """
    try:
        changed = folder.stat().st_mtime_ns
    except OSError:
        return read(folder)
    if time.time_ns() - changed < _STEP:
        return read(folder)
    return _kept(folder, read, changed)  # type: ignore[return-value] # the cache does not know of T


@lru_cache(maxsize=64)
def _kept(folder: Path, read: Callable[[Path], object], _changed: int) -> object:
    return read(folder)
