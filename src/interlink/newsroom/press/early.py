"""Pages that readers see though nobody has published them.

Before every new page began as a draft, Wagtail's editor stored one in front of readers before it asked whether it may
be published; where the house then said no, it stayed there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

from interlink.newsroom.press import posts
from interlink.newsroom.press.models import DigestPage, PostPage
from interlink.newsroom.press.models.digests import NEEDS_SIGNATURE


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A page that readers no longer see, and what stood in the way of publishing it."""

    number: int
    title: str
    reasons: tuple[str, ...]


def take_off() -> list[TakenOff]:
    """Make drafts of the pages that nobody has published and that may not be published as they are; return them.

    What was stored in front of readers by a program and lacks nothing stays there. Nothing is lost by this, and
    publishing is one step; a name that two people should have read first is out for good. May be run again.
    """
    found = []
    for page in [*_never_published(PostPage), *_never_published(DigestPage)]:
        reasons = posts.gaps(page) if isinstance(page, PostPage) else [str(NEEDS_SIGNATURE)]
        if not reasons:
            continue
        with transaction.atomic():
            page.unpublish(log_action=True)
        found.append(TakenOff(page.pk, page.title, tuple(reasons)))
    return found


def _never_published(kind: type[Page]) -> Iterator[Page]:
    there = kind.objects.filter(live=True, live_revision=None, first_published_at=None).order_by("pk")
    unsigned = there.filter(signed_off_at=None) if kind is DigestPage else there
    yield from unsigned
