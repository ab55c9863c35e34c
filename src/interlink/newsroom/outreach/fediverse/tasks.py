"""What runs later for the fediverse."""

from __future__ import annotations

from django.utils import timezone

from interlink.background import queries as background
from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.outreach.fediverse import delivering, queries, upkeep


# Retries are in the books, where a person sees them; a task that fails by a fault of ours is taken up by the clock.
@job(attempts=1)
def deliver() -> None:
    """Tell other servers what is due; run again, it goes on where it stopped."""
    delivering.deliver()


def deliver_soon() -> None:
    """Have what is due told."""
    if not background.is_pending(deliver):
        deliver.enqueue()


@job(attempts=1)
def carry_on_fediverse() -> None:
    """Take up what has come to its time."""
    if queries.due(timezone.now()).exists():
        deliver_soon()


@job(attempts=2)
def look_after_fediverse() -> None:
    """Let servers go that have been out of reach for weeks, and forget what is kept for a while."""
    now = timezone.now()
    upkeep.let_go(now)
    upkeep.forget_old(now)


every("carry-on-fediverse", minutes=1, task=carry_on_fediverse)
every("look-after-fediverse", minutes=60, task=look_after_fediverse)
