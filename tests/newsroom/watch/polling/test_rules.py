"""When a source is asked again, and how it is doing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.watch.polling import rules
from interlink.newsroom.watch.polling.rules import Condition, Standing, Trouble

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
USUAL = timedelta(minutes=30)
PACES = st.one_of(st.none(), st.floats(0, 24 * 365, allow_nan=False))
SPREADS = st.floats(-1, 1, allow_nan=False)
HARDLY = timedelta(seconds=1)


def standing(**known: object) -> Standing:
    values = {
        "condition": Condition.FINE, "failures": 0, "failing_since": None, "hours_between_items": None,
        "last_item": NOW - timedelta(hours=1), "added_at": NOW - timedelta(days=90),
    }  # fmt: skip
    return Standing(**(values | known))  # type: ignore[arg-type]


@given(pace=PACES, spread=SPREADS)
def test_a_source_that_answers_rests_within_bounds(pace: float | None, spread: float) -> None:
    rest = rules.after_answer(standing(hours_between_items=pace), NOW, USUAL, spread=spread).next_check - NOW
    assert rules.SHORTEST_REST * 0.9 - HARDLY <= rest <= rules.LONGEST_REST * 1.1 + HARDLY


@given(one=st.floats(0, 10_000), other=st.floats(0, 10_000))
def test_a_busier_source_never_rests_longer(one: float, other: float) -> None:
    busy, sleepy = sorted((one, other))
    assert rules.rest(busy, USUAL) <= rules.rest(sleepy, USUAL)


def test_a_source_of_unknown_pace_rests_as_the_settings_say() -> None:
    assert rules.rest(None, USUAL) == USUAL


@pytest.mark.parametrize(("hours", "minutes"), [(0.1, 10), (1, 15), (4, 60), (24, 360), (24 * 30, 360)])
def test_a_source_rests_a_quarter_of_its_usual_gap(hours: float, minutes: int) -> None:
    assert rules.rest(hours, USUAL) == timedelta(minutes=minutes)


@given(pace=PACES, failures=st.integers(0, 10**6), spread=SPREADS, trouble=st.sampled_from(Trouble))
def test_each_failure_makes_a_source_rest_at_least_as_long_and_never_much_more_than_a_day(
    pace: float | None, failures: int, spread: float, trouble: Trouble
) -> None:
    def rest(times: int) -> timedelta:
        known = standing(hours_between_items=pace, failures=times)
        return rules.after_trouble(known, NOW, USUAL, trouble, spread=spread).next_check - NOW

    assert rest(failures) <= rest(failures + 1) <= rules.LONGEST_BACK_OFF * 1.1 + HARDLY


def test_a_server_that_asks_to_wait_is_given_the_time() -> None:
    hours = timedelta(hours=20)
    plan = rules.after_trouble(standing(), NOW, USUAL, Trouble.BLOCKED, spread=0, wait=hours)
    assert plan.next_check - NOW == hours
    assert rules.after_answer(standing(), NOW, USUAL, spread=0, wait=hours).next_check - NOW == hours


def test_a_source_fails_since_its_first_failure() -> None:
    first = rules.after_trouble(standing(), NOW, USUAL, Trouble.FAILING, spread=0)
    assert (first.condition, first.failures, first.failing_since) == (Condition.FAILING, 1, NOW)
    since = NOW - timedelta(days=3)
    later = rules.after_trouble(standing(failures=7, failing_since=since), NOW, USUAL, Trouble.FAILING, spread=0)
    assert (later.failures, later.failing_since) == (8, since)


def test_a_page_that_is_not_found_is_gone_only_after_a_week() -> None:
    def condition(days: float) -> Condition:
        known = standing(failures=3, failing_since=NOW - timedelta(days=days))
        return rules.after_trouble(known, NOW, USUAL, Trouble.NOT_FOUND, spread=0).condition

    assert (condition(6.9), condition(7)) == (Condition.FAILING, Condition.GONE)
    assert rules.after_trouble(standing(), NOW, USUAL, Trouble.GONE, spread=0).condition is Condition.GONE


@pytest.mark.parametrize(
    ("hours", "silent_days", "quiet"),
    [(1, 2.9, False), (1, 3.1, True), (24, 3.9, False), (24, 4.1, True), (None, 2, False), (None, 4, True)],
)
def test_a_source_is_quiet_after_four_of_its_usual_gaps_and_three_days_at_least(
    hours: float | None, silent_days: float, quiet: bool
) -> None:
    known = standing(hours_between_items=hours, last_item=NOW - timedelta(days=silent_days))
    assert rules.is_quiet(known, NOW) is quiet
    condition = Condition.QUIET if quiet else Condition.FINE
    assert rules.after_answer(known, NOW, USUAL, spread=0).condition is condition


def test_a_source_that_never_had_an_item_is_quiet_only_once_it_was_watched_for_a_while() -> None:
    assert not rules.is_quiet(standing(last_item=None, added_at=NOW - timedelta(days=1)), NOW)
    assert rules.is_quiet(standing(last_item=None, added_at=NOW - timedelta(days=5)), NOW)


def test_nothing_is_said_of_a_source_that_was_added_only_now() -> None:
    silent = NOW - timedelta(days=30)
    assert not rules.is_quiet(standing(last_item=silent, added_at=NOW - timedelta(days=3)), NOW)
    assert rules.is_quiet(standing(last_item=silent, added_at=NOW - timedelta(days=4)), NOW)


def test_the_pace_is_the_median_gap_and_changes_slowly() -> None:
    times = [NOW - timedelta(hours=hours) for hours in (0, 2, 4, 6, 200)]
    assert rules.pace(times) == 2
    assert rules.pace(times, known=12) == pytest.approx(9)
    assert rules.pace(times[:2]) is None
    assert rules.pace([NOW] * 30, known=5) == 5


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(404, Trouble.NOT_FOUND), (410, Trouble.GONE), (403, Trouble.BLOCKED), (429, Trouble.BLOCKED),
     (451, Trouble.BLOCKED), (401, Trouble.BLOCKED), (500, Trouble.FAILING),
     (503, Trouble.FAILING), (418, Trouble.FAILING)],
)  # fmt: skip
def test_what_a_status_means(status: int, trouble: Trouble) -> None:
    assert rules.trouble_of_status(status) is trouble
