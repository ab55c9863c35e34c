"""What is asked about sources, items and subjects."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from interlink.lib.names.spot import Alias as SpottedAlias
from interlink.lib.names.spot import AliasKind, Spotter
from interlink.newsroom.watch.models import Alias, Item, Reading, Source


def due_sources(now: datetime) -> QuerySet[Source]:
    """Return the watched sources whose next check has come, the longest waiting first."""
    return Source.objects.filter(Q(next_check__lte=now) | Q(next_check=None), active=True).order_by("next_check", "pk")


def items_to_read(now: datetime) -> QuerySet[Item]:
    """Return the items whose article waits to be read and whose time has come."""
    waiting = Q(read_after=None) | Q(read_after__lte=now)
    return Item.objects.filter(waiting, reading=Reading.WAITING).select_related("source").order_by("pk")


def spotter() -> Spotter:
    """Return a spotter for every alias of every subject as they stand now."""
    return Spotter(
        SpottedAlias(subject=row.subject_id, text=row.text, kind=AliasKind(row.kind)) for row in Alias.objects.all()
    )
