"""Storing looks at captured pages, and what is said of the pages from then on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from interlink.newsroom.evidence import wayback
from interlink.newsroom.evidence.looking import front_address
from interlink.newsroom.evidence.models import Capture, CaptureMark, CaptureState, Check

STANDING = (
    "mark", "mark_since", "checked_at", "seen_at", "next_check", "suspected_since", "in_vain", "in_vain_since",
    "alerted_at", "seen_text_sha256", "etag", "last_modified",
)  # fmt: skip
NEIGHBOURS_WITHIN = timedelta(hours=2)


def store_checks(checked: list[tuple[Capture, Check]], now: datetime) -> None:
    """Store looks at captured pages, with how the pages stand now, all or none.

    Where a removal is confirmed, the other pages of that site are looked at soon: removals seldom come alone; and the
    Wayback Machine is asked for its copy, if the settings allow it.
    """
    with transaction.atomic():
        Check.objects.bulk_create([check for _, check in checked])
        # One statement for all rows costs more than one each: Django compiles a case for every value of every column.
        for capture, _ in checked:
            Capture.objects.filter(pk=capture.pk).update(**{name: getattr(capture, name) for name in STANDING})
        removed = [capture for capture, check in checked if check.news and capture.mark == CaptureMark.REMOVED]
        wayback.removed(removed, now)
        for front in {front_address(capture.address) for capture in removed}:
            neighbours = Capture.objects.filter(
                state=CaptureState.WHOLE, address__startswith=front, next_check__isnull=False
            )
            neighbours.update(next_check=Least(F("next_check"), now + NEIGHBOURS_WITHIN))
