"""Whether subjects are one under two spellings: one that is about to be added, or two in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.compare import Comparison, compare
from interlink.lib.names.keys import keys_of
from interlink.lib.names.normalise import fold
from interlink.newsroom.watch.models import Alias, KeptApart, Subject

SAME = 0.8
_NOT_COMPARED = (AliasKind.ACRONYM.value, AliasKind.NICKNAME.value)
_MOST_SHOWN = 5
# Comparing two names takes a millisecond, so of a very large book not all pairs are looked at in one request.
_MOST_COMPARED = 1_500
# Names of two subjects that are put side by side, and subjects of one sound before it tells nothing.
_MOST_NAMES, _MOST_ALIKE = 40, 40
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Double:
    """A subject that may be the one to be added.

    Attributes:
        subject: the known one.
        name: the new name.
        known: the name in the book that it compares as the same with.
        comparison: how likely that is, and why.
    """

    subject: Subject
    name: str
    known: str
    comparison: Comparison


class Known:
    """The names in the book, kept so that many new ones can be compared with them."""

    def __init__(self, aliases: Iterable[Alias] | None = None) -> None:
        rows = Alias.objects.select_related("subject") if aliases is None else aliases
        self._by_key: dict[str, list[Alias]] = {}
        self._by_text: dict[str, list[Alias]] = {}
        for alias in rows:
            self._by_text.setdefault(fold(alias.text), []).append(alias)
            if alias.kind not in _NOT_COMPARED:
                for key in _keys(alias.text):
                    self._by_key.setdefault(key, []).append(alias)

    def doubles(self, names: Iterable[str]) -> list[Double]:
        """Return the subjects that one of these names compares as the same with, the surest first."""
        best: dict[int, Double] = {}
        for name in names:
            for alias in self._near(name):
                found = compare(name, alias.text)
                there = best.get(alias.subject_id)
                if found.score >= SAME and (there is None or found.score > there.comparison.score):
                    best[alias.subject_id] = Double(alias.subject, name, alias.text, found)
        return sorted(best.values(), key=lambda double: -double.comparison.score)[:_MOST_SHOWN]

    def _near(self, name: str) -> Iterable[Alias]:
        """Only names that sound alike in a word are worth the comparison, which takes a millisecond."""
        rows = [*self._by_text.get(fold(name), ()), *(one for key in _keys(name) for one in self._by_key.get(key, ()))]
        return {alias.pk: alias for alias in rows}.values()


@dataclass(frozen=True, slots=True)
class Twins:
    """Two subjects of the book that may be one.

    Attributes:
        one: the older one.
        other: the younger one.
        name: the name of the first that is most like one of the other.
        other_name: the name of the other.
        comparison: how likely these two are one name, and why.
    """

    one: Subject
    other: Subject
    name: str
    other_name: str
    comparison: Comparison

    @property
    def percent(self) -> int:
        """How sure it is that the names are one; never quite, unless they are the same words."""
        percent = round(100 * self.comparison.score)
        return percent if fold(self.name) == fold(self.other_name) else min(99, percent)


def near(subject: Subject, names: Iterable[str]) -> list[Subject]:
    """Return the other subjects with a word that sounds like one of the names, by name."""
    wanted = {key for name in names for key in _keys(name)}
    rows = Alias.objects.exclude(subject=subject).exclude(kind__in=_NOT_COMPARED).select_related("subject")
    found = {alias.subject_id: alias.subject for alias in rows.iterator(2_000) if wanted & _keys(alias.text)}
    return sorted(found.values(), key=lambda one: one.name)


def closest(one: Subject, other: Subject) -> Twins:
    """Compare two subjects by those of their names that are most alike."""
    mine, theirs = _to_compare(one), _to_compare(other)
    near = [
        pair for pair in product(mine[:_MOST_NAMES], theirs[:_MOST_NAMES]) if _keys(pair[0].text) & _keys(pair[1].text)
    ]
    found = _best(near[: _MOST_COMPARED // 10] or [(mine[0], theirs[0])])
    return Twins(one, other, *found)


def likely() -> tuple[list[Twins], bool]:
    """Return the pairs of subjects that are likely one, the surest first, and whether there were too many to compare.

    Pairs that an editor said are two are left out, and those with two different numbers of Wikidata.
    """
    apart = set(KeptApart.objects.values_list("one_id", "other_id"))
    asked = left = 0
    found: list[Twins] = []
    for (first, second), names in _alike().items():
        one, other = names[0][0].subject, names[0][1].subject
        if (first, second) in apart or (one.wikidata and other.wikidata and one.wikidata != other.wikidata):
            continue
        if asked + len(names) > _MOST_COMPARED:
            left += 1
            continue
        asked += len(names)
        best = _best(names)
        if best[2].score >= SAME:
            found.append(Twins(one, other, *best))
    return sorted(found, key=lambda twins: -twins.comparison.score), left > 0


def _alike() -> dict[tuple[int, int], list[tuple[Alias, Alias]]]:
    """Return the pairs of subjects with names of which two words sound alike, or the only one does."""
    blocks: defaultdict[tuple[str, str], dict[int, Alias]] = defaultdict(dict)
    for alias in Alias.objects.exclude(kind__in=_NOT_COMPARED).select_related("subject").order_by("-subject_id", "pk"):
        for block in _blocks(alias.text):
            blocks[block].setdefault(alias.subject_id, alias)
    pairs: defaultdict[tuple[int, int], dict[tuple[int, int], tuple[Alias, Alias]]] = defaultdict(dict)
    for there in blocks.values():
        if len(there) <= _MOST_ALIKE:
            for younger, older in combinations(there.values(), 2):
                pairs[older.subject_id, younger.subject_id][older.pk, younger.pk] = (older, younger)
    return {numbers: list(names.values())[:_MOST_SHOWN] for numbers, names in pairs.items()}


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    words = [keys for word in fold(text).split()[:_MOST_WORDS] if (keys := [key for key in keys_of(word) if key])]
    if len(words) == 1:
        yield from (("", key) for key in words[0])
    for one, other in combinations(words, 2):
        yield from ((min(pair), max(pair)) for pair in product(one, other))


def _to_compare(subject: Subject) -> list[Alias]:
    names = [alias for alias in subject.aliases.all() if alias.kind not in _NOT_COMPARED]
    return sorted(names, key=lambda alias: alias.text != subject.name) or list(subject.aliases.all())


def _best(pairs: Iterable[tuple[Alias, Alias]]) -> tuple[str, str, Comparison]:
    compared = [
        (one.text, other.text, compare(one.text, other.text, languages=(one.language, other.language)))
        for one, other in pairs
    ]
    return max(compared, key=lambda found: found[2].score)


def _keys(text: str) -> set[str]:
    return {key for word in fold(text).split() for key in keys_of(word) if key}
