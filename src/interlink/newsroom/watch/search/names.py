"""The alias book as the search reads it: which subjects a question names, and how else these are written."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from django.db.models import Count, Max

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.indexed import words_of
from interlink.lib.names.questions import Phrase
from interlink.lib.names.spot import Spotter
from interlink.newsroom.watch import queries as watch
from interlink.newsroom.watch.models import Alias, Subject

SECONDS_BETWEEN_LOOKS = 30
SECONDS_AT_MOST = 600
_MOST_SUBJECTS = 3  # a word that is in more names than this stands for none of them
_SHORTEST_PART = 4
_LONGEST_NAME = 8
# What is shown to readers as another way to write a name. A hostile name finds the subject; we do not offer it.
_SHOWN = frozenset({AliasKind.MAIN.value, AliasKind.ALIAS.value, AliasKind.FORMER.value, AliasKind.ACRONYM.value})

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A subject, with the ways to write its name.

    Attributes:
        number: The subject's number.
        name: What the desk calls it.
        spellings: All the ways, as they are indexed.
        shown: The ways that are shown to readers.
    """

    number: int
    name: str
    spellings: tuple[Words, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of a question: phrases that all have to be there, or in their place a name of one of the subjects."""

    phrases: tuple[Phrase, ...]
    named: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Names:
    """The alias book at one moment. Private persons are in it only where an editor asks."""

    spotter: Spotter
    subjects: dict[int, Named]
    by_words: dict[Words, set[int]] = field(default_factory=dict)
    by_part: dict[str, set[int]] = field(default_factory=dict)

    def spotted(self, text: str) -> set[int]:
        """Return the subjects that a post's text names."""
        return {match.subject for match in self.spotter.spot(text)}

    def wanted(self, phrases: Sequence[Phrase]) -> list[Wanted]:
        """Read a question: which of its phrases are a name together, in any spelling, and whose."""
        found: list[Wanted] = []
        for loose, run in groupby(phrases, key=lambda phrase: phrase.loose):
            if loose:
                found += self._read(tuple(run))
            else:
                found += [self._one(phrase) for phrase in run]
        return found

    def _read(self, run: tuple[Phrase, ...]) -> list[Wanted]:
        text = " ".join(phrase.text for phrase in run)
        ends = list(accumulate(len(phrase.text) + 1 for phrase in run))
        starts = [0, *ends]
        spotted: dict[tuple[int, int], set[int]] = defaultdict(set)
        for match in self.spotter.spot(text):
            covered = [at for at in range(len(run)) if starts[at] < match.end and ends[at] - 1 > match.start]
            spotted[covered[0], covered[-1] + 1].add(match.subject)
        found, at = [], 0
        while at < len(run):
            for after in range(min(at + _LONGEST_NAME, len(run)), at, -1):
                words = tuple(word for phrase in run[at:after] for word in phrase.words)
                subjects = self.by_words.get(words, set()) | spotted.get((at, after), set())
                if subjects:
                    found.append(Wanted(run[at:after], self._named(subjects)))
                    at = after
                    break
            else:
                found.append(self._one(run[at]))
                at += 1
        return found

    def _one(self, phrase: Phrase) -> Wanted:
        subjects = self.by_words.get(phrase.words, set())
        if not subjects and len(phrase.words) == 1 and len(phrase.words[0]) >= _SHORTEST_PART:
            part = self.by_part.get(phrase.words[0], set())
            subjects = part if len(part) <= _MOST_SUBJECTS else set()
        return Wanted((phrase,), self._named(subjects))

    def _named(self, numbers: Iterable[int]) -> tuple[Named, ...]:
        return tuple(self.subjects[number] for number in sorted(numbers) if number in self.subjects)


def build(subjects: Iterable[Subject], *, private: bool = False) -> Names:
    """Read these subjects; the private persons among them are left out, unless an editor asks."""
    known = [subject for subject in subjects if private or not subject.private_person]
    names = Names(Spotter.of_subjects(map(watch.as_spotted, known)), {})
    for subject in known:
        spellings = {}
        for alias in subject.aliases.all():
            words = words_of(alias.text)
            if words:
                spellings[words] = alias
                names.by_words.setdefault(words, set()).add(subject.pk)
                for word in words:
                    names.by_part.setdefault(word, set()).add(subject.pk)
        shown = dict.fromkeys(alias.text for alias in spellings.values() if alias.kind in _SHOWN)
        names.subjects[subject.pk] = Named(subject.pk, subject.name, tuple(spellings), tuple(shown))
    return names


class _Kept:
    """The book that was read last, with what it was like then; looked at again after a while."""

    def __init__(self, *, private: bool = False) -> None:
        self.private = private
        self.names: Names | None = None
        self.version: object = None
        self.looked_at = self.built_at = float("-inf")

    def fresh(self, *, now: float, at_once: bool) -> Names:
        if self.names is None or at_once or now - self.looked_at >= SECONDS_BETWEEN_LOOKS:
            version = _version()
            if self.names is None or at_once or version != self.version or now - self.built_at >= SECONDS_AT_MOST:
                subjects = Subject.objects.prefetch_related("aliases", "rejections")
                # Put in place when it is whole: other threads go on with the one before.
                self.names, self.version, self.built_at = build(subjects, private=self.private), version, now
            self.looked_at = now
        return self.names


_kept = _Kept()
_kept_for_editors = _Kept(private=True)


def current(*, at_once: bool = False) -> Names:
    """Return the alias book; a change counts within half a minute, or with `at_once` immediately."""
    return _kept.fresh(now=time.monotonic(), at_once=at_once)


def for_editors() -> Names:
    """Return the alias book with the private persons in it; for the desk alone."""
    return _kept_for_editors.fresh(now=time.monotonic(), at_once=False)


def _version() -> object:
    aliases = Alias.objects.aggregate(number=Count("pk"), latest=Max("pk"))
    subjects = Subject.objects.values("private_person").annotate(number=Count("pk"), latest=Max("pk"))
    return (
        tuple(aliases.values()),
        tuple(tuple(row.values()) for row in subjects.order_by("private_person")),
        watch.taught(),
    )
