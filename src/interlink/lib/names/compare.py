"""Compare two full names: how likely they are one name, and why.

Each word of one name is put beside a word of the other so that the whole fits best. A word with no counterpart
that is a given or family name of its own decides against: "Ali Mousavi" is not "Reza Mousavi".
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from interlink.lib.names.explain import Step, StepKind
from interlink.lib.names.kinship import Kinship, shipped_kinship
from interlink.lib.names.orders import ARTICLES, CONNECTORS, heard_ways, ways
from interlink.lib.names.scripts import script_of

# Words of one name beyond this are not put into every order.
_MOST_WORDS = 5
# A reading by letters at this cost a letter is as likely another name as the same; and how sharply that turns.
_EVEN_COST, _TURN = 0.95, 7.0
# The lists know both words, as two names.
_LISTED_APART = 0.35
# What an unmatched word leaves of the score: a particle says little, a further given name more.
_LEFT_PARTICLE, _LEFT_NAME = 0.97, 0.3
# An initial may be that of many names, and a single word is a part of a name and no name.
_INITIAL = 0.3
_PART = 0.2
_LIKE = 0.5
_SWAPPED = 0.97
# Words are taken by their sound, not by how they are written.
_HEARD = 0.95
# Raw scores and how many pairs of that score were one name, measured on names made of the development
# data, half of the time with what the lists say of them withheld.
_RAW = (0.0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.55, 0.65, 0.9, 1.0)
_TRUE = (0.03, 0.2, 0.42, 0.62, 0.72, 0.85, 0.94, 0.985, 0.995, 0.999)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two names.

    Attributes:
        score: How likely they are one name, from 0 to 1: of pairs with 0.8, four in five are.
        steps: What leads from the words of one to those of the other.
        unmatched: Words that have no counterpart.
    """

    score: float
    steps: tuple[Step, ...]
    unmatched: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why, in one plain English sentence."""
        parts = [str(step) for step in self.steps]
        parts += [f"“{word}” has no counterpart" for word in self.unmatched]
        return ("; ".join(parts) or "The same words") + "."


def compare(one: str, other: str, kinship: Kinship | None = None, languages: tuple[str, str] = ("", "")) -> Comparison:
    """Compare two full names in any scripts.

    Args:
        one: A name.
        other: Another.
        kinship: What judges words; by default that of the shipped lists.
        languages: The language of each, ISO 639-1, where that is known.
    """
    judge = kinship or shipped_kinship()
    found = [
        _heard(_aligned(left, right, judge), one, other) if by_sound or sounding else _aligned(left, right, judge)
        for left, by_sound in _ways(one, judge, languages[0])
        for right, sounding in _ways(other, judge, languages[1])
        if left and right and max(len(left), len(right)) <= _MOST_WORDS
    ]
    best = max(found, key=lambda way: way[0], default=(0.0, (), ()))
    return Comparison(_calibrated(best[0]), best[1], best[2])


def _ways(name: str, judge: Kinship, language: str) -> list[tuple[Sequence[str], bool]]:
    """Give the orders of a name's words, and whether each is of words as they sound."""
    heard = heard_ways(name, judge, language)
    return [*((words, False) for words in ways(name, judge)), *((words, True) for words in heard)]


def _heard(aligned: "_Aligned", one: str, other: str) -> "_Aligned":
    score, steps, unmatched = aligned
    return score * _HEARD, (*steps, Step(StepKind.SPELLING, one, other)), unmatched


_Aligned = tuple[float, tuple[Step, ...], tuple[str, ...]]


def _aligned(one: Sequence[str], other: Sequence[str], judge: Kinship) -> _Aligned:
    """Find the order of the longer name's words that goes best with the shorter's."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    table = [[_closeness(word, there, judge) for there in long] for word in short]
    best: _Aligned = (-1.0, (), ())
    for order in permutations(range(len(long)), len(short)):
        pairs = [table[at][place] for at, place in enumerate(order)]
        score = math.prod(score for score, _ in pairs)
        left = [long[place] for place in range(len(long)) if place not in order]
        score *= math.prod(_LEFT_PARTICLE if word in CONNECTORS | ARTICLES else _LEFT_NAME for word in left)
        steps = tuple(step for _, step in pairs if step)
        if list(order) != sorted(order):
            score, steps = score * _SWAPPED, (*steps, Step(StepKind.ORDER))
        if len(short) == 1 < len(long):
            score *= _PART
        if score > best[0]:
            unmatched = [short[at] for at, (_, step) in enumerate(pairs) if step and step.kind is StepKind.APART]
            best = (score, steps, (*unmatched, *left))
    return best


def _closeness(one: str, other: str, judge: Kinship) -> tuple[float, Step | None]:
    """Say how likely two words are one name."""
    kin = judge.between(one, other)
    if kin is not None:
        return kin.score, kin.step
    if 1 in (len(one), len(other)) and len(one) != len(other):
        letter, word = sorted((one, other), key=len)
        if judge.may_begin(word, letter):
            return _INITIAL, Step(StepKind.INITIAL, word, letter)
        return 0.0, Step(StepKind.APART, one, other)
    likely = _by_letters(one, other, judge)
    if judge.names_of(one) and judge.names_of(other):
        likely *= _LISTED_APART
    kind = StepKind.LIKE if likely >= _LIKE else StepKind.APART
    return likely, Step(kind, one, other)


def _by_letters(one: str, other: str, judge: Kinship) -> float:
    if script_of(one) is script_of(other):
        far = _distance(one, other) / max(len(one), len(other))
        return max(0.0, 0.5 - 3.0 * far)
    return 0.9 / (1 + math.exp(_TURN * (judge.price(one, other) - _EVEN_COST)))


def _distance(one: str, other: str) -> int:
    """Give the edit distance of two words (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, there in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != there))
    return row[-1]


def _calibrated(raw: float) -> float:
    """Turn a raw score into the share of pairs with it that are one name."""
    raw = min(1.0, max(0.0, raw))
    at = min(bisect_right(_RAW, raw), len(_RAW) - 1)
    low, high = _RAW[at - 1], _RAW[at]
    share = (raw - low) / (high - low)
    return round(_TRUE[at - 1] + share * (_TRUE[at] - _TRUE[at - 1]), 4)
