"""What runs later for evidence."""

from __future__ import annotations

from interlink.background.jobs import job
from interlink.newsroom.evidence import capturing
from interlink.newsroom.evidence.models import Capture


@job(attempts=capturing.TRIES)
def take_capture(capture_id: int) -> None:
    """Capture one page, with more tries when it fails for a while."""
    capturing.take(Capture.objects.get(pk=capture_id))
