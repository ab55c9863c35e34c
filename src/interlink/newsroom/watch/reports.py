"""What is asked about sources, for the desk and the terminal: which, how many, how busy, and what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower

from interlink.newsroom.watch.conditions import PAUSED
from interlink.newsroom.watch.models import Event, EventKind, Item, Source, State
from interlink.newsroom.watch.polling.actions import IN_TROUBLE

WEEKS = 12
WEEK = timedelta(days=7)
# In trouble for so long, a source stands on the desk's first page until somebody sees to it.
TOO_LONG = timedelta(days=7)
TROUBLE, LONG = "trouble", "long"
# The worst first.
SEVERITY = (State.GONE, State.BLOCKED, State.FAILING, State.MOVED, State.QUIET, State.NEW, State.FINE)
STANDINGS = (*(state.value for state in State), PAUSED, TROUBLE, LONG)
_WORST_FIRST = Case(
    When(active=False, then=Value(len(SEVERITY))),
    *(When(state=state, then=Value(place)) for place, state in enumerate(SEVERITY)),
    output_field=IntegerField(),
)
ORDERS = {
    "name": Lower("name").asc(),
    "kind": F("kind").asc(),
    "folder": Lower("folder").asc(),
    "state": _WORST_FIRST.asc(),
    "success": F("last_success").asc(nulls_first=True),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sources somebody wants to see, and in what order.

    Attributes:
        standing: one of `STANDINGS`, or empty for all.
        kind: a value of `Kind`, or empty for all.
        folder: a folder; empty for the sources in none, None for all.
        language: a language code; empty for sources without one, None for all.
        words: each has to be in the name, the address or the folder.
        order: a key of `ORDERS`, with a minus sign in front for the reverse.
    """

    standing: str = ""
    kind: str = ""
    folder: str | None = None
    language: str | None = None
    words: str = ""
    order: str = "name"


def choose(choice: Choice, now: datetime) -> QuerySet[Source]:
    """Return the chosen sources in their order."""
    found = Source.objects.filter(_stands(choice.standing, now))
    if choice.kind:
        found = found.filter(kind=choice.kind)
    if choice.folder is not None:
        found = found.filter(folder=choice.folder)
    if choice.language is not None:
        found = found.filter(language=choice.language)
    for word in choice.words.split():
        found = found.filter(Q(name__icontains=word) | Q(address__icontains=word) | Q(folder__icontains=word))
    ordered = found.order_by(ORDERS[choice.order.removeprefix("-")], ORDERS["name"], "pk")
    return ordered.reverse() if choice.order.startswith("-") else ordered


def _stands(standing: str, now: datetime) -> Q:
    if not standing:
        return Q()
    if standing == PAUSED:
        return Q(active=False)
    if standing == TROUBLE:
        return Q(active=True, state__in=IN_TROUBLE)
    return _too_long(now) if standing == LONG else Q(active=True, state=standing)


def _too_long(now: datetime) -> Q:
    return Q(active=True, state__in=IN_TROUBLE, failing_since__lt=now - TOO_LONG)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sources there are in each state.

    Attributes:
        by_standing: the watched ones by state, and the paused ones.
        long: those in trouble for longer than `TOO_LONG`.
    """

    by_standing: dict[str, int] = field(default_factory=dict)
    long: int = 0

    @property
    def all(self) -> int:
        """All sources, paused ones too."""
        return sum(self.by_standing.values())

    @property
    def watched(self) -> int:
        """The sources that are checked."""
        return self.all - self.by_standing.get(PAUSED, 0)

    @property
    def trouble(self) -> int:
        """The watched sources that bring nothing because something is wrong."""
        return sum(self.by_standing.get(state, 0) for state in IN_TROUBLE)

    def of(self, standing: str) -> int:
        """Return how many stand so; empty for all."""
        if not standing:
            return self.all
        return {TROUBLE: self.trouble, LONG: self.long}.get(standing, self.by_standing.get(standing, 0))


def count(now: datetime) -> Counts:
    """Count the sources by state, in one query."""
    rows = Source.objects.values_list("active", "state").annotate(
        number=Count("pk"), long=Count("pk", filter=_too_long(now))
    )
    by_standing: dict[str, int] = defaultdict(int)
    long = 0
    for active, state, number, too_long in rows.order_by():
        by_standing[state if active else PAUSED] += number
        long += too_long
    return Counts(dict(by_standing), long)


def in_trouble() -> QuerySet[Source]:
    """Return the watched sources that bring nothing because something is wrong, the longest first."""
    return Source.objects.filter(active=True, state__in=IN_TROUBLE).order_by("failing_since", "name")


def folders() -> list[str]:
    """Return the folders in use, in order; the empty one, if it is, comes first."""
    return list(Source.objects.values_list("folder", flat=True).distinct().order_by(Lower("folder")))


def languages() -> list[str]:
    """Return the language codes in use, in order; the empty one, if it is, comes first."""
    return list(Source.objects.values_list("language", flat=True).distinct().order_by("language"))


def weekly(sources: Iterable[Source], now: datetime) -> dict[int, tuple[int, ...]]:
    """Count the items of sources in each of the last twelve weeks, in one query.

    An item counts where it appeared, since a source's first check brings those of many weeks at once, and for the
    source that announced it first. A week is seven days; the last of them ends now.

    Returns:
        The counts of each source by primary key, the oldest week first.
    """
    weeks = {source.pk: [0] * WEEKS for source in sources}
    first = now - WEEKS * WEEK
    back = Case(
        *(When(appeared__gt=now - (number + 1) * WEEK, then=Value(number)) for number in range(WEEKS)),
        output_field=IntegerField(),
    )
    items = Item.objects.filter(source__in=weeks, seen_at__gt=first).order_by()
    rows = (
        items.annotate(appeared=Coalesce("published", "seen_at"), back=back)
        .filter(back__isnull=False)
        .values_list("source", "back")
        .annotate(number=Count("pk"))
    )
    for source, weeks_back, number in rows:
        weeks[source][WEEKS - 1 - weeks_back] = number
    return {source: tuple(numbers) for source, numbers in weeks.items()}


def began(sources: Iterable[Source]) -> dict[int, dict[str, datetime]]:
    """Return when each source was last paused and when it last moved, in one query."""
    rows = (
        Event.objects.filter(source__in=[source.pk for source in sources], kind__in=[EventKind.PAUSED, EventKind.MOVED])
        .order_by()
        .values_list("source", "kind")
        .annotate(at=Max("at"))
    )
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    for source, kind, at in rows:
        found[source][kind] = at
    return dict(found)
