"""Whether subjects are one under two spellings: one that is about to be added, or two in the book.

Names are stored with how their words may sound, so that each is compared with the few that sound alike and not with
the whole book. The pairs of the book are found in the background, some subjects at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from operator import itemgetter

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from interlink.lib.names.compare import Comparison, compare
from interlink.lib.names.normalise import fold
from interlink.newsroom.watch.models import NOT_COMPARED, Alias, KeptApart, Likely, Sound, Subject
from interlink.newsroom.watch.models.subjects import LONGEST_FOLDED, sounds_in
from interlink.newsroom.watch.rows import among

SAME = 0.8
_MOST_SHOWN = 5
# Comparing two names takes a millisecond. Of names that sound alike in two words, and in one, so many are compared.
_MOST_ALIKE, _MOST_ALIKE_IN_ONE = 30, 15
# Other subjects that one is compared with, and pairs of names of each.
_MOST_OTHERS = 40
# Names of two subjects that are put side by side, when an editor looks at both.
_MOST_NAMES, _MOST_COMPARED = 40, 150
_AT_ONCE = 5
_TWO = 2

_Heard = QuerySet[Sound, tuple[int, int, int]]


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


def doubles(names: Iterable[str]) -> list[Double]:
    """Return the subjects that one of these names compares as the same with, the surest first."""
    best: dict[int, Double] = {}
    for name in names:
        for alias in _like(name):
            found = compare(name, alias.text)
            there = best.get(alias.subject_id)
            if found.score >= SAME and (there is None or found.score > there.comparison.score):
                best[alias.subject_id] = Double(alias.subject, name, alias.text, found)
    return sorted(best.values(), key=lambda double: -double.comparison.score)[:_MOST_SHOWN]


def _like(name: str) -> list[Alias]:
    """Return the names of the book that are worth a comparison with a new one, the likeliest first."""
    words = _words(name)
    heard = _sounding(_keys(name))
    alike = [row[0] for row in _of_so_many(heard, words)[:_MOST_ALIKE]]
    if words > 1:
        alike += [row[0] for row in heard.filter(Q(shared=1))[:_MOST_ALIKE_IN_ONE]]
    same = Alias.objects.filter(folded=fold(name)[:LONGEST_FOLDED]).values_list("pk", flat=True)[:_MOST_SHOWN]
    return list(Alias.objects.filter(pk__in={*alike, *same}).select_related("subject").order_by("pk"))


def _sounding(keys: Iterable[str]) -> _Heard:
    """Return names with a word of one of these sounds: the name, how many of its words, and its subject; most first."""
    rows = Sound.objects.filter(key__in=among(keys)).order_by().values("alias")
    shared = rows.annotate(shared=Count("place", distinct=True))
    return shared.order_by("-shared", "alias").values_list("alias", "shared", "alias__subject")


def _of_so_many(rows: _Heard, words: int) -> _Heard:
    """Keep the names that may be one with a name of so many words: two sound alike, or the only one does."""
    return rows.filter(Q(shared__gte=_TWO)) if words > 1 else rows.exclude(alias__folded__contains=" ")


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


def near(subject: Subject, most: int) -> list[Subject]:
    """Return the other subjects with words that sound like some of its own, those with the most words first."""
    wanted = {key for alias in subject.aliases.all() for key in _keys(alias.text)}
    rows = Sound.objects.filter(key__in=among(wanted)).exclude(alias__subject=subject).order_by()
    shared = rows.values("alias__subject").annotate(shared=Count("key", distinct=True))
    numbers = [number for number, _ in shared.order_by("-shared", "alias__subject").values_list(
        "alias__subject", "shared")[:most]]  # fmt: skip
    found = Subject.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def closest(one: Subject, other: Subject) -> Twins:
    """Compare two subjects by those of their names that are most alike."""
    mine, theirs = _to_compare(one), _to_compare(other)
    near = [
        pair for pair in product(mine[:_MOST_NAMES], theirs[:_MOST_NAMES]) if _keys(pair[0].text) & _keys(pair[1].text)
    ]
    compared = [_compared(*pair) for pair in near[:_MOST_COMPARED] or [(mine[0], theirs[0])]]
    return Twins(one, other, *max(compared, key=lambda found: found[2].score))


def likely() -> QuerySet[Likely]:
    """Return the pairs of subjects that are likely one, the surest first.

    Pairs that an editor said are two are left out, and those with two different numbers of Wikidata.
    """
    apart = KeptApart.objects.filter(one=OuterRef("one"), other=OuterRef("other"))
    two_numbers = ~Q(one__wikidata="") & ~Q(other__wikidata="") & ~Q(one__wikidata=F("other__wikidata"))
    rows = Likely.objects.exclude(two_numbers).exclude(Exists(apart))
    return rows.select_related("one", "other", "alias", "other_alias").order_by("-score", "pk")


def twins_of(row: Likely) -> Twins:
    """Return a likely pair with what leads from one name to the other."""
    return Twins(row.one, row.other, *_compared(row.alias, row.other_alias))


def to_compare() -> QuerySet[Subject]:
    """Return the subjects whose names, as they stand, were not compared with all others yet."""
    return Subject.objects.filter(compared=False).order_by("pk")


def compare_some() -> int:
    """Look for the likely doubles of some subjects whose names are new, and return of how many.

    Each portion is stored whole, so what is stopped goes on where it was. A pair is looked at when the second of the
    two has its turn.
    """
    with transaction.atomic():
        subjects = list(to_compare().select_for_update()[:_AT_ONCE])
        for subject in subjects:
            Likely.objects.filter(Q(one=subject) | Q(other=subject)).delete()
            Likely.objects.bulk_create(_likely_to_be(subject))
            Subject.objects.filter(pk=subject.pk).update(compared=True)
    return len(subjects)


def _likely_to_be(subject: Subject) -> list[Likely]:
    found = []
    for pairs in _alike(subject):
        score, alias, other = max(((_compared(*pair)[2].score, *pair) for pair in pairs), key=itemgetter(0))
        if score >= SAME:
            row = Likely(alias=alias, other_alias=other, score=score)
            row.one_id, row.other_id = alias.subject_id, other.subject_id
            found.append(row)
    return found


def _alike(subject: Subject) -> list[list[tuple[Alias, Alias]]]:
    """Return, for each other subject, the pairs of names of which two words sound alike, or the only one does.

    The name of the subject with the lower number stands first.
    """
    others: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    mine = subject.aliases.exclude(kind__in=NOT_COMPARED).in_bulk()
    for alias in mine.values():
        words = _words(alias.text)
        rows = _sounding(_keys(alias.text)).filter(alias__subject__compared=True).exclude(alias__subject=subject)
        for theirs, _, other in _of_so_many(rows, words)[:_MOST_OTHERS]:
            if len(others[other]) < _MOST_SHOWN and (other in others or len(others) < _MOST_OTHERS):
                others[other].append((alias.pk, theirs))
    there = Alias.objects.in_bulk({theirs for pairs in others.values() for _, theirs in pairs})
    return [
        [(mine[own], there[theirs]) if subject.pk < other else (there[theirs], mine[own]) for own, theirs in pairs]
        for other, pairs in others.items()
        if pairs
    ]


def _to_compare(subject: Subject) -> list[Alias]:
    names = [alias for alias in subject.aliases.all() if alias.kind not in NOT_COMPARED]
    return sorted(names, key=lambda alias: alias.text != subject.name) or list(subject.aliases.all())


def _compared(one: Alias, other: Alias) -> tuple[str, str, Comparison]:
    return one.text, other.text, compare(one.text, other.text, languages=(one.language, other.language))


def _keys(text: str) -> set[str]:
    return {key for _, key in sounds_in(text)}


def _words(text: str) -> int:
    return len({place for place, _ in sounds_in(text)})
