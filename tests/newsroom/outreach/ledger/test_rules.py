"""What becomes of a delivery, and how fast mails leave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.outreach.ledger.rules import (
    LONGEST_PAUSE,
    TRIES,
    Result,
    after_reply,
    again_at,
    left_over,
    next_slot,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@given(code=st.integers(500, 599))
def test_a_final_answer_is_never_tried_again(code: int) -> None:
    assert after_reply(code, "no").result is Result.REFUSED


@given(code=st.integers(400, 499))
def test_an_answer_for_now_is_tried_again(code: int) -> None:
    assert after_reply(code, "later").result is Result.LATER


def test_each_pause_is_longer_than_the_one_before_and_there_is_an_end() -> None:
    times = [again_at(tries, NOON) for tries in range(1, TRIES + 1)]
    pauses = [at - NOON for at in times if at]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=5)
    assert pauses[-1] == LONGEST_PAUSE
    assert times[-1] is None


@given(a_minute=st.integers(1, 600), waits=st.lists(st.floats(0, 30), min_size=1, max_size=60))
def test_a_domain_never_gets_more_in_a_minute_than_its_limit_and_what_a_second_is_worth(
    a_minute: int, waits: list[float]
) -> None:
    now, due, sent = NOON, None, []
    for wait in waits:
        now += timedelta(seconds=wait)
        granted, due = next_slot(due, a_minute, now)
        if granted:
            sent.append(now)
    for at in sent:
        inside = [other for other in sent if at <= other < at + timedelta(minutes=1)]
        assert len(inside) <= a_minute + a_minute / 60 + 1


def test_a_domain_that_waits_its_time_is_served_at_once() -> None:
    granted, due = next_slot(None, 60, NOON)
    assert granted
    assert not next_slot(due, 60, NOON)[0]
    assert next_slot(due, 60, due)[0]


def test_what_is_left_is_estimated_from_what_was_done_lately() -> None:
    assert left_over(200, 1000, 100, timedelta(minutes=1)) == timedelta(minutes=8)
    assert left_over(200, 1000, 0, timedelta(minutes=1)) is None
    assert left_over(1000, 1000, 0, timedelta(minutes=1)) == timedelta(0)
