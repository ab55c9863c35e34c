"""Splitting, merging, moving and undoing, and what the engine learns from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.stories import actions, arranging, deciding, engine, tasks, wording
from interlink.newsroom.stories.errors import NothingChosen, NotPossible, StoryChanged
from interlink.newsroom.stories.models import Membership, ReportRole, Standing, Story
from interlink.newsroom.watch.models import Item

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NewItem = Callable[..., Item]
LEASE = (
    "The court of Laskodra ended the lease of the old sugar works after 310,000 crowns of unpaid rent, and gave "
    "the 137 members until spring to leave."
)
AGAIN = (
    "After unpaid rent of 310,000 crowns a court in Laskodra has ended the lease of the sugar works. All 137 members "
    "must leave before spring."
)
FERRY = "The evening ferry to Skerry sails later from Monday, because the harbour office repairs the landing stage."
FERRY_AGAIN = "Because the landing stage is repaired by the harbour office, the evening ferry to Skerry sails later."


@pytest.fixture
def report(new_item: NewItem) -> Callable[..., Item]:
    def make(text: str, title: str = "", hours: int = 0) -> Item:
        item = new_item(
            in_story=False, title=title or text[:40], text=text, published=NOON + timedelta(hours=hours), language="en"
        )
        list(actions.group_new_items())
        return Item.objects.get(pk=item.pk)

    return make


def decide(story: Story, to: Standing) -> None:
    deciding.decide({story.pk: ""}, to, None, timezone.now())
    story.refresh_from_db()


def story(item: Item) -> Story:
    return Membership.objects.get(item=item).story


def snapshot() -> list[tuple[object, ...]]:
    rows = Membership.objects.order_by("pk").values_list("item_id", "story_id", "strand", "by_hand", "reason", "role")
    return list(rows)


def test_a_split_stays_and_what_is_like_the_part_follows_the_part(report: Callable[..., Item]) -> None:
    one, other = report(LEASE), report(AGAIN, hours=1)
    assert story(one) == story(other)
    arranging.split(story(one).pk, {other.pk}, None, NOON)
    assert story(one) != story(other)
    like_the_other = report(AGAIN + " Nobody appealed.", hours=2)
    assert story(like_the_other) == story(other)
    like_the_one = report(LEASE + " Nobody appealed.", hours=3)
    assert story(like_the_one) == story(one)


def test_after_a_merge_a_report_need_be_like_one_part_only(report: Callable[..., Item]) -> None:
    lease, ferry = report(LEASE), report(FERRY)
    assert story(lease) != story(ferry)
    arranging.merge(story(ferry).pk, story(lease).pk, None, NOON)
    assert story(lease) == story(ferry)
    assert story(report(FERRY_AGAIN, hours=1)) == story(lease)
    assert story(report(AGAIN, hours=2)) == story(lease)


def test_what_is_like_a_moved_report_follows_it(report: Callable[..., Item]) -> None:
    lease, again, ferry = report(LEASE), report(AGAIN, hours=1), report(FERRY, hours=2)
    arranging.move(story(lease).pk, {again.pk}, story(ferry).pk, None, NOON)
    assert story(again) == story(ferry)
    assert story(report(AGAIN + " It is final.", hours=3)) == story(ferry)


@pytest.mark.parametrize("deed", ["split", "merge", "move"])
def test_each_change_is_undone_as_if_it_had_not_been(deed: str, report: Callable[..., Item]) -> None:
    lease, again, ferry = report(LEASE), report(AGAIN, hours=1), report(FERRY, hours=2)
    before = snapshot()
    standing = dict(Story.objects.values_list("pk", "standing"))
    match deed:
        case "split":
            change = arranging.split(story(lease).pk, {again.pk}, None, NOON)
        case "move":
            change = arranging.move(story(lease).pk, {again.pk}, story(ferry).pk, None, NOON)
        case _:
            change = arranging.merge(story(ferry).pk, story(lease).pk, None, NOON)
    assert snapshot() != before
    arranging.undo(change.pk, None, NOON)
    arranging.undo(change.pk, None, NOON)
    assert snapshot() == before
    assert {pk: Story.objects.get(pk=pk).standing for pk in standing} == standing
    assert story(report(AGAIN + " It is final.", hours=3)) == story(lease)


def test_of_two_editors_the_second_is_told(report: Callable[..., Item]) -> None:
    lease, again, ferry = report(LEASE), report(AGAIN, hours=1), report(FERRY, hours=2)
    seen = story(lease).pk
    arranging.move(seen, {again.pk}, story(ferry).pk, None, NOON)
    with pytest.raises(StoryChanged):
        arranging.split(seen, {again.pk}, None, NOON)
    gone = story(ferry).pk
    arranging.merge(gone, seen, None, NOON)
    with pytest.raises(StoryChanged):
        arranging.merge(gone, seen, None, NOON)


def test_an_earlier_change_waits_for_the_later_to_be_undone(report: Callable[..., Item]) -> None:
    lease, again, ferry = report(LEASE), report(AGAIN, hours=1), report(FERRY, hours=2)
    first = arranging.split(story(lease).pk, {again.pk}, None, NOON)
    second = arranging.merge(story(again).pk, story(ferry).pk, None, NOON)
    with pytest.raises(StoryChanged):
        arranging.undo(first.pk, None, NOON)
    arranging.undo(second.pk, None, NOON)
    arranging.undo(first.pk, None, NOON)
    assert story(lease) == story(again)


def test_what_makes_no_sense_is_refused_in_plain_words(report: Callable[..., Item]) -> None:
    lease, again, ferry = report(LEASE), report(AGAIN, hours=1), report(FERRY, hours=2)
    with pytest.raises(NothingChosen):
        arranging.split(story(lease).pk, set(), None, NOON)
    with pytest.raises(NotPossible):
        arranging.split(story(lease).pk, {lease.pk, again.pk}, None, NOON)
    with pytest.raises(NothingChosen):
        arranging.merge(story(lease).pk, story(lease).pk, None, NOON)
    for one in (story(lease), story(ferry)):
        deciding.clip(one, None, timezone.now())
    with pytest.raises(NotPossible):
        arranging.merge(story(lease).pk, story(ferry).pk, None, NOON)


def test_a_story_with_a_post_takes_in_the_other(report: Callable[..., Item]) -> None:
    lease, ferry = report(LEASE), report(FERRY)
    clipped = story(lease)
    deciding.clip(clipped, None, timezone.now())
    gone = story(ferry)
    arranging.merge(clipped.pk, gone.pk, None, NOON)
    assert story(ferry) == clipped
    gone.refresh_from_db()
    assert gone.standing == Standing.MERGED


def test_a_story_tells_its_order_and_what_each_report_added(report: Callable[..., Item]) -> None:
    lease = report(LEASE)
    again = report(AGAIN + " Neighbours brought 42 blankets to the gates.", hours=2)
    roles = dict(Membership.objects.values_list("item_id", "role"))
    assert roles == {lease.pk: ReportRole.FIRST, again.pk: ReportRole.REWRITE}
    assert "Neighbours brought 42 blankets to the gates." in Membership.objects.get(item=again).added
    early = report(LEASE + " It was read out.", hours=-1)
    assert Membership.objects.get(item=early).role == ReportRole.FIRST
    assert Membership.objects.get(item=lease).role == ReportRole.REWRITE
    assert story(lease).headline == early.title


def test_a_process_that_starts_anew_finds_what_others_grouped(report: Callable[..., Item]) -> None:
    lease = report(LEASE)
    engine.forget()
    assert story(report(AGAIN, hours=1)) == story(lease)


def test_a_process_that_fell_behind_catches_up_first(report: Callable[..., Item], new_item: NewItem) -> None:
    report(FERRY)
    behind = engine.current()
    engine.forget()
    lease = report(LEASE, hours=1)
    engine._engines["default"] = behind
    assert story(report(AGAIN, hours=2)) == story(lease)


def test_a_window_over_another_database_is_built_anew(report: Callable[..., Item]) -> None:
    lease = report(LEASE)
    Membership.objects.all().delete()
    Item.objects.filter(pk=lease.pk).delete()
    ferry = report(FERRY)
    assert story(report(AGAIN, hours=1)) != story(ferry)


def test_editors_choices_change_how_relevant_the_next_story_is(report: Callable[..., Item]) -> None:
    first = report(LEASE)
    for text in ("Ash trees fell.", "Birch wood burnt.", "Cedar prices rose.", "Elms were planted."):
        decide(story(report(text)), Standing.IGNORED)
    later = story(report(FERRY))
    assert later.relevance < story(first).relevance
    assert any("mostly ignored (4 of 4)" in wording.matters(told) for told, _points in later.relevance_reasons)
    for ignored in Story.objects.filter(standing=Standing.IGNORED):
        decide(ignored, Standing.OPEN)
    assert story(report("Something else happened in Ansel today, says the harbour office of the town.")).relevance >= (
        story(first).relevance
    )


def test_editors_choices_change_how_relevant_the_stories_are_that_wait_already(report: Callable[..., Item]) -> None:
    waiting, *others = [story(report(text)) for text in (FERRY, "Ash trees fell.", "Birch wood burnt.")]
    for one in (waiting, *others):
        Story.objects.filter(pk=one.pk).update(watched=True)
        one.traits.update(watched=True)
    before = waiting.relevance
    outcome = deciding.decide({one.pk: "" for one in others}, Standing.IGNORED, None, timezone.now())
    (queued,) = DBTaskResult.objects.filter(task_path=tasks.weigh_those_like.module_path)
    tasks.weigh_those_like.func(*queued.args_kwargs["args"])
    waiting.refresh_from_db()
    assert waiting.relevance < before
    assert any("mostly ignored (2 of 2)" in wording.matters(told) for told, _points in waiting.relevance_reasons)
    assert waiting.traits.first().relevance == waiting.relevance
    deciding.undo([row.pk for row in outcome.made], None, timezone.now())
    tasks.weigh_those_like.func([one.pk for one in others])
    waiting.refresh_from_db()
    assert waiting.relevance == before
