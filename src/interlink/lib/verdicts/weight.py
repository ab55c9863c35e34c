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
_CONTRACTED = ("n't", "cannot")
_NUMBER_WORDS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
    billion billions dozen dozens
    deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante cent cents mille milliers millions milliards
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn zwanzig dreißig vierzig fünfzig sechzig siebzig
    achtzig neunzig hundert hunderte tausend tausende million millionen milliarden
    dy tre tri katër pesë gjashtë shtatë tetë nëntë dhjetë njëmbëdhjetë dymbëdhjetë njëzet tridhjetë dyzet pesëdhjetë
    qind qindra mijë mijëra milion milionë
    اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون عشرين ثلاثون ثلاثين
    أربعون أربعين خمسون خمسين مئة مائة مئات ألف آلاف مليون ملايين
    دو سه چهار پنج شش هفت هشت ده یازده دوازده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد صدها هزار هزاران میلیون میلیارد
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
    numbers = _numbers(before), _numbers(after)
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
    words = re.findall(r"[\w']+", text.replace("\u2019", "'"))
    told = ("not" if word.endswith(_CONTRACTED) else word for word in words)
    return Counter(word for word in told if word in _FOLDED_DENIALS)


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text, in digits and in words."""
    words = (word.lower() for word in re.findall(r"[^\W\d_]+", text))
    return Counter((*_NUMBER.findall(fold(text)), *(word for word in words if fold(word) in _FOLDED_NUMBERS)))


_FOLDED_DENIALS = frozenset(map(fold, _DENIALS.split()))
_FOLDED_NUMBERS = frozenset(map(fold, _NUMBER_WORDS.split()))
