"""Find watched subjects' names in running text.

The aliases are folded and put into one automaton (Aho and Corasick, 1975), which finds them all in a single
pass over the folded text. It knows nothing of words, so each hit is then judged here: does it begin and end
where a word does, is an acronym in its own case, and which of several hits on one place is the longest.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ahocorasick_rs import AhoCorasick, MatchKind

from interlink.lib.names.errors import UnusableAlias
from interlink.lib.names.explain import Step, reason, score
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


class AliasKind(StrEnum):
    """What an alias is to its subject."""

    MAIN = "main"
    ALIAS = "alias"
    FORMER = "former"
    ACRONYM = "acronym"
    NICKNAME = "nickname"
    HOSTILE = "hostile"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a watched subject.

    Attributes:
        subject: The subject's number, as the caller keeps it.
        text: The name as the group writes it.
        kind: What it is to the subject; an acronym is found in its own case only.

    Raises:
        UnusableAlias: The text has no letter and no digit.
    """

    subject: int
    text: str
    kind: AliasKind = AliasKind.ALIAS

    def __post_init__(self) -> None:
        if not any(LETTERS[character] is not Letter.NONE for character in fold(self.text)):
            raise UnusableAlias(self.text)


@dataclass(frozen=True, slots=True)
class Match:
    """A watched subject's name, found in a text.

    Attributes:
        subject: The subject's number.
        alias: The alias as the group writes it.
        found: The words as the text has them: `text[start:end]`.
        start: Where they begin, in characters of the text.
        end: The place after the last of them.
        reason: Why this is a match, in one plain sentence.
        score: How sure it is, from 0 to 1.
        kind: What the alias is to the subject.
        steps: The differences between the alias and the words found.
    """

    subject: int
    alias: str
    found: str
    start: int
    end: int
    reason: str
    score: float
    kind: AliasKind = AliasKind.ALIAS
    steps: tuple[Step, ...] = ()


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
    attached: str
    ending: str


class Spotter:
    """Finds any number of aliases in texts, each text in one pass.

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
        self._automaton = AhoCorasick([folded for folded, _ in patterns], matchkind=MatchKind.Standard)

    def spot(self, text: str) -> tuple[Match, ...]:
        """Find the aliases in the text, in the order of the text.

        The longest match wins, and no two matches overlap; but where several subjects share a name, there is
        a match for each of them, all with the same span.
        """
        folded_text = fold(text)
        raw = self._automaton.find_matches_as_indexes(folded_text, overlapping=True)
        # Most hits are inside other words, and seeing that needs no map.
        raw = [hit for hit in raw if _may_stand(folded_text, hit[1], hit[2])]
        if not raw:
            return ()
        folded = fold_mapped(text)
        judged = (self._judge(folded, number, start, end) for number, start, end in raw)
        hits = [hit for hit in judged if hit is not None]
        return tuple(match for group in _longest(hits) for match in _matches(folded, group))

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
        steps = [Step.MERGED_ARTICLE] if pattern.merged else []
        if attached:
            steps.append(Step.PREFIX)
        if ending:
            steps.append(Step.ENDING)
        if _lacks_spaces(folded.text, start, end):
            steps.append(Step.NO_SPACES)
        return _Hit(start, end, aliases, tuple(steps), attached, ending)


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


def _longest(hits: list[_Hit]) -> list[list[_Hit]]:
    """Keep the longest of the hits that overlap; hits on the very same letters stay together."""
    groups: dict[tuple[int, int], list[_Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.start, hit.end), []).append(hit)
    taken: list[tuple[int, int]] = []
    for start, end in sorted(groups, key=lambda span: (span[0] - span[1], span[0])):
        place = bisect_left(taken, (start, end))
        clear_before = place == 0 or taken[place - 1][1] <= start
        clear_after = place == len(taken) or taken[place][0] >= end
        if clear_before and clear_after:
            taken.insert(place, (start, end))
    return [groups[span] for span in taken]


def _matches(folded: Folded, hits: list[_Hit]) -> list[Match]:
    """Make one match for each subject that the hits on one span name."""
    best: dict[int, tuple[Alias, _Hit, tuple[Step, ...]]] = {}
    start, end = folded.span(hits[0].start, hits[0].end)
    found = folded.original[start:end]
    for hit in hits:
        for alias in hit.aliases:
            steps = (*_spelling(found, alias.text, merged=Step.MERGED_ARTICLE in hit.steps), *hit.steps)
            known = best.get(alias.subject)
            if known is None or score(steps) > score(known[2]):
                best[alias.subject] = (alias, hit, steps)
    shared = (Step.SHARED,) if len(best) > 1 else ()
    return [
        Match(
            subject=subject,
            alias=alias.text,
            found=found,
            start=start,
            end=end,
            reason=reason(found, alias.text, (*steps, *shared), attached=hit.attached, ending=hit.ending),
            score=score((*steps, *shared)),
            kind=alias.kind,
            steps=(*steps, *shared),
        )
        for subject, (alias, hit, steps) in sorted(best.items())
    ]


def _spelling(found: str, alias: str, *, merged: bool) -> tuple[Step, ...]:
    """Say in which ways the words found are spelled other than the alias is."""
    if found == alias or (merged and found.startswith(MERGED_ARTICLE)):
        return ()
    if found.casefold() == alias.casefold():
        return (Step.CASE,)
    return (Step.SIGNS,) if fold_cased(found) == fold_cased(alias) else (Step.CASE, Step.SIGNS)
