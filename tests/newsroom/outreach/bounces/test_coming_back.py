"""Mails that came back, and complaints: who is stopped, who is not, and that nobody can stop another."""

from __future__ import annotations

import base64
import hashlib
import hmac
import mailbox
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from mail_server import Listening, MailServer

from interlink.lib.fetch.mailboxes import Security
from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.bounces import actions, boxes, marks
from interlink.newsroom.outreach.bounces.actions import Came
from interlink.newsroom.outreach.bounces.marks import Kind, Mark
from interlink.newsroom.outreach.bounces.models import Bounce, Box
from interlink.newsroom.outreach.models import (
    Delivery,
    Handover,
    Mailing,
    Reason,
    SignUp,
    Subscriber,
    Subscription,
    Suppression,
)
from interlink.newsroom.outreach.tasks import look_after_readers

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def delivery(mailing: Mailing) -> Delivery:
    """Anna's digest, on which she clicked nothing yet."""
    mailing.deliveries.update(state=Handover.SENT, changed_at=NOW)
    return mailing.deliveries.select_related("subscriber").get(subscriber__email="anna@reading.example")


def mark_of(delivery: Delivery) -> str:
    return marks.message_id(Mark(Kind.DELIVERY, delivery.pk))


def dsn(about: str, status: str = "5.1.1", action: str = "failed", code: str = "") -> bytes:
    """A report by RFC 3464, as a mail server writes it."""
    return (
        "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nTo: bounces@watch.example\r\n"
        "Subject: Undelivered Mail\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; anna@reading.example\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {code}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {about}\r\nSubject: Digest\r\n\r\n--b--\r\n"
    ).encode()


def complaint(about: str, kind: str = "abuse") -> bytes:
    """A feedback report by RFC 5965."""
    return (
        "From: <feedback@post.example>\r\nTo: bounces@watch.example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nA complaint.\r\n"
        f"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nUser-Agent: Post/1\r\n"
        "Version: 1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {about}\r\nTo: redacted\r\n\r\nHello\r\n--b--\r\n"
    ).encode()


def qmail(about: str, words: str = "Sorry, no mailbox here by that name. (#5.1.1)") -> bytes:
    """A form from before there were standards."""
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: bounces@watch.example\r\nSubject: failure notice\r\n"
        "\r\nHi. This is the qmail-send program at mx.example.\r\nI'm afraid I wasn't able to deliver your message to "
        f"the following addresses.\r\n\r\n<anna@reading.example>:\r\n{words}\r\n\r\n--- Below this line is a copy of "
        f"the message.\r\n\r\nMessage-ID: {about}\r\n\r\nHello\r\n"
    ).encode()


def standing(delivery: Delivery) -> str:
    return Subscriber.objects.get(pk=delivery.subscriber_id).standing


@pytest.mark.parametrize("form", [dsn, qmail])
def test_a_mail_that_came_back_for_good_stops_the_mails_and_is_counted_once(
    delivery: Delivery, form: Callable[[str], bytes]
) -> None:
    assert actions.take(form(mark_of(delivery)), NOW) is Came.HARD
    assert actions.take(form(mark_of(delivery)), NOW) is Came.KNOWN
    delivery.refresh_from_db()
    assert (delivery.state, standing(delivery)) == (Handover.BOUNCED, Subscription.STOPPED)
    assert Suppression.objects.get().reason == Reason.BOUNCED
    assert Subscriber.objects.filter(standing=Subscription.ACTIVE).count() == 2


def test_the_mark_in_the_address_is_enough(delivery: Delivery, settings: Any) -> None:
    settings.INTERLINK_BOUNCES = "bounces@watch.example"
    verp = marks.sender(Mark(Kind.DELIVERY, delivery.pk))
    raw = dsn("<nothing@else.example>").replace(b"To: bounces@watch.example", f"To: {verp.upper()}".encode())
    assert actions.take(raw, NOW) is Came.HARD


