"""What runs later for evidence."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.evidence import capturing, queries, sealing, stamping
from interlink.newsroom.evidence.models import Capture

MOST_SEALED = 500
MOST_STAMPED = 200


@job(attempts=capturing.TRIES)
def take_capture(capture_id: int) -> None:
    """Capture one page, with more tries when it fails for a while."""
    capturing.take(Capture.objects.get(pk=capture_id))


@job(attempts=1)
def seal_open() -> None:
    """Seal what was captured and, for whatever reason, not sealed at once."""
    sealing.seal_each(queries.unsealed_captures(timezone.now())[:MOST_SEALED])


@job(attempts=1)
def stamp_due() -> None:
    """Ask the authorities for the timestamps that captures lack."""
    now = timezone.now()
    if captures := list(queries.unstamped_captures(now)[:MOST_STAMPED]):
        stamping.stamp(captures, now)


every("seal-evidence", minutes=5, task=seal_open)
every("stamp-evidence", minutes=2, task=stamp_due)
