"""The ledger's rows: taken once, noted, held back, called off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from interlink.newsroom.outreach import actions, queries
from interlink.newsroom.outreach.ledger import rows, runs, sending
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Course, Handover, Mailing, Pace, Run, Subscriber
from interlink.newsroom.outreach.subscribing import erase

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_what_one_has_taken_no_other_takes(mailing: Mailing) -> None:
    one, other = runs.enter(mailing, NOW), runs.enter(mailing, NOW)
    first, second = rows.take(one, 2, NOW), rows.take(other, 2, NOW)
    assert len(first.readers) == 2
    assert len(second.readers) == 1
    assert not set(first.readers) & set(second.readers)
    assert rows.take(one, 2, NOW).readers == ()


def test_the_rows_of_a_process_that_lives_are_left_to_it(mailing: Mailing) -> None:
    rows.take(runs.enter(mailing, NOW), 2, NOW)
    assert runs.give_up_lost(mailing, NOW) == 0
    assert queries.counts(mailing)[Handover.HANDING] == 2


def test_the_rows_of_a_process_that_is_gone_are_not_known_and_what_it_says_later_is_believed(mailing: Mailing) -> None:
    run = runs.enter(mailing, NOW)
    taken = rows.take(run, 2, NOW)
    Run.objects.update(place="another machine", renewed_at=NOW - timedelta(minutes=10))
    assert runs.give_up_lost(mailing, NOW) == 2
    assert not runs.renew(run, NOW)
    counts = queries.counts(mailing)
    assert (counts[Handover.UNSURE], counts[Handover.WAITING]) == (2, 1)
    rows.note([(reader, Outcome(Result.SENT)) for reader in taken.readers], NOW)
    assert queries.counts(mailing)[Handover.SENT] == 2


def test_nothing_is_taken_from_a_paused_mailing_and_a_called_off_one_ends(mailing: Mailing) -> None:
    run = runs.enter(mailing, NOW)
    actions.pause(mailing)
    assert rows.take(run, 3, NOW).readers == ()
    actions.resume(mailing)
    (anna,) = rows.take(run, 1, NOW).readers
    actions.call_off(mailing, NOW)
    rows.note([(anna, Outcome(Result.SENT))], NOW)
    counts = queries.counts(mailing)
    assert (counts[Handover.SENT], counts[Handover.NOT_SENT]) == (1, 2)
    actions.resume(mailing)
    assert mailing.course == Course.CANCELLED


def test_whoever_was_erased_is_not_mailed_and_still_counted(mail_server: Any, mailing: Mailing) -> None:
    erase(mailing.deliveries.get(subscriber__email="bela@reading.example").subscriber, NOW)  # type: ignore[arg-type]
    list(sending.send(mailing, writer_of(mailing)))
    assert len(mail_server.addresses) == 2
    progress = queries.progress(mailing, timezone.now())
    assert (progress.total, progress.done, progress.left) == (3, 3, timedelta(0))
    assert progress.counts[Handover.NOT_SENT] == 1


def test_a_domain_with_a_limit_waits_for_its_turn_while_others_go_on(mailing: Mailing, settings: Any) -> None:
    Subscriber.objects.filter(email="cara@reading.example").update(domain="other.example")
    settings.INTERLINK_MAIL_LIMITS = {"reading.example": 1}
    run = runs.enter(mailing, NOW)
    taken = rows.take(run, 3, NOW)
    assert [reader.email[0] for reader in taken.readers] == ["a", "c"]
    held = rows.take(run, 3, NOW + timedelta(seconds=1))
    assert held.readers == ()
    assert held.next_at == Pace.objects.get().next_at == NOW + timedelta(minutes=1)
    assert [reader.email[0] for reader in rows.take(run, 3, held.next_at).readers] == ["b"]


def test_what_is_left_is_estimated_from_the_last_minutes(mailing: Mailing) -> None:
    mailing.ordered_at = NOW - timedelta(minutes=1)
    assert queries.progress(mailing, NOW).left is None
    (anna,) = rows.take(runs.enter(mailing, NOW), 1, NOW).readers
    rows.note([(anna, Outcome(Result.SENT))], NOW)
    assert queries.progress(mailing, NOW).left == timedelta(minutes=2)
    assert queries.progress(mailing, NOW + timedelta(hours=1)).left is None
    mailing.deliveries.exclude(state=Handover.SENT).update(state=Handover.LATER)  # they come when their servers say
    assert queries.progress(mailing, NOW).left == timedelta(0)
