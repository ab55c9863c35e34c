from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interlink.background.rules import (
    LONGEST_PAUSE,
    SPREAD_SHARE,
    GiveUp,
    Owner,
    RunAgain,
    after_failure,
    after_loss,
    due_slot,
    is_gone,
    pause_before,
)

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
moments = st.datetimes(  # hypothesis wants the bounds without a zone
    datetime(2020, 1, 1),  # noqa: DTZ001
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
intervals = st.timedeltas(timedelta(seconds=10), timedelta(days=7))
spreads = st.floats(-1, 1)


def test_pauses_grow_from_ten_seconds_to_an_hour():
    seconds = [pause_before(retry, spread=0).total_seconds() for retry in range(1, 8)]
    assert seconds == [10, 40, 160, 640, 2560, 3600, 3600]


@given(st.integers(1, 10_000), spreads, spreads)
def test_a_later_retry_never_waits_less_but_for_chance(retry, one, other):
    assert pause_before(retry, spread=one) <= pause_before(retry + 1, spread=one)
    longest = LONGEST_PAUSE * (1 + SPREAD_SHARE)
    assert timedelta(0) < pause_before(retry, spread=other) <= longest


def test_a_failure_is_tried_again_until_the_attempts_are_used_up():
    def decide(failures):
        return after_failure(failures=failures, attempts=3, again=True, now=NOW, spread=0)

    assert [decide(n) for n in (1, 2, 3)] == [
        RunAgain(NOW + timedelta(seconds=10)),
        RunAgain(NOW + timedelta(seconds=40)),
        GiveUp(),
    ]


@given(st.integers(1, 100), st.integers(1, 100), spreads)
def test_an_error_that_trying_again_cannot_help_is_final(failures, attempts, spread):
    assert after_failure(failures=failures, attempts=attempts, again=False, now=NOW, spread=spread) == GiveUp()


def test_the_first_loss_costs_no_wait_and_the_third_is_the_last():
    decisions = [after_loss(losses=n, now=NOW, spread=0) for n in (1, 2, 3, 4)]
    assert decisions == [RunAgain(NOW), RunAgain(NOW + timedelta(seconds=10)), GiveUp(), GiveUp()]


def owner(*, place="here", heartbeat_at=NOW):
    return Owner(place=place, pid=7, started="100", heartbeat_at=heartbeat_at)


def test_in_our_place_the_process_table_decides():
    old = owner(heartbeat_at=NOW - timedelta(days=1))
    assert not is_gone(old, here="here", seen="100", now=NOW)
    assert is_gone(owner(), here="here", seen=None, now=NOW)
    assert is_gone(owner(), here="here", seen="101", now=NOW), "another process has that pid"


@given(st.timedeltas(timedelta(0), timedelta(days=2)), st.sampled_from([None, "100", "101"]))
def test_elsewhere_only_silence_decides(age, seen):
    away = owner(place="there", heartbeat_at=NOW - age)
    assert is_gone(away, here="here", seen=seen, now=NOW) == (age > timedelta(minutes=2))


@given(moments, intervals, st.timedeltas(timedelta(0), timedelta(days=365)))
def test_one_turn_makes_up_for_any_pause(last, interval, pause):
    now = last + pause
    slot = due_slot(last=last, interval=interval, now=now)
    if pause < interval:
        assert slot is None
    else:
        assert slot is not None
        assert now - interval < slot <= now
        assert (slot - last) % interval == timedelta(0), "turns do not drift"
        assert due_slot(last=slot, interval=interval, now=now) is None, "not twice for one turn"


@given(moments, intervals)
def test_a_new_job_is_due_at_once_then_waits(now, interval):
    assert due_slot(last=None, interval=interval, now=now) == now
    assert due_slot(last=now, interval=interval, now=now) is None


@given(moments, intervals, st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_a_turn_noted_by_a_wrong_clock_does_not_stop_the_job(now, interval, ahead):
    slot = due_slot(last=now + ahead, interval=interval, now=now)
    assert slot == (now if ahead > interval else None)
