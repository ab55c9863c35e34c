"""Find aliases that are not made of words: in scripts without spaces between them, or with signs in them.

The aliases are folded and put into one automaton (Aho and Corasick, 1975), which finds them all in a single
pass over the folded text. It knows nothing of words, so each hit is then judged here: does it begin and end
where a word does, is an acronym in its own case, and which of several hits on one place is the longest.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from interlink.lib.names.aliases import Alias, AliasKind, Match
from interlink.lib.names.explain import Step, StepKind, reason, score
from interlink.lib.names.normalise import Folded, fold, fold_cased, fold_mapped
from interlink.lib.names.prefixes import MERGED_ARTICLE, is_arabic, may_be_attached, merged_form
from interlink.lib.names.words import (
    LETTERS,
    PERSIAN_ENDINGS,
    Letter,
    divides,
    is_unspaced,
    joined_at,
    run_after,
    run_before,
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What one entry of the automaton stands for."""

    aliases: tuple[Alias, ...]
    merged: bool  # the aliases' article has merged with an attached "to"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place in the folded text where an alias stands as a word of its own."""

    start: int
    end: int
    aliases: tuple[Alias, ...]
    steps: tuple[Step, ...]


class Literal:
    """Finds any number of aliases letter by letter, each text in one pass.

    It is built once for a set of aliases and never changes, so threads may share it.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        patterns: dict[tuple[str, bool], list[Alias]] = {}
        for alias in dict.fromkeys(aliases):
            folded = fold(alias.text)
            patterns.setdefault((folded, False), []).append(alias)
            merged = merged_form(folded)
            if merged is not None:
                patterns.setdefault((merged, True), []).append(alias)
        self._patterns = [_Pattern(tuple(same), merged) for (_, merged), same in patterns.items()]
        # What a text must have for any of them to be in it; most texts do not, and need not be folded then.
        self._needed = list({frozenset(folded) - _COMMON for folded, _ in patterns})[:_MOST_NEEDED]
        self._always = len(self._needed) == _MOST_NEEDED
        self._automaton = AhoCorasick([folded for folded, _ in patterns], matchkind=MatchKind.Standard)

    def spot(self, text: str) -> tuple[Match, ...]:
        """Find the aliases in the text, in the order of the text.

        Every place is told, also where several overlap.
        """
        letters = set(fold("\n".join(set(text))))
        if not self._always and not any(needed <= letters for needed in self._needed):
            return ()
        folded_text = fold(text)
        raw = self._automaton.find_matches_as_indexes(folded_text, overlapping=True)
        # Most hits are inside other words, and seeing that needs no map.
        raw = [hit for hit in raw if _may_stand(folded_text, hit[1], hit[2])]
        if not raw:
            return ()
        folded = fold_mapped(text)
        judged = (self._judge(folded, number, start, end) for number, start, end in raw)
        hits = [hit for hit in judged if hit is not None]
        return tuple(match for hit in hits for match in _matches(folded, hit))

    def _judge(self, folded: Folded, number: int, start: int, end: int) -> _Hit | None:
        """Decide whether what the automaton found is a name that stands there as a word."""
        if not (folded.splits(start) and folded.splits(end)):
            return None
        pattern = self._patterns[number]
        attached = _attached(folded, start, end)
        ending = _ending(folded, end)
        if attached is None or ending is None:
            return None
        first, after = folded.span(start, end)
        aliases = _in_own_case(pattern.aliases, folded.original[first:after])
        if not aliases:
            return None
        steps = [Step(StepKind.MERGED_ARTICLE)] if pattern.merged else []
        if attached:
            steps.append(Step(StepKind.PREFIX, found=attached))
        if ending:
            steps.append(Step(StepKind.ENDING, found=ending))
        if _lacks_spaces(folded.text, start, end):
            steps.append(Step(StepKind.NO_SPACES))
        return _Hit(start, end, aliases, tuple(steps))


def _may_stand(text: str, start: int, end: int) -> bool:
    if end < len(text) and not divides(text[end - 1], text[end]):
        return False
    return start == 0 or divides(text[start - 1], text[start]) or is_arabic(text[start - 1])


def _attached(folded: Folded, start: int, end: int) -> str | None:
    """Give the prefix attached before the hit, empty where a word begins there; None inside a word."""
    text = folded.text
    before = run_before(text, start)
    if before and is_arabic(before[-1]):
        return before if may_be_attached(before, text[start:end]) else None
    if before:
        return "" if divides(before[-1], text[start]) else None
    if LETTERS[text[start]] is Letter.NONE:
        return ""
    return None if joined_at(folded, start - 1) and run_before(text, start - 1) else ""


def _ending(folded: Folded, end: int) -> str | None:
    """Give the ending attached after the hit, empty where the word ends there; None inside a word."""
    text = folded.text
    if end < len(text) and not divides(text[end - 1], text[end]):
        return None
    if joined_at(folded, end) and LETTERS[text[end - 1]] is not Letter.NONE:
        rest = run_after(text, end + 1)
        return rest if not rest or rest in PERSIAN_ENDINGS else None
    return ""


def _in_own_case(aliases: tuple[Alias, ...], found: str) -> tuple[Alias, ...]:
    """Leave out the acronyms that are not written as they are in the alias book."""
    if not any(alias.kind is AliasKind.ACRONYM for alias in aliases):
        return aliases
    cased = fold_cased(found)
    return tuple(a for a in aliases if a.kind is not AliasKind.ACRONYM or fold_cased(a.text) == cased)


def _lacks_spaces(text: str, start: int, end: int) -> bool:
    left = start > 0 and is_unspaced(text[start]) and is_unspaced(text[start - 1])
    right = end < len(text) and is_unspaced(text[end - 1]) and is_unspaced(text[end])
    return left or right


def _matches(folded: Folded, hit: _Hit) -> list[Match]:
    """Make a match of each alias that stands on one span."""
    start, end = folded.span(hit.start, hit.end)
    found = folded.original[start:end]
    merged = any(step.kind is StepKind.MERGED_ARTICLE for step in hit.steps)
    matches = []
    for alias in hit.aliases:
        steps = (*_spelling(found, alias.text, merged=merged), *hit.steps)
        told = reason(found, alias.text, steps)
        matches.append(
            Match(alias.subject, alias.text, found, start, end, told, score(steps), kind=alias.kind, steps=steps)
        )
    return matches


def _spelling(found: str, alias: str, *, merged: bool) -> tuple[Step, ...]:
    """Say in which ways the words found are spelled other than the alias is."""
    if found == alias or (merged and found.startswith(MERGED_ARTICLE)):
        return ()
    if found.casefold() == alias.casefold():
        return (Step(StepKind.CASE),)
    signs = Step(StepKind.SIGNS)
    return (signs,) if fold_cased(found) == fold_cased(alias) else (Step(StepKind.CASE), signs)


def is_for_words(alias: str) -> bool:
    """Whether an alias is made of words and of what may stand between them in one name."""
    return all(
        LETTERS[c] is Letter.SPACED or c.isspace() or c in _BETWEEN or unicodedata.category(c) == "Cf"
        for c in unicodedata.normalize("NFKC", alias)
    )


# Characters that any text has, of which nothing can be told.
_COMMON = frozenset("abcdefghijklmnopqrstuvwxyz ")
_MOST_NEEDED = 300
# Signs between the words of a name that a text may write in another way.
_BETWEEN = frozenset(".-‐‑–'’‘ʼʻʿʾ`´′׳\u200c\u0640")
