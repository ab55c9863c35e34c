"""What is asked about sources, items and subjects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet

from interlink.lib.names.aliases import Alias as SpottedAlias
from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.aliases import Rejection as SpottedRejection
from interlink.lib.names.aliases import Subject as SpottedSubject
from interlink.lib.names.errors import UnusableAlias
from interlink.lib.names.spot import Spotter
from interlink.lib.reading.addresses import address_key
from interlink.newsroom.watch.models import Alias, Item, Reading, Rejection, Source, Subject
from interlink.newsroom.watch.rows import among


def due_sources(now: datetime) -> QuerySet[Source]:
    """Return the watched sources whose next check has come, the longest waiting first."""
    return Source.objects.filter(Q(next_check__lte=now) | Q(next_check=None), active=True).order_by("next_check", "pk")


def items_to_read(now: datetime) -> QuerySet[Item]:
    """Return the items whose article waits to be read and whose time has come."""
    waiting = Q(read_after=None) | Q(read_after__lte=now)
    return Item.objects.filter(waiting, reading=Reading.WAITING).select_related("source").order_by("pk")


def items_at(keys: Iterable[str]) -> QuerySet[Item]:
    """Return the items whose addresses have these keys.

    The index holds only keys that are not empty, so that has to be asked for: without it every item is looked at.
    """
    return Item.objects.filter(key__in=among(keys)).exclude(key="").order_by()


def source_of(address: str) -> Source | None:
    """Return the source whose site an address is on, the watched ones first; None if it is on none of them."""
    host = _host(address)
    if not host:
        return None
    near = Source.objects.filter(Q(site__icontains=host) | Q(address__icontains=host)).order_by("-active", "pk")
    return next((source for source in near if host in {_host(source.site), _host(source.address)}), None)


def _host(address: str) -> str:
    """Return the host of an address as it tells sites apart, with its port; outlets share hosts only by their ports."""
    return address_key(address).partition("/")[0] if "://" in address else ""


def spotter() -> Spotter:
    """Return a spotter for every subject as it stands now, with what editors said is not the subject."""
    subjects = Subject.objects.prefetch_related("aliases", "rejections").order_by("pk")
    return _built(tuple(map(as_spotted, subjects)))


@lru_cache(maxsize=1)
def _built(subjects: tuple[SpottedSubject, ...]) -> Spotter:
    """Build a spotter, which takes seconds for thousands of subjects, or give the last one while nothing changed."""
    return Spotter.of_subjects(subjects)


def taught() -> tuple[int, int]:
    """Return what changes whenever a rejection comes or goes, so that a spotter kept for long is known to be old."""
    found = Rejection.objects.aggregate(latest=Max("pk"), number=Count("pk"))
    return (found["latest"] or 0, found["number"])


def as_spotted(subject: Subject) -> SpottedSubject:
    """Return a subject as the spotter wants it; names that cannot be looked for are left out."""
    return SpottedSubject(
        number=subject.pk,
        aliases=tuple(_spotted(alias) for alias in subject.aliases.all() if can_be_looked_for(alias.text)),
        exact_only=subject.exact_only,
        rejections=tuple(
            SpottedRejection(subject.pk, row.found, tuple(row.before), tuple(row.after))
            for row in subject.rejections.all()
        ),
    )


def _spotted(alias: Alias) -> SpottedAlias:
    kind = AliasKind(alias.kind)
    return SpottedAlias(
        alias.subject_id, alias.text, kind, alias.language, alias.script, supports=tuple(alias.supports)
    )


def can_be_looked_for(text: str) -> bool:
    """Say whether a text has anything in it that a name could be found by."""
    try:
        SpottedAlias(subject=0, text=text)
    except UnusableAlias:
        return False
    return True


def namesake(name: str, address: str) -> Source | None:
    """Return another source of the same name, in whatever capitals: two that look the same are easily confused."""
    return Source.objects.filter(name__iexact=name).exclude(address=address).first()
