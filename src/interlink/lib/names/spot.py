"""Find watched subjects' names in running text, in any spelling and script, and say why each is one.

A text is cut into words, each word is looked up in the book of aliases (and remembered, since most words come
again), and where words of one alias stand together, what leads from the alias to them is put together and scored.
The name lists and the letters decide whether two words are one name; `kinship` says how. What cannot be cut into
words, as Chinese or "C++", is found letter by letter, by `literal`.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from interlink.lib.names.aliases import Alias, AliasKind, Match, Rejection, Subject
from interlink.lib.names.book import Book
from interlink.lib.names.candidates import Reader
from interlink.lib.names.endings import language_of
from interlink.lib.names.explain import Step, StepKind, reason, score
from interlink.lib.names.judging import Candidate
from interlink.lib.names.kinship import Kinship, shipped_kinship
from interlink.lib.names.literal import Literal, is_for_words
from interlink.lib.names.looks import Looks
from interlink.lib.names.neighbours import Neighbours
from interlink.lib.names.normalise import fold
from interlink.lib.names.partial import partials
from interlink.lib.names.rejections import Rejections
from interlink.lib.names.tokens import Tokens, tokens

__all__ = ["Alias", "AliasKind", "Match", "Rejection", "Spotter", "Subject"]


class Spotter:
    """Finds any number of aliases in texts.

    It is built once for a set of aliases. What it remembers of the words it has seen is all that ever changes, so
    threads may share it.
    """

    def __init__(
        self, aliases: Iterable[Alias], rejections: Iterable[Rejection] = (), kinship: Kinship | None = None
    ) -> None:
        """Build one.

        Args:
            aliases: What to look for.
            rejections: What editors said is none of it.
            kinship: What judges words; by default that of the shipped lists.
        """
        literal: list[Alias] = []
        self._book = Book(_for_words(aliases, literal), kinship or shipped_kinship())
        self._looks = Looks(self._book)
        self._literal = Literal(literal) if literal else None
        self._rejections = Rejections(rejections)
        # Subjects with a full name: their family name alone is not looked for where it is somebody else's.
        self._full = frozenset(
            self._book.subjects[self._book.owner(number)]
            for number in range(self._book.size)
            if len(self._book.sequence(number)) > 1
        )

    @classmethod
    def of_subjects(cls, subjects: Iterable[Subject]) -> "Spotter":
        """Build one from whole subjects, with what is set on each and what editors rejected."""
        subjects = list(subjects)
        aliases = (
            replace(alias, exact_only=True) if subject.exact_only and not alias.exact_only else alias
            for subject in subjects
            for alias in subject.aliases
        )
        return cls(aliases, [rejection for subject in subjects for rejection in subject.rejections])

    def spot(self, text: str) -> tuple[Match, ...]:
        """Find the aliases in the text, in the order of the text.

        The longest match wins, and no two matches overlap; but where several subjects share a name, there is
        a match for each of them, all with the same span. A family name alone is matched after the full name.
        """
        words = tokens(text)
        found = self._literal.spot(text) if self._literal else ()
        if self._book.size:
            found = (*found, *self._spot_words(text, words))
        groups = _longest(found)
        return tuple(match for group in groups for match in _shared(group) if not self._is_rejected(match, words))

    def _spot_words(self, text: str, words: Tokens) -> list[Match]:
        raised = text.title() if text.islower() else text
        if raised is not text and len(raised) == len(text):
            # A text without any capital says nothing by small letters.
            said = [raised[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
            words = Tokens(words.starts, words.ends, said, words.gaps)
        language = language_of(words.words)
        reader = Reader(self._book, self._looks, text, words, language)
        neighbours = Neighbours(self._book.kinship, words, reader.looks, language)
        candidates = [
            candidate
            for candidate in reader.candidates()
            if self._is_supported(candidate, text) and not self._is_anothers(candidate, neighbours)
        ]
        matches = [self._match(candidate, text) for candidate in candidates]
        full = [
            (candidate, match)
            for candidate, match in zip(candidates, matches, strict=True)
            if candidate.family and not self._book.exact[self._book.owner(candidate.sequence)]
        ]
        return [*matches, *partials(self._book, reader, neighbours, full)]

    def _is_anothers(self, candidate: Candidate, neighbours: Neighbours) -> bool:
        """Whether an alias of one word is the family name of a subject, and somebody else's name stands there."""
        owner = self._book.owner(candidate.sequence)
        return (
            not candidate.family
            and self._book.kind(owner) is not AliasKind.ACRONYM
            and self._book.subjects[owner] in self._full
            and len(self._book.sequence(candidate.sequence)) == 1
            and self._is_family(candidate)
            and neighbours.belong_to_another(candidate.first, candidate.last)
        )

    def _is_family(self, candidate: Candidate) -> bool:
        owner = self._book.owner(candidate.sequence)
        (word,) = self._book.sequence(candidate.sequence)
        subject = self._book.subjects[owner]
        return any(self._book.subjects[self._book.owner(other)] == subject for other in self._book.lasts.get(word))

    def _is_supported(self, candidate: Candidate, text: str) -> bool:
        supports = self._book.supports.get(self._book.owner(candidate.sequence))
        return supports is None or _support(text, supports) is not None

    def _match(self, candidate: Candidate, text: str) -> Match:
        owner = self._book.owner(candidate.sequence)
        steps = candidate.steps
        supports = self._book.supports.get(owner)
        if supports is not None:
            steps = (*steps, Step(StepKind.SUPPORTED, found=_support(text, supports) or ""))
        found, alias = text[candidate.start : candidate.end], self._book.texts[owner]
        return Match(
            subject=self._book.subjects[owner],
            alias=alias,
            found=found,
            start=candidate.start,
            end=candidate.end,
            reason=reason(found, alias, steps),
            score=score(steps),
            kind=self._book.kind(owner),
            steps=steps,
        )

    def _is_rejected(self, match: Match, words: Tokens) -> bool:
        if not self._rejections.any:
            return False
        starts = words.starts
        first, after = bisect_left(starts, match.start), bisect_left(starts, match.end)
        if first and words[first - 1].end > match.start:
            first -= 1
        before = words[first - 1] if first else None
        return self._rejections.hold(match.subject, match.found, before, words[after] if after < len(words) else None)


