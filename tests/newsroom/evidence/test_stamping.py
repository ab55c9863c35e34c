"""Timestamps by real authorities on loopback, and by ones that misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from timestamp_authority import Clock

from interlink.lib.warc.timestamps import check_stamp, kept_beside
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import queries, sealing, stamping, tasks
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import authorities, evidence_folder

Making = Callable[..., Capture]


@pytest.fixture
def sealed(whole_capture: Making, two_clocks: tuple[Clock, Clock]) -> Capture:
    capture = whole_capture()
    assert sealing.seal(capture)
    return capture


def stamps(capture: Capture) -> dict[str, list[str]]:
    names = (capture.warc_name, capture.package_name)
    return {name: list(kept_beside(evidence_folder() / name)) for name in names}


def ask_now(capture: Capture) -> Capture:
    stamping.stamp([Capture.objects.get(pk=capture.pk)], timezone.now())
    return Capture.objects.get(pk=capture.pk)


def test_each_authority_stamps_the_file_and_the_manifest(sealed: Capture, two_clocks: tuple[Clock, Clock]) -> None:
    tasks.stamp_due.call()
    both = ["harbour-clock", "tarn-clock"]
    assert stamps(sealed) == {sealed.warc_name: both, sealed.package_name: both}
    for name, checksum in ((sealed.warc_name, sealed.warc_sha256), (sealed.package_name, sealed.manifest_sha256)):
        for authority in authorities():
            answer = kept_beside(evidence_folder() / name)[authority.name].read_bytes()
            assert check_stamp(answer, checksum, authority, name="it").part.state is State.INTACT
    sealed.refresh_from_db()
    assert (sealed.stamps_due, sealed.stamp_problem) == (None, "")
    assert [clock.asked for clock in two_clocks] == [2, 2]
    tasks.stamp_due.call()
    assert [clock.asked for clock in two_clocks] == [2, 2]


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
    answer: tuple[int, bytes], words: str, sealed: Capture, two_clocks: tuple[Clock, Clock]
) -> None:
    tarn, _ = two_clocks
    tarn.instead = lambda query: answer
    before = timezone.now()
    found = ask_now(sealed)
    assert words in found.stamp_problem
    assert stamps(sealed) == {sealed.warc_name: ["harbour-clock"], sealed.package_name: ["harbour-clock"]}
    assert found.stamps_due >= before + stamping.FIRST_PAUSE
    assert not queries.unstamped_captures(before).exists()
    tarn.instead = None
    assert ask_now(sealed).stamps_due is None
    assert stamps(sealed)[sealed.warc_name] == ["harbour-clock", "tarn-clock"]


def test_an_authority_that_stalls_costs_one_wait_a_round_however_many_captures_there_are(
    whole_capture: Making, two_clocks: tuple[Clock, Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = [whole_capture() for _ in range(3)]
    sealing.seal_each(captures)
    tarn, _ = two_clocks
    tarn.instead = lambda query: (200 + tarn.stopped.wait(5), b"")
    monkeypatch.setattr(stamping, "LIMITS", replace(stamping.LIMITS, total_seconds=0.2))
    assert stamping.stamp(captures, timezone.now()) == 0
    assert tarn.asked == 1
    assert all(stamps(capture)[capture.warc_name] == ["harbour-clock"] for capture in captures)
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
    assert stamps(capture) == {capture.warc_name: [], capture.package_name: []}
