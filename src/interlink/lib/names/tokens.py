"""Words of running text, with their places, and what stands between them.

A word is a run of letters, digits and marks, with apostrophes inside it. A hyphen, a dot or a zero-width
non-joiner ends one, but what stands between two words is kept, since "Jean-Pierre" and "علی‌رضا" are one name.
Scripts without spaces between words are left to `literal`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, groupby
from typing import NamedTuple, overload

from interlink.lib.names.normalise import ZERO_WIDTH_SPACE, ZWNJ
from interlink.lib.names.words import LETTERS, Letter

APOSTROPHES = "'’‘ʼʻʿʾ`´′׳"
_LAST_POINT = 0x10000


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start: Where it begins, in characters of the text.
        end: The place after its last character.
        word: The word as it stands there.
        gap: What stands between the word before and this one; the whole beginning for the first.
    """

    start: int
    end: int
    word: str
    gap: str


class Tokens(Sequence[Token]):
    """The words of a text, kept in columns: most of the thousand words of an article are only glanced at.

    Attributes:
        starts: Where each word begins.
        ends: The place after each.
        words: The words.
        gaps: What stands before each.
    """

    def __init__(self, starts: list[int], ends: list[int], words: list[str], gaps: list[str]) -> None:
        self.starts = starts
        self.ends = ends
        self.words = words
        self.gaps = gaps

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> "Tokens": ...
    def __getitem__(self, at: int | slice) -> "Token | Tokens":
        if isinstance(at, slice):
            return Tokens(self.starts[at], self.ends[at], self.words[at], self.gaps[at])
        return Token(self.starts[at], self.ends[at], self.words[at], self.gaps[at])


def _ranges(points: Iterable[int]) -> str:
    """Write code points as the inside of a character class."""
    runs: list[list[int]] = []
    for point in points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join([f"\\U{first:08x}-\\U{last:08x}" for first, last in runs])


class _Ease(dict[str, int]):
    """What each character met so far asks of us: nothing, a look at marks and signs, a look at its script, or both."""

    def __missing__(self, character: str) -> int:
        marked = _patterns()[2].match(character) is not None
        unspaced = LETTERS[character] not in (Letter.SPACED, Letter.NONE)
        asked = _MARKED * marked | _UNSPACED * unspaced
        if len(self) < _MOST_REMEMBERED:
            self[character] = asked
        return asked


_MARKED, _UNSPACED = 1, 2
_MOST_REMEMBERED = 100_000
_EASE = _Ease()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    # Python's \\w knows no combining marks, so they are written out; once, when the first text comes. What lies
    # beyond the basic plane would make the classes slow, and has no names in it that we look for.
    kinds = {point: unicodedata.category(chr(point)) for point in range(_LAST_POINT)}
    signs = _ranges(p for p, kind in kinds.items() if kind == "Cf" and chr(p) not in (ZWNJ, ZERO_WIDTH_SPACE))
    marks = _ranges(p for p, kind in kinds.items() if kind[0] == "M")
    plain = rf"([^\W_]+(?:[{APOSTROPHES}][^\W_]+)*)"
    letter = rf"[^\W_{marks}]"
    part = rf"{letter}(?:[{marks}{signs}]*{letter})*[{marks}]*"
    return re.compile(plain), re.compile(rf"({part}(?:[{APOSTROPHES}]{part})*)"), re.compile(rf"[{marks}{signs}]")


def tokens(text: str) -> Tokens:
    """Give the words of a text in their order."""
    plain, pointed, signs = _patterns()
    asked = set() if text.isascii() else set(map(_EASE.__getitem__, set(text)))
    pattern = plain if asked.isdisjoint((_MARKED, _MARKED | _UNSPACED)) else pointed
    parts = pattern.split(text)
    ends = list(accumulate(map(len, parts)))
    gaps = parts[0::2][: len(parts) // 2]
    if pattern is pointed:
        # Marks of direction stand beside names in many texts and part nothing.
        gaps = [gap if gap.isascii() else signs.sub("", gap) for gap in gaps]
    found = Tokens(ends[0::2][: len(parts) // 2], ends[1::2], parts[1::2], gaps)
    if asked.isdisjoint((_UNSPACED, _MARKED | _UNSPACED)):
        return found
    rows: list[Token] = []
    last = 0
    for start, _, word, _ in found:
        for first, after in _spaced_parts(word):
            rows.append(Token(start + first, start + after, word[first:after], text[last : start + first]))
            last = start + after
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    return Tokens(*columns)


def _spaced_parts(word: str) -> list[tuple[int, int]]:
    """Find the parts of a run of letters that are not in a script without spaces."""
    parts, at = [], 0
    for spaced, run in groupby(word, key=lambda c: LETTERS[c] in (Letter.SPACED, Letter.NONE)):
        size = len(list(run))
        if spaced and LETTERS[word[at]] is Letter.SPACED:
            parts.append((at, at + size))
        at += size
    return parts
