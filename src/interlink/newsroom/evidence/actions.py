"""What happens with evidence.

The queue is in the same database, so a row and its task are stored together or not at all.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.tasks import take_capture


def order(address: str, now: datetime) -> Capture:
    """Ask for a capture of a page; it is taken in the background, and the row tells how far it is."""
    with transaction.atomic():
        capture = Capture.objects.create(address=address, asked_at=now)
        take_capture.enqueue(capture_id=capture.pk)
    return capture


def order_again(capture: Capture, now: datetime) -> None:
    """Try a failed capture once more."""
    with transaction.atomic():
        capture.state, capture.asked_at, capture.tries = CaptureState.WAITING, now, 0
        capture.save(update_fields=["state", "asked_at", "tries"])
        take_capture.enqueue(capture_id=capture.pk)
