"""What holds for mail services whatever their interface: one mail each, our mark, nobody lost when it is our fault."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from other_mail_services import DIALECTS, OtherService, other_service

from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger import sending
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Handover, Mailing, Subscription

# Of SendGrid, anymail says that it tests it no longer.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:django-anymail has dropped")]
ADDRESSES = ["anna@reading.example", "bela@reading.example", "cara@reading.example"]
SECRET = "a-long-secret"


@pytest.fixture(params=sorted(DIALECTS))
def service(request: Any, settings: Any) -> Iterator[OtherService]:
    """A desk that mails by such a service, which listens on loopback."""
    with other_service(request.param) as found:
        ours = {"api_url": f"http://127.0.0.1:{found.port}/", **found.dialect.keys}
        settings.EMAIL_BACKEND = "interlink.newsroom.outreach.mail.service.ServiceBackend"
        settings.INTERLINK_MAIL_SERVICE = request.param
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{found.port}"})
        settings.INTERLINK_MAIL_CONNECTIONS = 1  # so that the order is known
        settings.INTERLINK_BOUNCE_SECRET = SECRET
        settings.ANYMAIL = {
            "IGNORE_UNSUPPORTED_FEATURES": True,
            "WEBHOOK_SECRET": f"interlink:{SECRET}",
            **{f"{request.param}_{name}".upper(): value for name, value in ours.items()},
        }
        yield found


def send(mailing: Mailing) -> None:
    list(sending.send(mailing, writer_of(mailing)))


def test_a_mail_each_with_its_mark_and_links_and_what_comes_back_stops_its_reader(
    service: OtherService, mailing: Mailing
) -> None:
    send(mailing)
    send(mailing)
    assert service.asked == ADDRESSES
    assert set(mailing.deliveries.values_list("state", flat=True)) == {Handover.SENT}
    mail, dialect = service.taken[0], service.dialect
    assert dialect.untracked(mail) in {True, None}
    head = {name.lower(): value for name, value in dialect.head(mail).items()}
    assert head["list-unsubscribe"].startswith("<http")
    assert head["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    mark = marks.find(dialect.mark(mail))
    assert mark is not None
    proof = base64.b64encode(f"interlink:{SECRET}".encode()).decode()
    told = Client().post(
        "/mail/service/",
        json.dumps(dialect.event(dialect.mark(mail))),
        content_type="application/json",
        headers={"Authorization": f"Basic {proof}"},
    )
    assert told.status_code == 200
    assert mailing.deliveries.get(pk=mark.number).subscriber.standing == Subscription.STOPPED


def test_a_service_that_does_not_know_the_sender_stops_the_run_and_loses_no_reader(
    service: OtherService, mailing: Mailing
) -> None:
    service.knows_us = False
    with pytest.raises(HandoverStopped):
        send(mailing)
    assert set(mailing.deliveries.values_list("state", flat=True)) <= {Handover.LATER, Handover.WAITING}
    service.knows_us = True
    mailing.deliveries.update(due_at=timezone.now())
    send(mailing)
    assert sorted(map(service.dialect.to, service.taken)) == ADDRESSES
