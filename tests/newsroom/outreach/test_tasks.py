"""A mailing is finished some day, however long the mail server was in trouble."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from interlink.background import queries as background
from interlink.background.clock import registered
from interlink.newsroom.outreach import actions, tasks
from interlink.newsroom.outreach.ledger.rules import FIRST_PAUSE
from interlink.newsroom.outreach.models import Handover, Mailing

pytestmark = pytest.mark.django_db


def waiting() -> int:
    return DBTaskResult.objects.filter(task_path=tasks.send_mailing.module_path, status=TaskResultStatus.READY).count()


def give_up() -> None:
    """What the worker does after the last try."""
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)


def test_a_mailing_that_was_given_up_is_taken_up_again(mail_server, mailing: Mailing) -> None:
    give_up()
    assert not background.is_pending(tasks.send_mailing, mailing_id=mailing.pk)
    tasks.carry_on_mailings.call()
    assert waiting() == 1
    tasks.send_mailing.call(mailing_id=mailing.pk)
    mailing.refresh_from_db()
    assert mailing.finished_at is not None
    assert len(mail_server.addresses) == 3


def test_a_mailing_that_waits_its_turn_is_not_started_a_second_time(mailing: Mailing) -> None:
    assert waiting() == 1
    tasks.carry_on_mailings.call()
    assert waiting() == 1


def test_a_finished_mailing_is_left_alone(mail_server, mailing: Mailing) -> None:
    tasks.send_mailing.call(mailing_id=mailing.pk)
    give_up()
    tasks.carry_on_mailings.call()
    assert waiting() == 0


def test_a_task_with_other_arguments_is_another_one(mailing: Mailing) -> None:
    assert background.is_pending(tasks.send_mailing, mailing_id=mailing.pk)
    assert not background.is_pending(tasks.send_mailing, mailing_id=mailing.pk + 1)


def test_the_clock_looks_as_often_as_a_first_pause_is_long() -> None:
    assert registered()["carry-on-mailings"].interval == FIRST_PAUSE


def test_a_mailing_whose_last_readers_are_put_off_rests_until_their_time(mail_server, mailing: Mailing) -> None:
    mail_server.to_recipient["bela@reading.example"] = "450 4.2.0 Grey listed"
    tasks.send_mailing.call(mailing_id=mailing.pk)
    give_up()
    tasks.carry_on_mailings.call()
    assert waiting() == 0
    mailing.deliveries.filter(state=Handover.LATER).update(due_at=timezone.now())
    tasks.carry_on_mailings.call()
    assert waiting() == 1


def test_a_paused_mailing_is_left_alone_until_it_is_resumed(mail_server, mailing: Mailing) -> None:
    actions.pause(mailing)
    tasks.send_mailing.call(mailing_id=mailing.pk)
    give_up()
    tasks.carry_on_mailings.call()
    assert (waiting(), mail_server.addresses) == (0, [])
    actions.resume(mailing)
    assert waiting() == 1
    tasks.send_mailing.call(mailing_id=mailing.pk)
    assert len(mail_server.addresses) == 3
