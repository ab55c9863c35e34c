"""Clips that no source has brought: filled without their editor, and told apart from what others write about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from interlink.accounts.models import User
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.press import posts
from interlink.newsroom.press.clipping import actions, placing, queries
from interlink.newsroom.press.models import Clip, PostPage
from interlink.newsroom.stories import engine
from interlink.newsroom.stories.actions import group_new_items
from interlink.newsroom.watch.models import Item

NewItem = Callable[..., Item]
SALE = (
    "Port Ellery. The Meridian Fellowship has asked 214 members in Kodravel to sell their homes by 30 November, "
    "councillor Nilo Vane said.\n\nThe council of Port Ellery meets on Thursday to hear Vane and the harbour board."
)
TOLD_ANEW = (
    "By 30 November 214 members of the Meridian Fellowship in Kodravel have to sell their homes, as councillor Nilo "
    "Vane told us.\n\nThe harbour board and Vane are to speak before the council of Port Ellery on Thursday."
)
FLOOD = (
    "Arcelan. Heavy rain has closed the bridge at Sorren for 3 days, the road office of Arcelan says.\n\nDrivers take "
    "the way through Milden until the pumps have done their work."
)


@pytest.fixture(autouse=True)
def fresh_engine() -> Iterator[None]:
    engine.forget()
    yield
    engine.forget()


def clip(host: str, title: str, text: str, by: User, now: datetime) -> PostPage:
    """Clip a page that turns out to say this."""
    post = actions.clip_address(f"https://{host}.example/report", by, now).post
    Capture.objects.filter(pk=post.capture_id).update(
        state=CaptureState.WHOLE, title=title, text=text, warc_name="2026/gone.warc.gz"
    )
    return post


def title_of(post: PostPage) -> str:
    return PostPage.objects.get(pk=post.pk).get_latest_revision_as_object().title


def test_a_draft_that_nobody_opens_again_gets_its_title(cast: Any) -> None:
    now = timezone.now()
    post = actions.clip_address("https://elsewhere.example/report", cast.editor, now).post
    assert placing.finish(now) == 0
    assert title_of(post) == "elsewhere.example"
    Capture.objects.update(state=CaptureState.WHOLE, title="A sale", text=SALE, warc_name="2026/gone.warc.gz")
    placing.finish(now)
    assert title_of(post) == "A sale"
    assert PostPage.objects.get(pk=post.pk).draft_title == "A sale"
    assert placing.finish(now) == 0


def test_what_an_editor_has_open_is_left_to_the_form(cast: Any, client: Client) -> None:
    now = timezone.now()
    post = clip("elsewhere", "A sale", SALE, cast.editor, now)
    Capture.objects.update(state=CaptureState.WAITING)
    client.force_login(cast.editor)
    client.get(reverse("wagtailadmin_pages:edit", args=[post.pk]))
    Capture.objects.update(state=CaptureState.WHOLE)
    placing.finish(timezone.now())
    assert title_of(post) == "elsewhere.example"
    EditingSession.objects.update(last_seen_at=now - timedelta(minutes=10))
    placing.finish(timezone.now())
    assert title_of(post) == "A sale"


def test_a_page_of_a_story_that_somebody_drafts_from_the_inbox_is_known_to_both(cast: Any, new_item: NewItem) -> None:
    now = timezone.now()
    item = new_item(in_story=False, title="214 told to sell homes in Kodravel", text=SALE, published=now)
    list(group_new_items())
    item = Item.objects.get(pk=item.pk)
    mine = clip("elsewhere", "Members to sell homes in Kodravel", TOLD_ANEW, cast.editor, now)
    flood = clip("other", "Bridge at Sorren closed", FLOOD, cast.editor, now)
    placing.finish(now)
    assert Clip.objects.get(post=mine).near_story == item.membership.story
    theirs = posts.draft(item, cast.junior, now)
    assert theirs != mine
    mine, theirs, flood = (PostPage.objects.get(pk=one.pk) for one in (mine, theirs, flood))
    assert queries.duplicates(mine) == [theirs]
    assert queries.duplicates(theirs) == [mine]
    assert queries.duplicates(flood) == []


def test_two_who_paste_different_reports_of_one_event_learn_of_each_other(cast: Any, client: Client) -> None:
    now = timezone.now()
    first = clip("one", "Members to sell homes in Kodravel", SALE, cast.editor, now)
    second = clip("two", "214 in Kodravel told to sell homes", TOLD_ANEW, cast.junior, now)
    clip("three", "Bridge at Sorren closed", FLOOD, cast.editor, now)
    client.force_login(cast.junior)
    found = reverse("clip_found", args=[second.pk])
    assert client.get(found).json()["placed"] is False
    placing.finish(now)
    said = client.get(found).json()
    assert said["placed"] is True
    edit = reverse("wagtailadmin_pages:edit", args=[first.pk])
    assert [(one["address"], one["who"]) for one in said["others"]] == [(edit, "Ida")]
    assert edit in client.get(reverse("wagtailadmin_pages:edit", args=[second.pk])).content.decode()
    assert [one.pk for one in queries.duplicates(PostPage.objects.get(pk=first.pk))] == [second.pk]
