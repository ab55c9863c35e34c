"""Timestamps by real authorities on loopback, and by ones that misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from timestamp_authority import Clock

from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.log_stamps import StampedLog, read_stamp, stamp_name, stamps_of
from interlink.lib.warc.timestamps import check_stamp
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import queries, sealing, stamping, tasks
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import authorities, evidence_folder, log_path

Making = Callable[..., Capture]


@pytest.fixture
def sealed(whole_capture: Making, two_clocks: tuple[Clock, Clock]) -> Capture:
    capture = whole_capture()
    assert sealing.seal(capture)
    return capture


def stamped() -> dict[str, list[int]]:
    return stamps_of(log_path())


def ask_now(capture: Capture) -> Capture:
    stamping.stamp([Capture.objects.get(pk=capture.pk)], timezone.now())
    return Capture.objects.get(pk=capture.pk)


def test_each_authority_stamps_the_log_once_for_all_captures_and_its_certificates_are_kept_once(
    whole_capture: Making, sealed: Capture, two_clocks: tuple[Clock, Clock]
) -> None:
    second = whole_capture()
    sealing.seal(second)
    tasks.stamp_due.call()
    assert stamped() == {"harbour-clock": [2], "tarn-clock": [2]}
    third = whole_capture()
    sealing.seal(third)
    tasks.stamp_due.call()
    assert stamped() == {"harbour-clock": [2, 3], "tarn-clock": [2, 3]}
    sums = {entry.number: entry.sha256 for entry in check_log(log_path()).entries}
    for authority in authorities():
        for number in (2, 3):
            place = evidence_folder() / stamp_name(number, authority.name)
            answer = read_stamp(place)
            assert check_stamp(answer, sums[number], authority, name="it").part.state is State.INTACT
            assert place.stat().st_size < len(answer) * 0.7
    assert len(list((evidence_folder() / "stamps").glob("*.certificates"))) == 2
    sealed.refresh_from_db()
    assert (sealed.stamps_due, sealed.stamp_problem) == (None, "")
    tasks.stamp_due.call()
    assert [clock.asked for clock in two_clocks] == [2, 2]


def test_a_capture_is_covered_by_the_first_timestamp_that_holds_and_by_none_before_it_or_past_a_break(
    whole_capture: Making, two_clocks: tuple[Clock, Clock]
) -> None:
    for capture in [whole_capture() for _ in range(3)]:
        sealing.seal(capture)
        stamping.stamp([capture], timezone.now())
    known = {one.name: one for one in authorities()}

    def covering(line: int) -> list[tuple[int, State]]:
        found = StampedLog(check_log(log_path()), known).covering(line)
        return [(stamp.number, stamp.part.state) for stamp in found if stamp.authority == "tarn-clock"]

    assert [covering(line) for line in (1, 2, 3, 4)] == [
        [(1, State.INTACT)], [(2, State.INTACT)], [(3, State.INTACT)], []
    ]  # fmt: skip
    (evidence_folder() / stamp_name(1, "tarn-clock")).write_bytes(b"damaged")
    assert covering(1) == [(2, State.INTACT)]
    lines = log_path().read_bytes().splitlines(keepends=True)
    log_path().write_bytes(lines[0] + lines[1].replace(b"wrap", b"WRAP") + lines[2])
    assert covering(1) == [(1, State.UNKNOWN)]
    assert covering(2) == [(2, State.CHANGED)]
    assert covering(3) == [(3, State.INTACT)]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((503, b"busy"), "it answered 503"),
        ((200, b"<html>"), "its answer is no timestamp"),
        ((200, b"x" * 200_000), "could not be asked"),
        ((200, bytes.fromhex("30053003020102")), "it refused"),
    ],
)
def test_an_authority_in_trouble_is_asked_again_later_and_the_other_is_not_kept_waiting(
    answer: tuple[int, bytes], words: str, whole_capture: Making, sealed: Capture, two_clocks: tuple[Clock, Clock]
) -> None:
    tarn, _ = two_clocks
    tarn.instead = lambda query: answer
    before = timezone.now()
    found = ask_now(sealed)
    assert words in found.stamp_problem
    assert stamped() == {"harbour-clock": [1]}
    assert found.stamps_due >= before + stamping.FIRST_PAUSE
    assert not queries.unstamped_captures(before).exists()
    tarn.instead = None
    later = whole_capture()
    sealing.seal(later)
    assert ask_now(later).stamps_due is None
    assert stamped() == {"harbour-clock": [1, 2], "tarn-clock": [2]}
    sealed.refresh_from_db()
    assert (sealed.stamps_due, sealed.stamp_problem) == (None, ""), "the timestamp of a later line covers it too"


def test_an_authority_that_stalls_costs_one_wait_a_round_however_many_captures_there_are(
    whole_capture: Making, two_clocks: tuple[Clock, Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = [whole_capture() for _ in range(3)]
    sealing.seal_each(captures)
    tarn, _ = two_clocks
    tarn.instead = lambda query: (200 + tarn.stopped.wait(5), b"")
    monkeypatch.setattr(stamping, "LIMITS", replace(stamping.LIMITS, total_seconds=1.5))
    assert stamping.stamp(captures, timezone.now()) == 0
    assert tarn.asked == 1
    assert stamped() == {"harbour-clock": [3]}
    assert all("tarn-clock could not be asked" in capture.stamp_problem for capture in captures)


def test_a_desk_that_is_offline_goes_on_asking_ever_more_rarely(
    sealed: Capture, settings: Any, two_clocks: tuple[Clock, Clock]
) -> None:
    settings.INTERLINK_AUTHORITIES = (("nobody", "http://127.0.0.1:9/", None),)
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({"127.0.0.1:9"})
    found = sealed
    for _ in range(3):
        found = ask_now(found)
    assert (found.stamp_tries, "nobody could not be asked" in found.stamp_problem) == (3, True)
    pauses = [stamping.pause_after(tries) for tries in range(1, 1001)]
    assert pauses[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert pauses[-1] == max(pauses) == timedelta(days=1)


def test_without_authorities_nobody_is_asked(whole_capture: Making) -> None:
    capture = whole_capture()
    sealing.seal(capture)
    assert not queries.unstamped_captures(timezone.now()).exists()
    assert stamped() == {}
