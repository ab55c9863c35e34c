"""Captures by themselves: which reports, how many, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.evidence import actions
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.watch import capturing
from interlink.newsroom.watch.models import Item, Mention, Source, SpottedCapture, Subject
from interlink.newsroom.watch.tasks import capture_spotted

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Report = Callable[..., Item]


@pytest.fixture
def report(source: Source) -> Report:
    """A report in which some subjects were spotted, each with its score."""

    def make(number: int, seen_at: datetime = NOW, **scores: float) -> Item:
        item = Item.objects.create(
            source=source, guid=str(number), address=f"https://gazette.example/{number}", title=f"Report {number}",
            checksum="0" * 64, seen_at=seen_at,
        )  # fmt: skip
        for at, (name, score) in enumerate(scores.items()):
            subject, _ = Subject.objects.get_or_create(name=name)
            Mention.objects.create(
                item=item, subject=subject, field="text", alias=name, found=name, start=at, end=at + 1, score=score,
                reason="as it is written",
            )  # fmt: skip
        return item

    return make


@pytest.fixture
def on(settings: Any) -> Any:
    settings.INTERLINK_CAPTURE_SPOTTED = True
    settings.INTERLINK_SPOTTED_A_DAY = 3
    return settings


def ordered(now: datetime = NOW) -> list[str]:
    return [capture.address.rpartition("/")[2] for capture in capturing.capture_spotted(now)]


def test_it_is_off_unless_the_settings_say_otherwise(report: Report) -> None:
    report(1, Meridian=1.0)
    capture_spotted.func()
    assert not Capture.objects.exists()


def test_the_surest_names_come_first_and_a_day_has_its_bound(on: Any, report: Report) -> None:
    for number, score in enumerate((0.91, 1.0, 0.95, 0.99, 0.2), start=1):
        report(number, Meridian=score)
    report(6)
    assert ordered() == ["2", "4", "3"]
    assert capturing.today(NOW) == capturing.Today(taken=3, bound=3)
    assert capturing.today(NOW).left == 0
    assert ordered() == ordered(NOW + timedelta(hours=11)) == []
    assert ordered(NOW + timedelta(hours=13)) == ["1"]  # the next day; the unsure one never
    assert SpottedCapture.objects.count() == Capture.objects.filter(by_itself=True).count() == 4
    assert DBTaskResult.objects.filter(task_path__endswith="take_capture").count() == 4


def test_what_is_captured_already_or_was_seen_long_ago_is_left_alone(on: Any, report: Report) -> None:
    actions.order(report(1, Meridian=1.0).address, NOW)
    report(2, NOW - timedelta(days=3), Meridian=1.0)
    assert ordered() == []


def test_only_chosen_subjects_count_and_the_capture_says_which_were_spotted(on: Any, report: Report) -> None:
    on.INTERLINK_SPOTTED_SUBJECTS = ("Meridian",)
    report(1, Harbour=1.0, Meridian=0.3)
    report(2, Harbour=1.0, Meridian=0.9)
    (capture,) = capturing.capture_spotted(NOW)
    assert capture.address.endswith("/2")
    assert [mention.found for mention in capturing.spotted_in(capture)] == ["Harbour", "Meridian"]


def test_a_round_that_breaks_off_has_ordered_a_page_with_its_item_or_not_at_all(
    on: Any, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(1, Meridian=1.0)
    create = SpottedCapture.objects.create

    def killed(**values: Any) -> None:
        create(**values)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SpottedCapture.objects, "create", killed)
        with pytest.raises(KeyboardInterrupt):
            capturing.capture_spotted(NOW)
    assert not Capture.objects.exists()
    assert ordered() == ["1"]
