"""How often Python looks for garbage in our processes."""

from __future__ import annotations

import gc

ALLOCATIONS_BETWEEN_COLLECTIONS = 10_000
"""Python's own number is 700; with thousands of sources in hand, looking is a seventh of all work then."""


def collect_seldom() -> None:
    """Leave what is loaded by now out of the search for garbage, and search the rest less often."""
    gc.freeze()
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS, 10, 10)
