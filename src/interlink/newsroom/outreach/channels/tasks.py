"""What runs later for channels."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from interlink.background import queries as background
from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.outreach.channels import queries, sending
from interlink.newsroom.outreach.channels.models import Announcement

AT_ONCE = 200


# Retries are in the books, where a person sees them; a task that fails by a fault of ours is taken up by the clock.
@job(attempts=1)
def tell(announcement: int) -> None:
    """Do what is to be done about one announcement; run again, it goes on where it stopped."""
    sending.carry_out(announcement)


@job(attempts=1)
def carry_on_channels() -> None:
    """Take up each announcement whose time has come."""
    tell_soon(queries.due(timezone.now())[:AT_ONCE])


def tell_soon(rows: Iterable[Announcement]) -> None:
    """Have announcements carried out, each by one task."""
    for row in rows:
        if not background.is_pending(tell, announcement=row.pk):
            tell.enqueue(announcement=row.pk)


every("carry-on-channels", minutes=1, task=carry_on_channels)
