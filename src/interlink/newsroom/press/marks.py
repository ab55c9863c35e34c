"""What readers are told of a cited page, and having the pages written anew that tell it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, QuerySet

from interlink.newsroom.evidence.models import Capture, CaptureMark
from interlink.newsroom.press import queries
from interlink.newsroom.press.bake.addresses import touched_by_mark
from interlink.newsroom.press.bake.jobs import bake_soon
from interlink.newsroom.press.models import Alert, ShownMark


def changed() -> QuerySet[Capture]:
    """Return the captures that readers are told of, and whose mark is another one than the written pages say."""
    as_written = Q(shown_mark__mark=F("mark")) & (
        Q(shown_mark__since=F("mark_since")) | Q(shown_mark__since=None, mark_since=None)
    )
    never_told = Q(shown_mark=None, mark=CaptureMark.UNCHECKED)
    listed = Alert.objects.filter(shown_at__isnull=False).values("capture")
    seen = Capture.objects.filter(Q(pk__in=queries.cited_captures()) | Q(pk__in=listed)).order_by("pk")
    return seen.exclude(as_written).exclude(never_told)


def write_changed() -> int:
    """Have the pages written that cite a page whose mark changed, and no others; return how many captures these are."""
    with transaction.atomic():
        found = list(changed())
        bake_soon(address for capture in found for address in touched_by_mark(capture))
        ShownMark.objects.bulk_create(
            [ShownMark(capture=one, mark=one.mark, since=one.mark_since) for one in found],
            update_conflicts=True,
            unique_fields=["capture"],
            update_fields=["mark", "since"],
        )
    return len(found)
