"""What everybody does first: romanise both, and call it a match when the letters are alike enough."""

from __future__ import annotations

from collections import Counter
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


class Baseline:
    """Finds names by putting every two neighbouring words beside every alias."""

    def __init__(self, aliases: dict[int, str]) -> None:
        self._aliases = [(number, romanised(alias), Counter(romanised(alias))) for number, alias in aliases.items()]

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
            letters = Counter(window)
            for number, alias, alias_letters in self._aliases:
                size = len(window) + len(alias)
                if (
                    abs(len(window) - len(alias)) * 5 > size
                    or 2 * sum((letters & alias_letters).values()) < ALIKE * size
                ):
                    continue
                alike = SequenceMatcher(None, window, alias, autojunk=False).ratio()
                if alike >= ALIKE:
                    found.append((alike, start, end, number))
        taken: list[tuple[int, int, int]] = []
        for _, start, end, number in sorted(found, reverse=True):
            if all(end <= first or start >= last for _, first, last in taken):
                taken.append((number, start, end))
        return taken
