"""What runs later for evidence."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.evidence import capturing, checking, queries
from interlink.newsroom.evidence.models import Capture

MOST_CHECKS = 2_000
MINUTES_BETWEEN_ROUNDS = 5


@job(attempts=capturing.TRIES)
def take_capture(capture_id: int) -> None:
    """Capture one page, with more tries when it fails for a while."""
    capturing.take(Capture.objects.get(pk=capture_id))


@job(attempts=1)
def check_due() -> None:
    """Look again at the captured pages whose turn has come."""
    for _ in checking.check(queries.due_captures(timezone.now())[:MOST_CHECKS], timezone.now):
        pass


every("check-evidence", minutes=MINUTES_BETWEEN_ROUNDS, task=check_due)
