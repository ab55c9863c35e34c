"""What everybody does first: romanise both, and call it a match when the letters are alike enough."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from anyascii import anyascii

ALIKE = 0.8


@cache
def romanised(text: str) -> str:
    return "".join(c for c in anyascii(text).casefold() if c.isalnum() or c == " ")


def ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, romanised(one), romanised(other), autojunk=False).ratio()


# Less in common than this and no ratio is high enough; it saves the baseline most of its time and costs it nothing.
LEAST_SHARED = 0.6


def letters_of(text: str) -> int:
    """Give the set of a text's letters, a bit for each."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 127)
    return bits


def _share(one: int, other: int) -> float:
    return 2 * (one & other).bit_count() / max(1, one.bit_count() + other.bit_count())


class Baseline:
    """Finds names by putting every two neighbouring words beside every alias."""

    def __init__(self, aliases: dict[int, str]) -> None:
        self._aliases = [(number, romanised(alias), letters_of(romanised(alias))) for number, alias in aliases.items()]

    def spot(self, text: str) -> list[tuple[int, int, int]]:
        """Give who is found and where, the best of those that overlap."""
        found: list[tuple[float, int, int, int]] = []
        places: list[tuple[int, int]] = []
        at = 0
        for word in text.split():
            at = text.index(word, at)
            places.append((at, at + len(word)))
            at += len(word)
        for (start, _), (_, end) in pairwise(places):
            window = romanised(text[start:end].strip(".,:;“”«»"))
            letters = letters_of(window)
            for number, alias, alias_letters in self._aliases:
                size = len(window) + len(alias)
                if abs(len(window) - len(alias)) * 5 > size or _share(letters, alias_letters) < LEAST_SHARED:
                    continue
                alike = SequenceMatcher(None, window, alias, autojunk=False).ratio()
                if alike >= ALIKE:
                    found.append((alike, start, end, number))
        taken: list[tuple[int, int, int]] = []
        for _, start, end, number in sorted(found, reverse=True):
            if all(end <= first or start >= last for _, first, last in taken):
                taken.append((number, start, end))
        return taken
