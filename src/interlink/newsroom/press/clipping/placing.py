"""Once a clipped page is there: which story it belongs to, who has a draft of that, and a draft's empty fields."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from interlink.newsroom.evidence.models import CaptureState
from interlink.newsroom.press.clipping import actions, queries
from interlink.newsroom.press.clipping.reading import PageRead
from interlink.newsroom.press.models import Clip, PostPage
from interlink.newsroom.stories import likeness
from interlink.newsroom.stories.likeness import Report

AT_ONCE = 20
LOOKED_BACK = timedelta(days=4)
"""Reports of one event are no further apart: see `interlink.lib.grouping.window.SPAN`."""
LEFT_ALONE = timedelta(minutes=2)
"""How long ago a draft's form was last seen open; it says so every ten seconds, hidden in a browser once a minute."""


def finish(now: datetime) -> int:
    """Place the clips whose pages are there now, and fill the drafts that nobody has open; return how many that were.

    Where the form is open, its own script fills it: a version that is stored meanwhile would cost the editor a save.
    """
    done = 0
    for clip in _waiting(now):
        page = queries.page_read(clip.post.get_latest_revision_as_object())
        if page is None:
            continue
        if clip.placed_at is None:
            place(clip, page, now)
            done += 1
        if clip.filled_at is None and not _is_open(clip.post, now):
            done += actions.fill(clip.post, now)
    return done


def place(clip: Clip, page: PageRead, now: datetime) -> None:
    """Note which story a clipped page tells of, or which other clip tells of the same, for whoever edits either."""
    story = like = None
    if clip.post.story_id is None:
        asked = _report_of(clip, page)
        story = likeness.story_like(asked)
        like = None if story else likeness.alike(asked, _others(clip, now))
    Clip.objects.filter(pk=clip.pk).update(placed_at=now, near_story=story, like=like)


def _waiting(now: datetime) -> QuerySet[Clip]:
    there = Clip.objects.filter(at__gte=now - LOOKED_BACK, post__capture__state=CaptureState.WHOLE)
    waiting = there.filter(placed_at=None) | there.filter(filled_at=None, placeholder__gt="", post__live=False)
    return waiting.select_related("post__capture").order_by("pk")[:AT_ONCE]


def _others(clip: Clip, now: datetime) -> list[tuple[int, Report]]:
    before = Clip.objects.filter(at__gte=now - LOOKED_BACK, post__story=None, post__capture__state=CaptureState.WHOLE)
    others = before.exclude(pk=clip.pk).exclude(placed_at=None).select_related("post__capture").order_by("-pk")
    found = []
    for other in others[:AT_ONCE]:
        page = queries.page_read(other.post.get_latest_revision_as_object())
        if page is not None:
            found.append((other.post_id, _report_of(other, page)))
    return found


def _report_of(clip: Clip, page: PageRead) -> Report:
    subjects = tuple(name.subject for name in page.names)
    return Report(page.found.title, page.text, page.found.excerpt_language, subjects, page.published or clip.at)


def _is_open(post: PostPage, now: datetime) -> bool:
    # Wagtail's editor notes a page as a page, whatever its type.
    pages = ContentType.objects.get_for_model(Page)
    sessions = EditingSession.objects.filter(object_id=str(post.pk), content_type=pages)
    return sessions.filter(last_seen_at__gte=now - LEFT_ALONE).exists()
