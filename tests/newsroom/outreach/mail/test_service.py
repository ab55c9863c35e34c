"""Handing mails over to a mail service by its interface: once each, through our own door, and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.mail import send_mail
from django.utils import timezone
from mail_service import BREAKS, MailService, mail_service

from interlink.newsroom.outreach import actions, queries
from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger import sending, words
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail import dkim, service_answers
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Course, Handover, Mailing, Subscriber
from interlink.newsroom.press.models import DigestPage

pytestmark = pytest.mark.django_db
ANNA, BELA, CARA = "anna@reading.example", "bela@reading.example", "cara@reading.example"
INACTIVE = (422, {"ErrorCode": 406, "Message": f"Found inactive addresses: {BELA}.\nInactive recipients are ones"})
NO_CREDIT = (422, {"ErrorCode": 405, "Message": "You have run out of credits."})


@pytest.fixture
def service(settings: Any) -> Iterator[MailService]:
    """A desk that mails by a service, which listens on loopback."""
    with mail_service() as found:
        settings.EMAIL_BACKEND = "interlink.newsroom.outreach.mail.service.ServiceBackend"
        settings.INTERLINK_MAIL_SERVICE = "postmark"
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{found.port}"})
        settings.INTERLINK_MAIL_CONNECTIONS = 1  # so that the order is known
        settings.ANYMAIL = found.settings
        yield found


def send(mailing: Mailing) -> None:
    list(sending.send(mailing, writer_of(mailing)))
    mailing.refresh_from_db()


def states(mailing: Mailing) -> dict[str, str]:
    return dict(mailing.deliveries.values_list("subscriber__email", "state"))


def test_each_reader_gets_one_mail_over_one_line_and_a_second_run_sends_none(
    service: MailService, mailing: Mailing
) -> None:
    send(mailing)
    send(mailing)
    assert service.asked == [ANNA, BELA, CARA]
    assert len(service.lines) == 1
    assert mailing.course == Course.FINISHED
    assert queries.counts(mailing)[Handover.SENT] == 3


def test_a_mail_carries_its_mark_its_links_and_both_forms_and_nobody_is_followed(
    service: MailService, mailing: Mailing, settings: Any, tmp_path: Any
) -> None:
    settings.INTERLINK_DKIM_KEY = tmp_path / "dkim.pem"
    dkim.make_key(settings.INTERLINK_DKIM_KEY)
    send(mailing)
    mail = service.taken[0]
    head = {one["Name"].lower(): one["Value"] for one in mail["Headers"]}
    found = marks.find(mail["Metadata"]["mark"])
    assert found is not None
    assert mailing.deliveries.get(pk=found.number).subscriber.email == ANNA
    assert head["list-unsubscribe"].startswith("<http")
    assert head["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert "dkim-signature" not in head  # the service puts the mail together anew, and signs it
    assert mail["TrackOpens"] is False
    assert mail["TrackLinks"] == "None"
    assert "asked its members" in mail["TextBody"]
    assert "<html" in mail["HtmlBody"]


def test_a_reader_whom_the_service_will_not_mail_is_refused_and_the_others_go_on(
    service: MailService, mailing: Mailing
) -> None:
    service.answers[BELA] = INACTIVE
    send(mailing)
    assert states(mailing) == {ANNA: Handover.SENT, BELA: Handover.REFUSED, CARA: Handover.SENT}
    assert "Found inactive" in mailing.deliveries.get(subscriber__email=BELA).problem


@pytest.mark.parametrize("answer", [BREAKS, (500, {"Message": "Oh"}), (200, {"Message": "No number at all"})])
def test_an_answer_that_leaves_it_open_is_counted_and_the_mail_is_not_sent_again(
    service: MailService, mailing: Mailing, answer: Any
) -> None:
    service.answers[BELA] = answer
    send(mailing)
    service.answers.clear()
    send(mailing)
    assert states(mailing) == {ANNA: Handover.SENT, BELA: Handover.UNSURE, CARA: Handover.SENT}
    assert service.asked.count(BELA) == 1


@pytest.mark.parametrize("answer", [(401, {"ErrorCode": 10}), (429, {"Message": "Later"}), (503, {})])
def test_a_service_that_takes_nothing_from_us_now_costs_no_reader_a_try(
    service: MailService, mailing: Mailing, answer: Any
) -> None:
    service.answers["*"] = answer
    with pytest.raises(HandoverStopped):
        send(mailing)
    assert set(mailing.deliveries.values_list("state", "tries")) == {(Handover.WAITING, 0)}
    mailing.refresh_from_db()
    assert "look at the account" in words.plain(mailing.problem)
    service.answers.clear()
    send(mailing)
    assert sorted(mail["To"] for mail in service.taken) == [ANNA, BELA, CARA]


def test_a_no_to_everybody_stops_the_run_and_loses_nobody(service: MailService, mailing: Mailing) -> None:
    service.answers["*"] = NO_CREDIT
    with pytest.raises(HandoverStopped, match="out of credits"):
        send(mailing)
    assert states(mailing) == {ANNA: Handover.LATER, BELA: Handover.LATER, CARA: Handover.WAITING}
    mailing.deliveries.filter(state=Handover.LATER).update(due_at=timezone.now())
    service.answers.clear()
    send(mailing)
    assert sorted(mail["To"] for mail in service.taken) == [ANNA, BELA, CARA]


def test_a_service_that_leaves_one_mail_after_the_other_open_has_the_mailing_paused(
    service: MailService, new_digest: Callable[..., DigestPage], new_readers: Callable[..., list[Subscriber]]
) -> None:
    new_readers(*"abcdefg")
    mailing = actions.order_mailing(new_digest(), timezone.now())
    service.answers["*"] = (502, {})
    send(mailing)
    assert mailing.course == Course.PAUSED
    assert queries.counts(mailing)[Handover.UNSURE] == 3
    assert queries.counts(mailing)[Handover.WAITING] == 4
    assert "Go on" in words.plain(mailing.problem)
    service.answers.clear()
    actions.resume(mailing)
    send(mailing)
    assert mailing.course == Course.FINISHED
    assert mailing.problem == ""
    assert max(map(service.asked.count, service.asked)) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://10.0.0.1/", "http://169.254.169.254/"])
def test_a_service_that_cannot_be_reached_or_is_no_public_one_gets_nothing(
    service: MailService, mailing: Mailing, settings: Any, address: str
) -> None:
    settings.ANYMAIL = service.settings | {"POSTMARK_API_URL": address}
    settings.INTERLINK_ALLOWED_LOOPBACK |= {"127.0.0.1:1"}
    with pytest.raises(HandoverStopped, match="cannot be reached"):
        send(mailing)
    assert set(mailing.deliveries.values_list("state", "tries")) == {(Handover.WAITING, 0)}


def test_other_mails_of_the_desk_go_the_same_way(service: MailService) -> None:
    send_mail("A word", "From the desk.", None, [ANNA])
    assert [mail["Subject"] for mail in service.taken] == ["A word"]


@pytest.mark.parametrize(
    ("status", "in_a_row", "result", "stop"),
    [
        (400, 1, Result.LATER, False),
        (400, 3, Result.WAITING, True),
        (403, 1, Result.WAITING, True),
        (500, 1, Result.UNSURE, False),
        (301, 1, Result.UNSURE, False),
    ],
)
def test_what_an_error_means(status: int, in_a_row: int, result: Result, stop: bool) -> None:
    outcome: Outcome = service_answers.after_error(status, "words", in_a_row)
    assert (outcome.result, outcome.stop) == (result, stop)


@pytest.mark.parametrize(
    ("statuses", "result"),
    [
        ({"queued"}, Result.SENT),
        ({"sent"}, Result.SENT),
        ({"rejected"}, Result.REFUSED),
        ({"failed"}, Result.LATER),
        ({"unknown"}, Result.UNSURE),
        ({"sent", "rejected"}, Result.UNSURE),
        (set(), Result.UNSURE),
    ],
)
def test_what_an_answer_means(statuses: set[str], result: Result) -> None:
    assert service_answers.after_status(statuses, "", 1).result is result
