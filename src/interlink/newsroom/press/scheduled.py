"""What goes out, or is withdrawn, at a time that an editor has set."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

from interlink.newsroom.press.errors import PressError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turned:
    """What one look at the schedule did, as page numbers."""

    published: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    held: tuple[int, ...] = ()


def publish_due(now: datetime) -> Turned:
    """Withdraw what has expired and publish what is due, each for itself.

    Wagtail's own command does the same, but stops at the first page that is refused. Here a post whose page is
    not captured, or a digest that nobody signed, is held back and looked at again at the next turn, while
    the others go out. Run twice, it does nothing more.
    """
    withdrawn = []
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific():
        with transaction.atomic():
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        withdrawn.append(page.pk)
    published, held = [], []
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk"):
        page_id = int(revision.object_id)
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except PressError as refused:
            logger.debug("Page %s is due but held back: %s", page_id, refused)
            held.append(page_id)
        else:
            published.append(page_id)
    return Turned(tuple(published), tuple(withdrawn), tuple(held))