@pytest.mark.parametrize(
    ("raw", "came"),
    [
        (lambda mark: dsn(mark, action="delayed", status="4.4.1"), Came.NOTHING),
        (lambda mark: dsn(mark, action="delivered", status="2.0.0"), Came.NOTHING),
        (lambda mark: complaint(mark, "not-spam"), Came.NOTHING),
        (lambda mark: dsn(mark.replace("d", "d1", 1)), Came.NOT_OURS),
        (lambda mark: complaint("<d1-aaaaaaaaaaaaaaaa@watch.example>"), Came.NOT_OURS),
        (
            lambda mark: f"From: a@b.example\r\nSubject: Re: Digest\r\nIn-Reply-To: {mark}\r\n\r\nThank you".encode(),
            None,
        ),
        (
            lambda mark: (
                f"Return-Path: <>\r\nFrom: anna@reading.example\r\nAuto-Submitted: auto-replied\r\n"
                f"In-Reply-To: {mark}\r\n\r\nI am away until Monday.".encode()
            ),
            None,
        ),
        (lambda mark: b"", None),
        (lambda mark: b"\xff\xfe\x00" * 50, None),
        (lambda mark: b'Content-Type: multipart/report; boundary="b"\r\n\r\n' + b"--b\r\n" * 5000, None),
    ],
)
def test_what_proves_nothing_or_says_nothing_stops_nobody(
    delivery: Delivery, raw: Callable[[str], bytes], came: Came | None
) -> None:
    assert actions.take(raw(mark_of(delivery)), NOW) is (came or Came.NOTHING)
    assert standing(delivery) == Subscription.ACTIVE
    assert not Bounce.objects.exists()


def test_a_complaint_stops_the_mails_for_good(delivery: Delivery) -> None:
    assert actions.take(complaint(mark_of(delivery)), NOW) is Came.COMPLAINT
    assert standing(delivery) == Subscription.LEFT
    assert Suppression.objects.get().reason == Reason.COMPLAINED
    delivery.refresh_from_db()
    assert delivery.state == Handover.SENT


def test_a_full_box_is_counted_and_stops_the_mails_when_it_stays_full(delivery: Delivery) -> None:
    anna = delivery.subscriber
    Subscriber.objects.update(confirmed_at=NOW - timedelta(days=365))
    came = []
    for weeks in range(4, -1, -1):
        at = NOW - timedelta(weeks=weeks)
        mailing = Mailing.objects.create(key=f"older {weeks}", ordered_at=at)
        row = Delivery.objects.create(mailing=mailing, subscriber=anna, state=Handover.SENT, changed_at=at)
        came.append(actions.take(dsn(mark_of(row), "5.2.2"), at))
        assert standing(delivery) == (Subscription.STOPPED if weeks == 0 else Subscription.ACTIVE)
    assert came == [Came.SOFT] * 5


def test_who_confirmed_anew_is_not_stopped_by_what_came_back_before(delivery: Delivery) -> None:
    actions.take(dsn(mark_of(delivery)), NOW)
    anna = delivery.subscriber
    assert anna is not None
    subscribing.begin(anna, NOW + timedelta(hours=1))
    assert actions.take(dsn(mark_of(delivery)), NOW) is Came.KNOWN
    assert standing(delivery) == Subscription.ACTIVE
    assert not Suppression.objects.exists()


def test_what_our_own_server_refused_at_once_counts_as_well(delivery: Delivery) -> None:
    rows = list(delivery.mailing.deliveries.order_by("pk"))
    words = ("550 5.1.1 no such user", "550 5.7.1 not from you", "552 5.2.2 full")
    for row, problem in zip(rows, words, strict=True):
        Delivery.objects.filter(pk=row.pk).update(state=Handover.REFUSED, problem=problem)
    Mailing.objects.update(ordered_at=timezone.now())
    look_after_readers.call()
    assert [standing(row) for row in rows] == ["stopped", "active", "active"]


