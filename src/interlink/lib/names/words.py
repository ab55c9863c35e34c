"""Where words begin and end, in every script, for folded text.

A word is a run of letters, digits and marks. Some habits need more than that: Chinese, Japanese, Thai, Lao,
Khmer and Burmese put no space between words; Katakana does the same, but a run of it is one word; and Persian
writes with a zero-width non-joiner both one word ("علی‌رضا") and a word with its ending ("سازمان‌ها").
"""

import unicodedata
from enum import IntEnum

from interlink.lib.names.normalise import ZWNJ, Folded, fold

# Endings that Persian writes after a zero-width non-joiner, and that leave the word before them whole.
PERSIAN_ENDINGS = frozenset(
    fold(ending)
    for ending in (
        "ها", "های", "هایی", "هایش", "هایشان", "هایم", "هایت", "هایمان", "ای", "ی", "ام", "ات", "اش",
        "مان", "تان", "شان", "اند", "ایم", "اید", "را",
    )
)  # fmt: skip

# What is longer than this is no prefix and no ending, so nobody needs to see all of it.
_LONGEST_RUN = 10

_UNSPACED = ("CJK", "HIRAGANA", "THAI", "LAO", "KHMER", "MYANMAR")
_KATAKANA = ("KATAKANA", "KATAKANA-HIRAGANA")  # the second is the sign for a long vowel


# A bound on what is remembered between texts, since texts come from anybody.
_MOST_REMEMBERED = 100_000


class Letter(IntEnum):
    """What a character is to the words around it."""

    NONE = 0
    SPACED = 1
    UNSPACED = 2
    KATAKANA = 3


def _letter(character: str) -> Letter:
    if unicodedata.category(character)[0] not in "LNM":
        return Letter.NONE
    script = unicodedata.name(character, "").split(" ", 1)[0]
    if script in _UNSPACED:
        return Letter.UNSPACED
    return Letter.KATAKANA if script in _KATAKANA else Letter.SPACED


class _LetterKinds(dict[str, Letter]):
    def __missing__(self, character: str) -> Letter:
        kind = _letter(character)
        if len(self) < _MOST_REMEMBERED:
            self[character] = kind
        return kind


LETTERS = _LetterKinds()


def divides(before: str, after: str) -> bool:
    """Whether a word can end between these two neighbouring characters."""
    left, right = LETTERS[before], LETTERS[after]
    if left is Letter.NONE or right is Letter.NONE:
        return True
    return left is not right or left is Letter.UNSPACED


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script that puts no space between words."""
    return LETTERS[character] is Letter.UNSPACED


def run_before(text: str, at: int) -> str:
    """Give the letters directly before this place, back to the last space or sign; ten at most."""
    start = at
    while start > max(0, at - _LONGEST_RUN) and LETTERS[text[start - 1]] is not Letter.NONE:
        start -= 1
    return text[start:at]


def run_after(text: str, at: int) -> str:
    """Give the letters directly from this place on, up to the next space or sign; ten at most."""
    end = at
    while end < min(len(text), at + _LONGEST_RUN) and LETTERS[text[end]] is not Letter.NONE:
        end += 1
    return text[at:end]


def joined_at(folded: Folded, space: int) -> bool:
    """Whether the folded space at this place is a zero-width non-joiner in the original, and nothing else."""
    if not 0 < space < len(folded.text) - 1 or folded.text[space] != " ":
        return False
    _, end = folded.span(space - 1, space)
    gap = folded.original[end : folded.starts[space + 1]]
    return ZWNJ in gap and not any(character.isspace() for character in gap)
