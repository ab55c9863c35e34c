"""What runs later for evidence."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.evidence import anchoring, capturing, keeping, letting_go, queries, sealing, stamping
from interlink.newsroom.evidence.models import Capture

MOST_SEALED = 500
MOST_STAMPED = 1000
MOST_MOVED = 500


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


@job(attempts=1)
def anchor_log() -> None:
    """Have the log's end put into a block of Bitcoin, if the settings name calendars, and fetch what they promised."""
    anchoring.anchor(timezone.now())


@job(attempts=1)
def move_sealed() -> None:
    """Move sealed captures to the store, if there is one."""
    now = timezone.now()
    if keeping.far() is not None:
        moved = [keeping.move(capture, now) for capture in queries.unmoved_captures(now)[:MOST_MOVED]]
        if moved:
            keeping.copy_log()
    keeping.forget_brought(now)


@job(attempts=1)
def let_go_old() -> None:
    """Delete the captures that nothing needs and whose time is over, and what killed writes left behind."""
    now = timezone.now()
    keeping.forget_leftovers(now)
    for capture in letting_go.due(now):
        letting_go.let_go(capture, now)


every("seal-evidence", minutes=5, task=seal_open)
every("stamp-evidence", minutes=2, task=stamp_due)
every("anchor-evidence", minutes=10, task=anchor_log)
every("move-evidence", minutes=15, task=move_sealed)
every("let-evidence-go", minutes=24 * 60, task=let_go_old)
