"""What a word of a text may be: itself, a name with a short word attached, a grammatical form of a name."""

from functools import lru_cache
from typing import NamedTuple

from interlink.lib.names.endings import plain_forms
from interlink.lib.names.explain import WEIGHTS, Step, StepKind
from interlink.lib.names.normalise import fold, fold_mapped
from interlink.lib.names.prefixes import ARTICLE, ATTACHED, MERGED_ARTICLE, is_arabic
from interlink.lib.names.scripts import Script, script_of
from interlink.lib.names.sounded import sounded
from interlink.lib.names.words import LETTERS, Letter

_HEBREW_PREFIXES = ("ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "שה", "של", "מה", "כש", "בה", "לה")
_ARABIC_PREFIXES = tuple(sorted(ATTACHED, key=len))
_SHORTEST_AFTER_PREFIX = 2
_SHORTEST_HEBREW = 3
# Elisions: l'Association, dell'Orto. A longer part is a name of its own.
_LONGEST_ELISION = 5
_POSSESSIVES = frozenset({"s", ""})
_LONGEST_SUFFIX = 6
_MOST_REMEMBERED = 20_000


class Reading(NamedTuple):
    """One way to read a word.

    Attributes:
        key: The folded letters and digits to look up.
        skip: How many characters at the word's beginning do not belong to the name.
        drop: How many at its end.
        kind: What was taken off; None for nothing that needs telling.
        found: The prefix that was taken off, or the word.
    """

    key: str
    skip: int = 0
    drop: int = 0
    kind: StepKind | None = None
    found: str = ""

    @property
    def step(self) -> Step | None:
        """What leads from the key to the word."""
        return Step(self.kind, self.key, self.found) if self.kind else None

    @property
    def weight(self) -> float:
        """How sure this reading is."""
        return WEIGHTS[self.kind] if self.kind else 1.0

    @property
    def attached(self) -> str:
        """The prefix taken off, empty for none."""
        return self.found if self.kind is StepKind.PREFIX else ""


@lru_cache(maxsize=_MOST_REMEMBERED)
def bare(text: str) -> str:
    """Fold a text and leave out all that is no letter, mark or digit."""
    folded = fold(text)
    return folded if folded.isalnum() else "".join([c for c in folded if LETTERS[c] is not Letter.NONE])


@lru_cache(maxsize=_MOST_REMEMBERED)
def readings(word: str, language: str = "") -> tuple[Reading, ...]:
    """List the ways to read a word, the word as it is first.

    Args:
        word: The word as the text has it.
        language: The language whose endings count for Latin letters; see `endings.language_of`.
    """
    folded = fold(word)
    key = folded if folded.isalnum() else bare(word)
    if not key:
        return ()
    found = [Reading(key)]
    heard = sounded(word, language)
    found += [Reading(spelled, 0, 0, StepKind.SPELLING, word) for spelled in heard]
    if "'" in folded:
        found += _around_apostrophe(word, folded, language)
    script = script_of(folded)
    if script is Script.ARABIC:
        found += _after_arabic(word, key)
    elif script is Script.HEBREW:
        found += _after_hebrew(word, key)
    else:
        forms = [form for spelled in (key, *heard) for form in plain_forms(spelled, script, language)]
        found += [Reading(form, 0, 0, StepKind.INFLECTED, word) for form in forms]
    return tuple(dict.fromkeys(found))


def _around_apostrophe(word: str, folded: str, language: str) -> list[Reading]:
    found = []
    mapped = fold_mapped(word)
    first, last = folded.find("'"), folded.rfind("'")
    before, after = folded[:last], folded[last + 1 :]
    if after in _POSSESSIVES or (len(after) <= _LONGEST_SUFFIX and len(before) >= _SHORTEST_HEBREW):
        _, end = mapped.span(0, last)
        found.append(Reading(bare(before), drop=len(word) - end))
        heard = sounded(word[:end], language)
        found += [Reading(spelled, 0, len(word) - end, StepKind.SPELLING, word[:end]) for spelled in heard]
    if 0 < first <= _LONGEST_ELISION and len(folded) - first > _SHORTEST_HEBREW:
        start, _ = mapped.span(first + 1, len(mapped.text))
        found.append(Reading(bare(folded[first + 1 :]), skip=start))
    return [reading for reading in found if reading.key]


def _after_arabic(word: str, key: str) -> list[Reading]:
    found = []
    latin = next((at for at, c in enumerate(key) if not is_arabic(c)), len(key))
    for prefix in _ARABIC_PREFIXES:
        rest = key[len(prefix) :]
        if not key.startswith(prefix) or len(rest) < _SHORTEST_AFTER_PREFIX:
            continue
        if latin == len(key) or latin == len(prefix):
            found.append(Reading(rest, _skipped(word, key, len(prefix)), 0, StepKind.PREFIX, prefix))
    for before in ("", "و", "ف"):
        merged = before + MERGED_ARTICLE
        if key.startswith(merged) and len(key) - len(merged) >= _SHORTEST_AFTER_PREFIX:
            rest = ARTICLE + key[len(merged) :]
            found.append(Reading(rest, _skipped(word, key, len(before)), 0, StepKind.MERGED_ARTICLE, word))
    return found


def _after_hebrew(word: str, key: str) -> list[Reading]:
    return [
        Reading(key[len(p) :], _skipped(word, key, len(p)), 0, StepKind.PREFIX, p)
        for p in _HEBREW_PREFIXES
        if key.startswith(p) and len(key) - len(p) >= _SHORTEST_HEBREW
    ]


def _skipped(word: str, key: str, count: int) -> int:
    """Give where in the word the folded character after so many begins."""
    if len(word) == len(key):
        return count
    mapped = fold_mapped(word)
    at = seen = 0
    while at < len(mapped.text) and seen < count:
        seen += mapped.text[at] == key[seen]
        at += 1
    return mapped.starts[at] if at < len(mapped.text) else 0
