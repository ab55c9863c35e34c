"""Posts: drafted from an item, published once captured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Protocol

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from interlink.accounts.models import User
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.press import posts, rules
from interlink.newsroom.press.errors import NoFrontPage, NotReady
from interlink.newsroom.press.models import FrontPage, PostPage
from interlink.newsroom.stories.models import Standing
from interlink.newsroom.watch.models import Item, Mention, Subject

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NewItem = Callable[..., Item]


class Cast(Protocol):
    """Who is who at the desk."""

    editor: User
    junior: User
    outsider: User


def captured(post: PostPage, state: CaptureState = CaptureState.WHOLE) -> PostPage:
    Capture.objects.filter(pk=post.capture_id).update(state=state)
    return PostPage.objects.get(pk=post.pk)


def test_a_draft_is_filled_from_its_item(cast: Cast, new_item: NewItem) -> None:
    item = new_item()
    post = posts.draft(item, cast.editor, NOON)
    assert (post.byline, post.outlet, post.place) == ("Ida Marwick", "The Harbour Gazette", "Port Ellery")
    assert (post.reported_on, post.cited_address) == (date(2026, 11, 24), item.address)
    assert (post.excerpt_language, post.story, post.owner) == ("en", item.membership.story, cast.editor)
    assert post.excerpt == item.text.split("\n\n")[0]
    assert "Ida Marwick" in post.written_dateline
    assert not post.live
    assert post.capture is not None
    assert post.capture.address == item.address
    assert DBTaskResult.objects.filter(task_path__endswith="take_capture").count() == 1
    item.membership.story.refresh_from_db()
    assert item.membership.story.standing == Standing.CLIPPED


def test_an_item_is_clipped_once(cast: Cast, new_item: NewItem) -> None:
    item = new_item()
    assert posts.draft(item, cast.editor, NOON) == posts.draft(item, cast.junior, NOON)
    assert (PostPage.objects.count(), Capture.objects.count()) == (1, 1)


def test_a_draft_quotes_where_a_watched_name_stands(cast: Cast, new_item: NewItem) -> None:
    item = new_item()
    at = item.text.index("council")
    Mention.objects.create(
        item=item, subject=Subject.objects.create(name="Council"), field="text", alias="council", found="council",
        start=at, end=at + 7, reason="exact", score=1.0,
    )  # fmt: skip
    assert posts.draft(item, cast.editor, NOON).excerpt == "The council meets again in spring."


def test_an_item_without_text_is_quoted_from_its_summary_within_the_same_bounds(cast: Cast, new_item: NewItem) -> None:
    post = posts.draft(new_item(text="", summary="word " * 500), cast.editor, NOON)
    assert len(post.excerpt.split()) <= rules.EXCERPT_WORDS + 1


@pytest.mark.parametrize(("language", "front"), [("en", "en"), ("fa", "fa"), ("sq", "en"), ("", "en")])
def test_a_draft_goes_under_its_language_or_else_the_sites_main_one(
    cast: Cast, site: dict[str, FrontPage], new_item: NewItem, language: str, front: str
) -> None:
    post = posts.draft(new_item(language=language), cast.editor, NOON)
    assert post.get_parent().specific == site[front]
    assert (post.locale.language_code, post.excerpt_language) == (front, language)


def test_whoever_may_not_write_in_a_language_clips_nothing(cast: Cast, new_item: NewItem) -> None:
    item = new_item()
    with pytest.raises(PermissionDenied):
        posts.draft(item, cast.outsider, NOON)
    assert not PostPage.objects.exists()
    assert not Capture.objects.exists()
    assert item.membership.story.standing == Standing.OPEN


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": "x" * 2000},
        {"title": "!!!"},
        {"byline": "b" * 900},
        {"published": None},
        {"address": ""},
        {"address": "https://harbour_gazette.example/one"},
        {"address": "https://gazette.example/" + "x" * 3000},
        {"text": "", "summary": ""},
    ],
)
def test_an_item_with_anything_odd_can_still_be_clipped(cast: Cast, new_item: NewItem, fields: dict[str, Any]) -> None:
    post = posts.draft(new_item(**fields), cast.editor, NOON)
    assert post.title
    assert post.slug


def test_two_items_with_one_title_get_two_addresses(cast: Cast, new_item: NewItem) -> None:
    one, other = (posts.draft(new_item(title="The same title"), cast.editor, NOON) for _ in range(2))
    assert one.url_path != other.url_path


def test_a_site_without_front_pages_says_so(db: None, new_item: NewItem) -> None:
    FrontPage.objects.all().delete()
    with pytest.raises(NoFrontPage):
        posts.draft(new_item(), None, NOON)


@pytest.mark.parametrize(
    ("state", "said"), [(CaptureState.WAITING, "still being captured"), (CaptureState.FAILED, "no copy")]
)
def test_a_post_is_not_published_before_its_page_is_captured(
    cast: Cast, new_item: NewItem, state: CaptureState, said: str
) -> None:
    post = captured(posts.draft(new_item(), cast.editor, NOON), state)
    with pytest.raises(NotReady, match=said):
        posts.publish(post, cast.editor)
    post.refresh_from_db()
    assert not post.live
    assert posts.gaps(post)


def test_a_captured_post_is_published_and_baked(cast: Cast, new_item: NewItem) -> None:
    post = captured(posts.draft(new_item(), cast.editor, NOON))
    posts.publish(post, cast.editor)
    assert post.live
    assert post.first_published_at is not None
    assert DBTaskResult.objects.filter(task_path__endswith="bake_touched").exists()


def test_what_is_published_is_the_latest_correction(cast: Cast, new_item: NewItem) -> None:
    post = captured(posts.draft(new_item(), cast.editor, NOON))
    post.title = "A better title"
    post.save_revision(user=cast.editor)
    posts.publish(post, cast.editor)
    assert PostPage.objects.get(pk=post.pk).title == "A better title"


def test_a_junior_writes_and_does_not_publish(cast: Cast, new_item: NewItem) -> None:
    post = captured(posts.draft(new_item(), cast.junior, NOON))
    with pytest.raises(PermissionDenied):
        posts.publish(post, cast.junior)
    assert not PostPage.objects.get(pk=post.pk).live


def test_a_failed_capture_is_asked_for_once_more_and_a_whole_one_is_left_alone(cast: Cast, new_item: NewItem) -> None:
    post = captured(posts.draft(new_item(), cast.editor, NOON), CaptureState.FAILED)
    posts.capture_again(post, NOON)
    assert Capture.objects.get().state == CaptureState.WAITING
    post = captured(post)
    posts.capture_again(post, NOON)
    assert Capture.objects.get().state == CaptureState.WHOLE


def test_another_address_is_captured_anew_and_the_old_capture_is_kept(cast: Cast, new_item: NewItem) -> None:
    post = captured(posts.draft(new_item(), cast.editor, NOON))
    first = post.capture
    post.cited_address = "https://gazette.example/corrected"
    post.save_revision(user=cast.editor)
    posts.capture_again(post, NOON)
    post.refresh_from_db()
    assert post.capture != first
    assert post.capture is not None
    assert post.capture.address == "https://gazette.example/corrected"
    assert Capture.objects.count() == 2
