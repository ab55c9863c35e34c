"""What happens with stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interlink.newsroom.stories import actions, deciding, queries, reasons
from interlink.newsroom.stories.models import Membership, Standing, Story
from interlink.newsroom.watch.models import Item, Mention, Reading, Subject

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NewItem = Callable[..., Item]
LEASE = (
    "The court ended the lease of the old sugar works after unpaid rent, and gave the members until spring to leave."
)
FERRY = "The evening ferry sails later from Monday because the harbour office repairs the northern landing stage."


def decide(story: Story, to: Standing) -> None:
    deciding.decide({story.pk: ""}, to, None, timezone.now())
    story.refresh_from_db()


def group() -> list[actions.Grouped]:
    return list(actions.group_new_items())


def mention(item: Item, name: str = "Meridian Fellowship") -> None:
    subject, _ = Subject.objects.get_or_create(name=name)
    Mention.objects.create(
        item=item, subject=subject, field="title", alias=name, found=name, start=0, end=4, reason="exact", score=1.0
    )


def test_reports_of_one_event_are_one_story_and_another_event_another(new_item: NewItem) -> None:
    one = new_item(in_story=False, title="Court ends lease of sugar works", text=LEASE)
    other = new_item(in_story=False, title="Sugar works lease ended by court", text=LEASE + " Nobody appealed.")
    ferry = new_item(in_story=False, title="Later evening ferry", text=FERRY)
    assert [grouped.joined for grouped in group()] == [False, True, False]
    assert one.membership.story == other.membership.story != ferry.membership.story
    assert one.membership.reason == reasons.FIRST_REPORT
    assert other.membership.reason["code"] == reasons.Why.SAME_TEXT


def test_an_item_is_grouped_once(new_item: NewItem) -> None:
    new_item(in_story=False)
    assert len(group()) == 1
    assert group() == []
    assert Membership.objects.count() == 1


def test_nothing_waiting_asks_for_nothing_more(new_item: NewItem) -> None:
    new_item()
    with CaptureQueriesContext(connection) as asked:
        group()
    assert len(asked) == 1


def test_an_item_whose_page_was_never_tried_waits(new_item: NewItem) -> None:
    item = new_item(in_story=False, reading=Reading.WAITING, text="")
    assert group() == []
    Item.objects.filter(pk=item.pk).update(reading_failures=1)
    assert len(group()) == 1


def test_an_unreadable_item_is_grouped_by_its_summary(new_item: NewItem) -> None:
    whole = new_item(in_story=False, title="Court ends lease of sugar works", text=LEASE)
    bare = new_item(in_story=False, title="Sugar works lease ended", text="", summary=LEASE, reading=Reading.UNREADABLE)
    group()
    assert whole.membership.story == bare.membership.story


def test_a_story_spans_its_reports_and_its_headline_is_the_first_reports(new_item: NewItem) -> None:
    late = new_item(in_story=False, title="Court ends lease of sugar works", text=LEASE, published=NOON)
    group()
    early = new_item(
        in_story=False,
        title="Lease of sugar works ended",
        text=LEASE,
        published=NOON - timedelta(days=2),
        language="en",
    )
    group()
    story = Story.objects.get()
    assert (story.first_at, story.last_at) == (early.published, late.published)
    assert story.headline == "Lease of sugar works ended"


def test_a_story_is_watched_once_any_report_names_a_subject(new_item: NewItem) -> None:
    new_item(in_story=False, title="Court ends lease of sugar works", text=LEASE)
    group()
    assert not Story.objects.get().watched
    naming = new_item(in_story=False, title="Sugar works lease ended by court", text=LEASE)
    mention(naming)
    group()
    assert Story.objects.get().watched


def test_a_killed_round_goes_on_where_it_stopped(new_item: NewItem) -> None:
    for number in range(3):
        new_item(in_story=False, title=f"Lone {number}", text=f"word{number} " * 9)
    rounds = actions.group_new_items()
    next(rounds)
    rounds.close()
    assert Membership.objects.count() == 1
    assert len(group()) == 2


def test_the_inbox_shows_open_watched_stories_with_the_latest_first(new_item: NewItem) -> None:
    older = new_item(published=NOON - timedelta(days=1)).membership.story
    newer = new_item(published=NOON).membership.story
    unwatched = new_item().membership.story
    Story.objects.filter(pk=unwatched.pk).update(watched=False)
    ignored = new_item().membership.story
    decide(ignored, Standing.IGNORED)
    assert list(queries.inbox()) == [newer, older]
    assert unwatched in queries.inbox(watched_only=False)
    assert list(queries.inbox(Standing.IGNORED)) == [ignored]
    decide(ignored, Standing.OPEN)
    assert ignored in queries.inbox()
    deciding.clip(newer, None, timezone.now())
    assert newer not in queries.inbox()
    assert newer in queries.inbox(None)
