"""What goes out, or is withdrawn, at a time that an editor has set."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from interlink.newsroom.press.approving.actions import ask
from interlink.newsroom.press.errors import LookNeeded, PressError
from interlink.newsroom.press.models import PostPage, WantedLook

logger = logging.getLogger(__name__)

GRACE = timedelta(minutes=5)  # for the worker, which looks at the schedule every minute


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
            if isinstance(refused, LookNeeded) and not WantedLook.objects.filter(post=page_id).exists():
                ask(PostPage.objects.get(pk=page_id), None, now)
        else:
            published.append(page_id)
    return Turned(tuple(published), tuple(withdrawn), tuple(held))


def held_back(now: datetime) -> QuerySet[PostPage]:
    """Return the posts whose time has come and gone without their going out, the longest held first."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now - GRACE)
    pages = due.values_list(Cast("object_id", PostPage._meta.pk.target_field), flat=True)  # noqa: SLF001 - Django's own
    return PostPage.objects.filter(pk__in=pages).order_by("go_live_at", "pk")
