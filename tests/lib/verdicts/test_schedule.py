"""When a page is looked at again, and how it stands after several looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.verdicts.findings import REMOVALS, SEEN, Finding, Verdict
from interlink.lib.verdicts.schedule import JITTER, LONGEST_REST, LONGEST_WAIT, SHORTEST_REST, next_check, rest
from interlink.lib.verdicts.standing import SECOND_LOOK, Mark, Standing, follow

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SPANS = st.integers(0, 5 * 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
SPREADS = st.floats(-1, 1)
VERDICTS = st.sampled_from(Verdict)
LOOKS = st.lists(st.tuples(VERDICTS, st.integers(10, 60 * 24 * 9)), max_size=12)


def stands(*looks: tuple[Verdict, timedelta]) -> list[tuple[Mark, bool]]:
    standing, now, found = Standing(), START, []
    for verdict, later in looks:
        now += later
        turn = follow(standing, Finding(verdict, (), 0.9), now)
        standing = turn.standing
        found.append((standing.mark, turn.news))
    return found


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@settings(max_examples=50, deadline=None)
@given(SPANS, SPANS)
def test_rests_grow_with_age_within_bounds(one: timedelta, other: timedelta) -> None:
    younger, older = sorted((one, other))
    assert SHORTEST_REST <= rest(younger) <= rest(older) <= LONGEST_REST


@settings(max_examples=50, deadline=None)
@given(SPANS, SPANS, SPREADS)
def test_an_alert_never_makes_the_next_look_later(age: timedelta, since: timedelta, spread: float) -> None:
    now = START + age
    alerted = Standing(alerted_at=now - min(since, age))
    later = next_check(START, Standing(), now, verdict=Verdict.SAME, spread=spread)
    assert now < next_check(START, alerted, now, verdict=Verdict.SAME, spread=spread) <= later


@settings(max_examples=50, deadline=None)
@given(SPANS, VERDICTS, SPREADS, SPANS, st.integers(0, 40))
def test_the_next_look_lies_ahead_and_keeps_to_what_the_server_asks(
    age: timedelta, verdict: Verdict, spread: float, wait: timedelta, in_vain: int
) -> None:
    now = START + age
    due = next_check(START, Standing(in_vain=in_vain), now, verdict=verdict, spread=spread, wait=wait)
    assert due - now >= max(SHORTEST_REST * (1 - JITTER), min(wait, LONGEST_WAIT))
    assert due - now <= max(LONGEST_REST * (1 + JITTER), LONGEST_WAIT)


@settings(max_examples=50, deadline=None)
@given(SPREADS, st.integers(0, 3 * 60))
def test_the_second_look_is_never_too_early(spread: float, minutes: int) -> None:
    now = START + timedelta(minutes=minutes)
    due = next_check(START - DAY, Standing(suspected_since=START), now, verdict=Verdict.REMOVED, spread=spread)
    assert due >= START + SECOND_LOOK


def test_a_page_is_looked_at_some_forty_times_in_four_months_and_then_monthly() -> None:
    now, looks = START, 0
    while now < START + 120 * DAY:
        now, looks = next_check(START, Standing(mark=Mark.LIVE), now, verdict=Verdict.SAME), looks + 1
    assert 30 <= looks <= 45
    assert next_check(START, Standing(), now, verdict=Verdict.SAME) - now >= 29 * DAY


@settings(max_examples=80, deadline=None)
@given(LOOKS)
def test_one_look_alone_never_confirms_a_removal(looks: list[tuple[Verdict, int]]) -> None:
    standing, now = Standing(), START
    removals: list[datetime] = []
    for verdict, minutes in looks:
        now += timedelta(minutes=minutes)
        removals = [] if verdict in SEEN else [*removals, *([now] if verdict in REMOVALS else [])]
        standing = follow(standing, Finding(verdict, (), 0.9), now).standing
        if standing.mark is Mark.REMOVED:
            assert len(removals) >= 2
            assert removals[-1] - removals[0] >= SECOND_LOOK
        if standing.mark in {Mark.LIVE, Mark.EDITED, Mark.MOVED, Mark.PAYWALLED}:
            assert not removals


def test_a_removal_is_suspected_then_confirmed_and_told_once() -> None:
    looks = stands((Verdict.SAME, HOUR), (Verdict.REMOVED, DAY), (Verdict.REMOVED, HOUR), (Verdict.REMOVED, 6 * HOUR),
                   (Verdict.REMOVED_SOFTLY, DAY), (Verdict.UNREACHABLE, DAY), (Verdict.SAME, DAY))  # fmt: skip
    assert looks == [
        (Mark.LIVE, False), (Mark.UNKNOWN, False), (Mark.UNKNOWN, False), (Mark.REMOVED, True),
        (Mark.REMOVED, False), (Mark.REMOVED, False), (Mark.LIVE, True),
    ]  # fmt: skip


def test_a_page_that_comes_back_before_the_second_look_was_never_removed() -> None:
    assert stands((Verdict.SAME, HOUR), (Verdict.REMOVED, DAY), (Verdict.SAME, DAY), (Verdict.REMOVED, DAY)) == [
        (Mark.LIVE, False), (Mark.UNKNOWN, False), (Mark.LIVE, False), (Mark.UNKNOWN, False),
    ]  # fmt: skip


def test_looks_in_vain_change_nothing_alone() -> None:
    assert stands((Verdict.SAME, HOUR), (Verdict.BLOCKED, DAY), (Verdict.BLOCKED, DAY), (Verdict.SAME, DAY)) == [
        (Mark.LIVE, False), (Mark.LIVE, False), (Mark.BLOCKED, True), (Mark.LIVE, False),
    ]  # fmt: skip


def test_a_second_edit_is_news_and_the_same_edit_is_not() -> None:
    edited = Finding(Verdict.EDITED, (), 0.9)
    first = follow(Standing(mark=Mark.LIVE), edited, START, text="a")
    second = follow(first.standing, edited, START + DAY, text="a")
    third = follow(second.standing, edited, START + 2 * DAY, text="b")
    assert [first.news, second.news, third.news] == [True, False, True]
    assert third.window == (START + DAY, START + 2 * DAY)
