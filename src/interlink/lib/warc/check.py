"""Check captures from the files alone: one, some or all, and say of each part what is known.

Where a file's checksum is the one that the log has for it, everything in the file is as it was, and it is not
unpacked; so checking runs about as fast as the checksums are computed. Where it is not, or where asked for, the
file is taken apart, and what has changed is named.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from threading import active_count

from interlink.lib.warc.checker import Checker
from interlink.lib.warc.kept import CAPTURE, LET_GO, WRAPPED, How, Kept, Report, Trust, captures_in
from interlink.lib.warc.package.shelf import PACKAGE_SUFFIX, Shelf

__all__ = [
    "CAPTURE",
    "LET_GO",
    "PACKAGE_SUFFIX",
    "WRAPPED",
    "How",
    "Kept",
    "Report",
    "Trust",
    "captures_in",
    "check_all",
    "check_capture",
]

# Below that, starting processes takes longer than what they save.
_WORTH_PROCESSES = 32
# Few enough that no worker is left alone with the last ones for long.
_CHUNK = 8


def check_all(shelf: Shelf, captures: Iterable[Kept], trust: Trust, how: How | None = None) -> Iterator[Report]:
    """Check captures in parallel, and tell of each in its order as soon as it is done.

    Many are checked in processes of their own, which begin at once, before anything is asked of the iterator. Few are
    checked in threads, in which checksums and signatures are computed side by side; so are those of a process in which
    other threads run, since what these hold would be held for ever in a copy of it.

    Args:
        shelf: The folder of evidence.
        captures: Which.
        trust: What to check against.
        how: How closely, and by how many.
    """
    how = how or How()
    kept = list(captures)
    workers = how.workers or os.cpu_count() or 1
    checker = Checker(shelf, trust, thorough=how.thorough)
    if workers == 1:
        return map(checker.check, kept)
    if len(kept) >= _WORTH_PROCESSES and active_count() == 1:
        # Forked, they have all that is loaded at once; nothing else runs in them but what is in this module.
        context = multiprocessing.get_context("fork")
        pool: Executor = ProcessPoolExecutor(workers, context, initializer=_take, initargs=(checker,))
        return _in_order(pool, pool.map(_check, kept, chunksize=_CHUNK))
    pool = ThreadPoolExecutor(workers)
    return _in_order(pool, pool.map(checker.check, kept))


def _in_order(pool: Executor, reports: Iterator[Report]) -> Iterator[Report]:
    try:
        yield from reports
    finally:
        pool.shutdown(cancel_futures=True)


def _take(checker: Checker) -> None:
    _checkers[:] = [checker]


def _check(kept: Kept) -> Report:
    return _checkers[0].check(kept)


_checkers: list[Checker] = []


def check_capture(shelf: Shelf, kept: Kept, trust: Trust, *, thorough: bool = False) -> Report:
    """Check one capture; nothing that is wrong with it raises."""
    return Checker(shelf, trust, thorough=thorough).check(kept)
