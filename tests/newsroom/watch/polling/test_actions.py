"""A source's state and its history, as it is asked time and again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from interlink.newsroom.watch import reports
from interlink.newsroom.watch.models import EventKind, Source, State
from interlink.newsroom.watch.polling import actions
from interlink.newsroom.watch.polling.rules import Trouble

pytestmark = pytest.mark.django_db


def history(source: Source) -> list[str]:
    return [event.kind for event in source.events.order_by("at", "pk")]


def test_failures_are_counted_and_the_first_answer_clears_them(source: Source, now: datetime) -> None:
    actions.note_trouble(source, Trouble.FAILING, "The server does not answer.", now)
    actions.note_trouble(source, Trouble.FAILING, "The server answered 500.", now + timedelta(hours=1))
    source.refresh_from_db()
    assert (source.failures, source.failing_since, source.problem) == (2, now, "The server answered 500.")
    assert (source.state, source.last_success) == (State.FAILING, None)
    assert list(reports.in_trouble()) == [source]
    recovered = now + timedelta(hours=2)
    actions.note_answer(source, recovered)
    source.refresh_from_db()
    assert (source.state, source.failures, source.failing_since, source.problem) == (State.FINE, 0, None, "")
    assert source.last_success == recovered
    assert history(source) == [EventKind.FAILED, EventKind.RECOVERED]


def test_the_history_tells_each_change_once(source: Source, now: datetime) -> None:
    for hours in range(5):
        actions.note_trouble(source, Trouble.BLOCKED, "It answered 403.", now + timedelta(hours=hours))
    actions.note_trouble(source, Trouble.GONE, "It answered 410.", now + timedelta(hours=6))
    assert history(source) == [EventKind.BLOCKED, EventKind.GONE]
    assert source.events.filter(kind=EventKind.BLOCKED).get().words == "It answered 403."


def test_a_source_goes_quiet_and_wakes_up(source: Source, now: datetime) -> None:
    source.added_at = now
    actions.note_answer(source, now, times=[now - timedelta(hours=hours) for hours in range(0, 40, 4)])
    assert (source.hours_between_items, source.last_item, source.state) == (4, now, State.FINE)
    silent = now + timedelta(days=4)
    actions.note_answer(source, silent)
    assert source.state == State.QUIET
    actions.note_answer(source, silent + timedelta(hours=6), times=[silent + timedelta(hours=5)])
    assert source.state == State.FINE
    assert history(source) == [EventKind.QUIET]


def test_an_item_from_the_future_does_not_keep_a_source_from_going_quiet(source: Source, now: datetime) -> None:
    actions.note_answer(source, now, times=[now + timedelta(days=900)])
    assert source.last_item == now


def test_a_move_for_good_is_followed_and_remembered(source: Source, now: datetime) -> None:
    old = source.address
    actions.follow_move(source, "https://gazette.example/new-feed", now)
    actions.note_answer(source, now)
    source.refresh_from_db()
    assert (source.address, source.moved_to, source.state) == ("https://gazette.example/new-feed", "", State.FINE)
    assert old in source.events.get(kind=EventKind.MOVED).words


def test_a_move_to_an_address_that_is_watched_already_is_left_to_an_editor(source: Source, now: datetime) -> None:
    other = Source.objects.create(name="Other", address="https://gazette.example/new-feed")
    for hours in range(3):
        actions.follow_move(source, other.address, now + timedelta(hours=hours))
        actions.note_answer(source, now + timedelta(hours=hours))
    source.refresh_from_db()
    assert (source.address, source.moved_to, source.state) == (
        "https://gazette.example/feed", other.address, State.MOVED,
    )  # fmt: skip
    assert history(source) == [EventKind.MOVED]


def test_sources_that_were_added_together_are_not_due_together(now: datetime) -> None:
    sources = [Source.objects.create(name=str(number), address=f"https://{number}.example/") for number in range(20)]
    for source in sources:
        actions.note_answer(source, now)
    assert len({source.next_check for source in sources}) == 20


def test_what_an_editor_changes_while_a_source_is_asked_stays(source: Source, now: datetime) -> None:
    asked = Source.objects.get(pk=source.pk)
    Source.objects.update(name="Renamed", active=False, folder="Coast")
    actions.note_answer(asked, now)
    source.refresh_from_db()
    assert (source.name, source.active, source.folder) == ("Renamed", False, "Coast")
