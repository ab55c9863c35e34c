"""Copies in the Wayback Machine, asked for at one on loopback."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from wayback_machine import MOMENT, Machine, archiving

from interlink.lib.wayback.client import Keys, Service
from interlink.newsroom.evidence import marking, wayback
from interlink.newsroom.evidence.errors import NotAskedFor
from interlink.newsroom.evidence.models import Capture, CaptureMark, Check, CheckVerdict, WaybackCopy, WaybackState

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Making = Callable[..., Capture]


@pytest.fixture(scope="module")
def there() -> Iterator[Machine]:
    with archiving() as machine:
        yield machine


@pytest.fixture
def machine(there: Machine, settings: Any) -> Machine:
    there.__init__(port=there.port)  # type: ignore[misc]
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{there.port}"})
    settings.INTERLINK_WAYBACK_USE = "save"
    settings.INTERLINK_WAYBACK = Service(there.address, there.available, Keys("AKEY", "ASECRET"))
    return there


def ask(now: datetime) -> list[int]:
    """Ask for what is due, and say of which captures a copy is known now."""
    told: list[int] = []
    found = wayback.ask_due(now, lambda capture: told.append(capture.pk))
    assert found == len(told)
    return told


def copy_of(capture: Capture) -> WaybackCopy:
    return WaybackCopy.objects.get(capture=capture)


def remove(capture: Capture) -> None:
    capture.mark = CaptureMark.REMOVED
    marking.store_checks([(capture, Check(capture=capture, at=NOON, verdict=CheckVerdict.REMOVED, news=True))], NOON)


def test_a_captured_page_is_saved_there_and_its_copy_named(whole_capture: Making, machine: Machine) -> None:
    capture, machine.pending = whole_capture(), 1
    wayback.captured(capture, NOON)
    assert ask(NOON) == []
    assert copy_of(capture).state == WaybackState.ORDERED
    assert machine.orders() == [
        {"url": capture.address, "capture_all": "1", "skip_first_archive": "1", "if_not_archived_within": "1h"}
    ]
    assert ask(NOON) == []  # not before its time
    assert len(machine.asked) == 1
    assert ask(NOON + timedelta(minutes=2)) == []
    assert ask(NOON + timedelta(minutes=4)) == [capture.pk]
    copy = copy_of(capture)
    assert (copy.state, copy.by_us, copy.due, copy.is_page) == (WaybackState.KEPT, True, None, True)
    assert copy.address == f"{machine.address}/web/{MOMENT}/{capture.address}"
    assert copy.at == datetime(2026, 11, 24, 12, 15, tzinfo=UTC)
    assert ask(NOON + timedelta(days=9)) == []
    assert len(machine.orders()) == 1


def test_a_removed_page_is_looked_up_there_once(whole_capture: Making, machine: Machine, settings: Any) -> None:
    settings.INTERLINK_WAYBACK_USE = "look"
    found, missed = whole_capture(), whole_capture()
    machine.has[found.address] = "20261120080000"
    for capture in (found, missed):
        remove(capture)
    assert ask(NOON) == [found.pk]
    assert [form["timestamp"] for _, form in machine.asked] == ["20261124120000"] * 2
    assert (copy_of(found).by_us, copy_of(found).is_page) == (False, True)
    assert (copy_of(missed).state, copy_of(missed).due) == (WaybackState.NONE, None)
    remove(missed)
    assert ask(NOON + timedelta(days=1)) == []


def test_off_asks_nothing_and_stores_nothing(whole_capture: Making, machine: Machine, settings: Any) -> None:
    settings.INTERLINK_WAYBACK_USE = "off"
    capture = whole_capture()
    wayback.captured(capture, NOON)
    remove(capture)
    with pytest.raises(NotAskedFor):
        wayback.order(capture, NOON)
    assert ask(NOON) == []
    assert (machine.asked, WaybackCopy.objects.count()) == ([], 0)


def test_wrong_keys_are_told_and_tried_again_the_next_day_and_never_logged(
    whole_capture: Making, machine: Machine, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.INTERLINK_WAYBACK = Service(machine.address, machine.available, Keys("AKEY", "OUTDATED"))
    first, second = whole_capture(), whole_capture()
    for capture in (first, second):
        wayback.captured(capture, NOON)
    with caplog.at_level(logging.DEBUG):
        ask(NOON)
    assert len(machine.orders()) == 1  # what stops one stops all
    assert "refuses our keys (401)" in copy_of(first).problem
    assert "refuses our keys (401)" in copy_of(second).problem
    assert copy_of(first).due == NOON + wayback.LONGEST_PAUSE
    assert "refuses our keys" in caplog.text
    assert not {secret for secret in ("OUTDATED", "AKEY") if secret in caplog.text + copy_of(first).problem}
    assert "OUTDATED" not in repr(settings.INTERLINK_WAYBACK)


@pytest.mark.parametrize(
    ("trouble", "words", "pause"),
    [
        ((429, b"<h1>Too Many Requests</h1>", {"Retry-After": "3600"}), "asked too often", timedelta(hours=1)),
        ((503, b"", {}), "in trouble (503)", wayback.FIRST_PAUSE),
        ((200, b"<html>", {}), "not what its manual says", wayback.FIRST_PAUSE),
    ],
)
def test_it_is_left_alone_for_as_long_as_it_asks_and_then_asked_again(
    trouble: tuple[int, bytes, dict[str, str]], words: str, pause: timedelta, whole_capture: Making, machine: Machine
) -> None:
    capture, machine.trouble = whole_capture(), trouble
    wayback.captured(capture, NOON)
    ask(NOON)
    copy = copy_of(capture)
    assert (copy.state, copy.due, words in copy.problem) == (WaybackState.WAITING, NOON + pause, True)
    machine.trouble = None
    ask(NOON + pause)
    assert ask(NOON + pause + timedelta(minutes=2)) == [capture.pk]
    assert copy_of(capture).problem == ""


def test_nobody_there_is_no_verdict(whole_capture: Making, machine: Machine, settings: Any) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{nobody.getsockname()[1]}"
    settings.INTERLINK_WAYBACK = Service(f"http://{place}", machine.available, Keys("AKEY", "ASECRET"))
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({place})
    capture = whole_capture()
    wayback.captured(capture, NOON)
    ask(NOON)
    copy = copy_of(capture)
    assert (copy.state, copy.due) == (WaybackState.WAITING, NOON + wayback.FIRST_PAUSE)
    assert copy.problem


def test_a_page_that_it_does_not_take_is_given_up_and_can_be_asked_for_again(
    whole_capture: Making, machine: Machine
) -> None:
    capture = whole_capture()
    machine.outcomes[capture.address] = {
        "status": "error", "status_ext": "error:blocked-url", "exception": "x", "message": "Excluded.", "resources": []
    }  # fmt: skip
    wayback.captured(capture, NOON)
    ask(NOON)
    ask(NOON + timedelta(minutes=2))
    assert (copy_of(capture).state, copy_of(capture).due) == (WaybackState.FAILED, None)
    assert copy_of(capture).problem == "The Wayback Machine does not capture this page."
    machine.outcomes.clear()
    wayback.order(capture, NOON + timedelta(days=1))
    ask(NOON + timedelta(days=1))
    assert ask(NOON + timedelta(days=1, minutes=2)) == [capture.pk]


def test_a_job_without_end_is_ordered_anew_and_given_up_in_the_end(whole_capture: Making, machine: Machine) -> None:
    capture, machine.pending = whole_capture(), 10_000
    wayback.captured(capture, NOON)
    now, copy = NOON, copy_of(capture)
    while copy.due is not None:
        now = max(now + timedelta(minutes=30), copy.due)
        ask(now)
        copy = copy_of(capture)
    assert (copy.state, len(machine.orders())) == (WaybackState.FAILED, wayback.TRIES)


def test_a_copy_of_an_error_is_kept_and_is_no_copy_of_the_page(whole_capture: Making, machine: Machine) -> None:
    capture = whole_capture()
    machine.outcomes[capture.address] = {
        "status": "success", "original_url": capture.address, "timestamp": MOMENT, "http_status": 403
    }  # fmt: skip
    wayback.captured(capture, NOON)
    ask(NOON)
    ask(NOON + timedelta(minutes=2))
    assert (copy_of(capture).http_status, copy_of(capture).is_page) == (403, False)


def test_a_round_orders_few_pages_and_two_rounds_at_once_none_twice(whole_capture: Making, machine: Machine) -> None:
    for _ in range(wayback.MOST_ORDERS + 2):
        wayback.captured(whole_capture(), NOON)
    ask(NOON)
    assert len(machine.orders()) == wayback.MOST_ORDERS
    assert len(wayback._claimed(NOON)) == 2  # another worker, which is killed
    assert wayback._claimed(NOON) == []
    assert len(wayback._claimed(NOON + wayback.CLAIMED)) > 2
