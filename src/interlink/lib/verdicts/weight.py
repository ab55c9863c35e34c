"""How much an edit matters: one that touches a quotation, a watched name or a number ranks above the others."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interlink.lib.names.normalise import fold
from interlink.lib.verdicts.difference import Difference, Kind, Paragraph

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_POINTS = {"quotation": 8, "name": 4, "number": 2, "denial": 1}
_DENIALS = """
    not no never none nobody nor denies denied deny without ne pas jamais aucun aucune sans nie nicht kein keine keinen
    keiner ohne nuk s'ka asnjë pa jo لا لم لن ليس ليست غير بدون نفي نفت نه نیست نبود هیچ تکذیب не нет без
"""


class Touched(enum.StrEnum):
    """What an edit touches."""

    QUOTATION = "quotation"
    NAME = "name"
    NUMBER = "number"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that an editor cares about: a quoted excerpt, or a watched name as it stands in the text.

    Attributes:
        kind: `QUOTATION` or `NAME`.
        text: Its words.
    """

    kind: Touched
    text: str

    @classmethod
    def at(cls, kind: Touched, text: str, start: int, end: int) -> Concern:
        """A concern given as a place in the captured text."""
        return cls(kind, text[start:end])


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an edit matters.

    Attributes:
        score: The higher, the more it matters: 8 for a quotation, 4 for a name, 2 for a number, 1 for a denial, added
            up, and the share of words that changed on top.
        touched: What it touches.
        words: The concerns and numbers that it touches, as they are written.
    """

    score: float
    touched: frozenset[Touched]
    words: tuple[str, ...]


def weigh(difference: Difference, concerns: Iterable[Concern] = ()) -> Weight:
    """Say how much an edit matters, and what it touches."""
    changed = difference.changed
    before = "\n".join(one.side(Kind.INSERTED) for one in changed)
    after = "\n".join(one.side(Kind.DELETED) for one in changed)
    folded = fold(before), fold(after)
    whole_after = fold(" ".join(one.side(Kind.DELETED) for one in difference.paragraphs))
    touched: set[Touched] = set()
    words: list[str] = []
    for concern in concerns:
        if _touches(concern, folded, whole_after, changed):
            touched.add(concern.kind)
            words.append(concern.text)
    numbers = Counter(_NUMBER.findall(folded[0])), Counter(_NUMBER.findall(folded[1]))
    if numbers[0] != numbers[1]:
        touched.add(Touched.NUMBER)
        words += [*(numbers[0] - numbers[1]), *(numbers[1] - numbers[0])]
    if _denials(folded[0]) != _denials(folded[1]):
        touched.add(Touched.DENIAL)
    total = sum(len(one.side(Kind.INSERTED).split()) for one in difference.paragraphs) or 1
    share = min((difference.words_deleted + difference.words_inserted) / 2 / total, 1.0)
    score = sum(_POINTS[one.value] for one in touched) + share
    return Weight(round(score, 3), frozenset(touched), tuple(dict.fromkeys(words)))


def _touches(concern: Concern, folded: tuple[str, str], whole_after: str, changed: Sequence[Paragraph]) -> bool:
    key = fold(concern.text)
    if not key or not changed:
        return False
    if concern.kind is Touched.QUOTATION:
        # An excerpt may run over several paragraphs; it is touched when it no longer stands there as a whole.
        return _flat(key) not in _flat(whole_after)
    pattern = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    if len(pattern.findall(folded[0])) != len(pattern.findall(folded[1])):
        return True
    runs = (fold(piece.text) for one in changed for piece in one.pieces if piece.kind is not Kind.KEPT)
    return any(pattern.search(run) for run in runs)


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _denials(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"[\w']+", text) if word in _FOLDED_DENIALS)


_FOLDED_DENIALS = frozenset(map(fold, _DENIALS.split()))
