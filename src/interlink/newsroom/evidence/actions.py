"""What happens with evidence.

The queue is in the same database, so a row and its task are stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from interlink.newsroom.evidence import capturing
from interlink.newsroom.evidence.errors import CaptureFailed
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.tasks import take_capture

LEFT_TO_THE_WORKER = timedelta(minutes=15)
"""When a worker takes on what somebody began to capture at once, and did not come to an end with."""


def order(address: str, now: datetime, *, by_browser: bool = False, by_itself: bool = False) -> Capture:
    """Ask for a capture of a page; it is taken in the background, and the row tells how far it is.

    Args:
        address: Of the page.
        now: The time.
        by_browser: Whether a browser is to open it, even if it does not come out empty without.
        by_itself: Whether no person asked for it, so that the site's robots.txt has a say.
    """
    with transaction.atomic():
        capture = Capture.objects.create(address=address, asked_at=now, by_browser=by_browser, by_itself=by_itself)
        take_capture.enqueue(capture_id=capture.pk)
    return capture


def order_again(capture: Capture, now: datetime) -> None:
    """Try a failed capture once more."""
    with transaction.atomic():
        capture.state, capture.asked_at, capture.tries = CaptureState.WAITING, now, 0
        capture.save(update_fields=["state", "asked_at", "tries"])
        take_capture.enqueue(capture_id=capture.pk)


def order_each(addresses: Iterable[str], now: datetime, *, by_browser: bool = False) -> list[Capture]:
    """Ask for captures of several pages, all or none."""
    with transaction.atomic():
        return [order(address, now, by_browser=by_browser) for address in addresses]


def take_now(address: str, now: datetime, *, by_browser: bool = False) -> Capture:
    """Capture a page at once, and return its row, which says what came of it.

    A run that is killed, or a page that may come later, is left to the worker.
    """
    with transaction.atomic():
        capture = Capture.objects.create(address=address, asked_at=now, by_browser=by_browser)
        take_capture.using(run_after=now + LEFT_TO_THE_WORKER).enqueue(capture_id=capture.pk)
    try:
        capturing.take(capture)
    except CaptureFailed:
        capture.refresh_from_db()
    return capture
