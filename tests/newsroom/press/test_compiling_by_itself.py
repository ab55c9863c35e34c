"""On the last day of the week, from the hour that the desk has set, the drafts are there without anybody asking."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interlink.newsroom.press import digests, tasks
from interlink.newsroom.press.models import DigestPage
from interlink.newsroom.press.rules import is_compile_time, week_of

pytestmark = pytest.mark.django_db

FRIDAY_BEFORE = datetime(2026, 11, 27, 17, 59, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)


def test_the_hour_counts_on_the_weeks_last_day_only() -> None:
    week = week_of(FRIDAY_EVENING.date(), 5)
    assert not is_compile_time(FRIDAY_BEFORE, week, 18)
    assert is_compile_time(FRIDAY_EVENING, week, 18)
    assert is_compile_time(FRIDAY_EVENING.replace(hour=23), week, 18)
    assert not is_compile_time(SATURDAY, week, 18)


def test_a_draft_is_made_in_each_language_that_has_posts(press) -> None:
    post = press.post()
    assert digests.compile_due(FRIDAY_BEFORE) == []
    (made,) = digests.compile_due(FRIDAY_EVENING)
    assert made.locale.language_code == "en"
    assert made.posts() == [post]
    assert not made.live


def test_a_draft_is_made_once_and_then_left_to_its_editors(press) -> None:
    press.post()
    (made,) = digests.compile_due(FRIDAY_EVENING)
    made.entries = []
    made.save_revision()
    assert digests.compile_due(FRIDAY_EVENING) == []
    assert made.get_latest_revision_as_object().posts() == []


def test_the_hour_is_of_the_desks_time_zone(press, settings) -> None:
    settings.TIME_ZONE = "Asia/Tehran"
    press.post()
    assert digests.compile_due(FRIDAY_EVENING.replace(hour=14)) == []
    assert len(digests.compile_due(FRIDAY_EVENING.replace(hour=15))) == 1


def test_the_clock_knows_of_it() -> None:
    from interlink.background.clock import registered

    assert registered()["compile-digests"].task.module_path == tasks.compile_digests.module_path
    assert not DigestPage.objects.exists()