def test_a_link_that_came_back_forgets_who_was_asked_for(mailing: Mailing) -> None:
    asked = SignUp.objects.create(email="x@a.example", key="x@a.example", language="en", choices="weekly", asked_at=NOW)
    assert actions.take(dsn(marks.message_id(Mark(Kind.SIGN_UP, asked.pk))), NOW) is Came.HARD
    assert not SignUp.objects.exists()


def test_a_maildir_is_read_once(delivery: Delivery, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(dsn(mark_of(delivery)))
    box.add(EmailMessage())
    assert boxes.read_path(tmp_path / "box", NOW) == {Came.HARD: 1, Came.NOTHING: 1}
    assert not boxes.read_path(tmp_path / "box", NOW)
    assert len(mailbox.Maildir(tmp_path / "box")) == 2


def test_an_mbox_file_and_one_mail_are_read(delivery: Delivery, tmp_path: Path) -> None:
    file = tmp_path / "mbox"
    file.write_bytes(
        b"From a Mon Nov 30\n" + dsn(mark_of(delivery)).replace(b"\r\n", b"\n") + b"\n\nFrom b Mon\n\nHello"
    )
    assert boxes.read_path(file, NOW) == {Came.HARD: 1, Came.NOTHING: 1}
    assert boxes.read_mails(dsn(mark_of(delivery)), NOW) == {Came.KNOWN: 1}


SECRET = "a secret of a test"


def tell(client: Client, body: bytes, secret: str = SECRET, ago: int = 0) -> int:
    at = str(int(timezone.now().timestamp()) - ago)
    digest = hmac.new(secret.encode(), f"msg_1.{at}.".encode() + body, hashlib.sha256).digest()
    headers = {
        "host": "watch.example",
        "webhook-id": "msg_1",
        "webhook-timestamp": at,
        "webhook-signature": "v1,other v1," + base64.b64encode(digest).decode(),
    }
    return client.post("/mail/bounces/", body, content_type="message/rfc822", headers=headers).status_code


def test_a_service_tells_of_them_with_a_signature_alone(client: Client, delivery: Delivery, settings: Any) -> None:
    raw = dsn(mark_of(delivery))
    settings.INTERLINK_BOUNCE_SECRET = ""
    assert tell(client, raw, "") == 403
    settings.INTERLINK_BOUNCE_SECRET = SECRET
    assert tell(client, raw, "another") == 403
    assert tell(client, raw, ago=600) == 403
    assert client.post("/mail/bounces/", raw, content_type="x", headers={"host": "watch.example"}).status_code == 403
    assert standing(delivery) == Subscription.ACTIVE
    assert tell(client, raw) == 204
    assert standing(delivery) == Subscription.STOPPED
    assert tell(client, b"x" * 1_000_001) == 413


def test_the_desk_reads_its_own_mailbox_and_goes_on_where_it_stopped(
    delivery: Delivery, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FQDN", "mail.localhost")
    listening = Listening()
    try:
        server = MailServer(listening, None, Security.NONE)
        settings.INTERLINK_MAILBOXES = {"returns": server.account}
        settings.INTERLINK_ALLOWED_LOOPBACK = server.rules.allowed_loopback
        settings.INTERLINK_BOUNCE_BOX = "returns"
        server.deliver(b"Subject: Hello\r\n\r\nHello\r\n", dsn(mark_of(delivery)))
        assert boxes.read_own(NOW) == {Came.NOTHING: 1, Came.HARD: 1}
        server.deliver(complaint(mark_of(delivery)))
        assert boxes.read_own(NOW) == {Came.KNOWN: 1}
    finally:
        listening.close()
    box = Box.objects.get()
    assert box.problem == ""
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset()
    boxes.read_own(NOW)
    box.refresh_from_db()
    assert "mail.localhost" in box.problem
    settings.INTERLINK_BOUNCE_BOX = "another"
    boxes.read_own(NOW)
    assert "another" in Box.objects.get(name="another").problem
