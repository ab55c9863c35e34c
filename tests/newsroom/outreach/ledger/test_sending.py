"""Handing mails over, to a real SMTP server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from django.utils import timezone

from interlink.newsroom.outreach import queries
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger import sending
from interlink.newsroom.outreach.ledger.rows import Noted
from interlink.newsroom.outreach.ledger.rules import TRIES
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Delivery, Handover, Mailing
from interlink.newsroom.outreach.subscribing import leave

pytestmark = pytest.mark.django_db
ANNA, BELA, CARA = "anna@reading.example", "bela@reading.example", "cara@reading.example"


class MailServer(Protocol):
    """What these tests use of the mail server."""

    to_recipient: dict[str, str]
    to_message: dict[str, str]
    to_sender: str
    offered: list[str]

    @property
    def addresses(self) -> list[str]: ...


def running(mailing: Mailing) -> Iterator[Noted]:
    return sending.send(mailing, writer_of(mailing))


def send(mailing: Mailing) -> list[Noted]:
    return list(running(mailing))


def when_due(mailing: Mailing) -> None:
    mailing.deliveries.filter(state=Handover.LATER).update(due_at=timezone.now())


def row(mailing: Mailing, address: str) -> Delivery:
    return mailing.deliveries.get(subscriber__email=address)


def states(mailing: Mailing) -> dict[str, str]:
    return dict(mailing.deliveries.values_list("subscriber__email", "state"))


def test_each_reader_gets_one_mail_and_a_second_run_sends_none(mail_server: MailServer, mailing: Mailing) -> None:
    assert len(send(mailing)) == 3
    assert mail_server.addresses == [ANNA, BELA, CARA]
    mailing.refresh_from_db()
    assert mailing.finished_at is not None
    assert send(mailing) == []
    assert len(mail_server.addresses) == 3
    assert queries.counts(mailing)[Handover.SENT] == 3


def test_an_address_that_is_refused_for_good_is_not_tried_again_and_the_others_go_on(
    mail_server: MailServer, mailing: Mailing
) -> None:
    mail_server.to_recipient[BELA] = "550 5.1.1 No such reader"
    send(mailing)
    assert mail_server.addresses == [ANNA, CARA]
    assert row(mailing, BELA).state == Handover.REFUSED
    assert row(mailing, BELA).problem == "550 5.1.1 No such reader"
    mailing.refresh_from_db()
    assert mailing.finished_at is not None


def test_a_message_that_is_refused_for_good_is_not_tried_again(mail_server: MailServer, mailing: Mailing) -> None:
    mail_server.to_message[BELA] = "554 5.7.1 Taken for unwanted mail"
    send(mailing)
    assert states(mailing) == {ANNA: Handover.SENT, BELA: Handover.REFUSED, CARA: Handover.SENT}


@pytest.mark.parametrize("stage", ["to_recipient", "to_message"])
def test_an_address_that_is_put_off_is_tried_again_and_only_that_one(
    mail_server: MailServer, mailing: Mailing, stage: str
) -> None:
    getattr(mail_server, stage)[BELA] = "451 4.7.1 Come back later"
    send(mailing)
    assert states(mailing) == {ANNA: Handover.SENT, BELA: Handover.LATER, CARA: Handover.SENT}
    getattr(mail_server, stage).clear()
    assert send(mailing) == []
    when_due(mailing)
    assert [noted.reader.email for noted in send(mailing)] == [BELA]
    assert mail_server.addresses == [ANNA, CARA, BELA]
    assert row(mailing, BELA).tries == 2


def test_an_address_that_is_put_off_too_often_is_given_up(mail_server: MailServer, mailing: Mailing) -> None:
    mail_server.to_recipient[BELA] = "450 4.2.1 The box is busy"
    for _ in range(TRIES):
        send(mailing)
        when_due(mailing)
    assert row(mailing, BELA).state == Handover.REFUSED
    assert mail_server.offered.count(BELA) == TRIES


def test_a_server_that_hangs_up_on_one_address_gets_the_others_on_a_new_line(
    mail_server: MailServer, mailing: Mailing
) -> None:
    """RFC 5321: 421 means that the server closes the line."""
    mail_server.to_recipient[ANNA] = "421 4.7.0 Too many at once"
    send(mailing)
    assert states(mailing) == {ANNA: Handover.LATER, BELA: Handover.SENT, CARA: Handover.SENT}


def test_a_server_that_ends_the_session_before_a_mail_costs_that_reader_no_try(
    mail_server: MailServer, mailing: Mailing
) -> None:
    mail_server.to_sender = "421 4.7.0 Enough for this session"
    with pytest.raises(HandoverStopped):
        send(mailing)
    assert set(mailing.deliveries.values_list("state", "tries")) == {(Handover.WAITING, 0)}


def test_a_line_that_breaks_in_the_middle_of_a_mail_leaves_it_unsure_and_it_is_not_sent_again(
    mail_server: MailServer, mailing: Mailing
) -> None:
    mail_server.to_message[BELA] = "drop"
    send(mailing)
    assert states(mailing) == {ANNA: Handover.SENT, BELA: Handover.UNSURE, CARA: Handover.SENT}
    mail_server.to_message.clear()
    assert send(mailing) == []
    assert mail_server.offered.count(BELA) == 1


def test_a_run_that_was_killed_between_handing_over_and_noting_it_leaves_it_unsure(
    mail_server: MailServer, mailing: Mailing
) -> None:
    mailing.deliveries.filter(subscriber__email=ANNA).update(state=Handover.HANDING)
    send(mailing)
    assert states(mailing) == {ANNA: Handover.UNSURE, BELA: Handover.SENT, CARA: Handover.SENT}
    assert mail_server.offered == [BELA, CARA]


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(mail_server: MailServer, mailing: Mailing) -> None:
    run = running(mailing)
    next(run)
    run.close()
    assert ANNA in mail_server.addresses
    assert CARA not in mail_server.addresses
    send(mailing)
    assert mail_server.addresses == [ANNA, BELA, CARA]


def test_whoever_left_after_the_order_is_not_mailed(mail_server: MailServer, mailing: Mailing) -> None:
    leave(row(mailing, BELA).subscriber, timezone.now())
    send(mailing)
    assert mail_server.addresses == [ANNA, CARA]
    assert row(mailing, BELA).problem == "Left before it was sent."


def test_whoever_leaves_while_the_others_are_mailed_is_not_mailed(mail_server: MailServer, mailing: Mailing) -> None:
    run = running(mailing)
    next(run)
    leave(row(mailing, CARA).subscriber, timezone.now())
    list(run)
    assert mail_server.addresses == [ANNA, BELA]


def test_a_server_that_does_not_answer_stops_the_run_and_costs_no_try(
    mail_server: MailServer, mailing: Mailing, settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(HandoverStopped, match="cannot be reached"):
        send(mailing)
    assert set(mailing.deliveries.values_list("state", "tries")) == {(Handover.WAITING, 0)}
    settings.EMAIL_PORT = port
    send(mailing)
    assert len(mail_server.addresses) == 3


@pytest.mark.parametrize("answer", ["550 5.7.1 You may not send as this address", "452 4.3.1 No room now"])
def test_a_server_that_does_not_take_our_own_address_refuses_no_reader(
    mail_server: MailServer, mailing: Mailing, answer: str
) -> None:
    mail_server.to_sender = answer
    with pytest.raises(HandoverStopped, match=answer[:3]):
        send(mailing)
    assert set(states(mailing).values()) == {Handover.WAITING}
    mail_server.to_sender = ""
    send(mailing)
    assert sorted(mail_server.addresses) == [ANNA, BELA, CARA]
