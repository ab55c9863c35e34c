"""Many numbers for each of many keys, kept in columns so that they take little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

_SPREAD = 0x9E3779B97F4A7C15  # spreads numbers over the mask (Knuth, multiplicative hashing)


class Pairs:
    """Many numbers for each of many keys, in two arrays; asked only after all is in."""

    def __init__(self, entries: Iterable[tuple[int, int]]) -> None:
        rows = sorted(set(entries))
        self._keys = array("Q", [key for key, _ in rows])
        self._values = array("I", [value for _, value in rows])
        # Most keys that are asked for are not there, and one look at this says so.
        self._mask = (1 << max(10, (len(rows) * 8).bit_length())) - 1
        self._there = bytearray(self._mask + 1)
        for key in self._keys:
            self._there[(key * _SPREAD >> 20) & self._mask] = 1

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._keys)

    def get(self, key: int) -> Sequence[int]:
        """Give the numbers of a key."""
        if not self._there[(key * _SPREAD >> 20) & self._mask]:
            return ()
        keys = self._keys
        at = after = bisect_left(keys, key)
        while after < len(keys) and keys[after] == key:
            after += 1
        return self._values[at:after]