def _for_words(aliases: Iterable[Alias], literal: list[Alias]) -> Iterable[Alias]:
    for alias in dict.fromkeys(aliases):
        if is_for_words(alias.text):
            yield alias
        else:
            literal.append(alias)


def _support(text: str, supports: tuple[str, ...]) -> str | None:
    folded = f" {' '.join(fold(token.word) for token in tokens(text))} "
    return next((word for word in supports if f" {fold(word)} " in folded), None)


def _longest(matches: Iterable[Match]) -> list[list[Match]]:
    """Keep the longest of the matches that overlap; those on the very same letters stay together."""
    groups: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        groups.setdefault((match.start, match.end), []).append(match)
    taken: list[tuple[int, int]] = []
    for start, end in sorted(groups, key=lambda span: (span[0] - span[1], span[0])):
        place = bisect_left(taken, (start, end))
        clear_before = place == 0 or taken[place - 1][1] <= start
        clear_after = place == len(taken) or taken[place][0] >= end
        if clear_before and clear_after:
            taken.insert(place, (start, end))
    return [groups[span] for span in taken]


def _shared(matches: list[Match]) -> list[Match]:
    """Keep the surest match of each subject on one span, and say where there are several subjects."""
    best: dict[int, Match] = {}
    for match in matches:
        known = best.get(match.subject)
        if known is None or match.score > known.score:
            best[match.subject] = match
    if len(best) == 1:
        return list(best.values())
    # A subject found as it is written is not in doubt because another has a likeness.
    surest = max(match.score for match in best.values())
    kept = [match for match in best.values() if match.score >= surest * _LEAST_BESIDE]
    if len(kept) == 1:
        return kept
    return [_with(match, Step(StepKind.SHARED)) for match in sorted(kept, key=lambda match: match.subject)]


# How sure a match must be, beside a surer one of another subject on the same words, to be told at all.
_LEAST_BESIDE = 0.9


def _with(match: Match, step: Step) -> Match:
    steps = (*match.steps, step)
    return replace(match, steps=steps, score=score(steps), reason=reason(match.found, match.alias, steps))
