"""A digest as a mail, read as a mail program reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Protocol

import pytest
from django.test import Client

from interlink.lib.warc.log import append
from interlink.newsroom.evidence.trusting import log_path
from interlink.newsroom.outreach.actions import order_mailing
from interlink.newsroom.outreach.ledger import sending
from interlink.newsroom.outreach.links import leave_address, subscriber_of
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Subscriber
from interlink.newsroom.outreach.trying import Preview
from interlink.newsroom.press.models import DigestPage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NewDigest = Callable[..., DigestPage]
NewReaders = Callable[..., list[Subscriber]]


class MailServer(Protocol):
    """What these tests use of the mail server."""

    def message_to(self, address: str) -> EmailMessage: ...


@pytest.fixture
def mail(mail_server: MailServer, new_digest: NewDigest, new_readers: NewReaders) -> Callable[..., EmailMessage]:
    """Mail a digest to Anna, as the server got it."""

    def mail(language: str = "en", greeting: str = "<p>A quiet week.</p>") -> EmailMessage:
        new_readers("anna", "bela", language=language)
        digest = new_digest(language, greeting=greeting)
        mailing = order_mailing(digest, NOON)
        list(sending.send(mailing, writer_of(mailing)))
        return mail_server.message_to("anna@reading.example")

    return mail


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    content = found.get_content()
    assert isinstance(content, str)
    return content


def leave_link(message: EmailMessage) -> str:
    return str(message["List-Unsubscribe"]).strip(" <>")


def test_a_mail_says_who_it_is_from_to_and_about(mail: Callable[..., EmailMessage]) -> None:
    message = mail()
    assert message["From"] == "Meridian Watch <digest@watch.example>"
    assert message["To"] == "anna@reading.example"
    assert message["Subject"] == "Members told to sell – Weekly Digest"
    assert message["Content-Language"] == "en"
    assert message["Date"]


def test_a_mails_id_names_its_delivery_so_that_two_readers_never_share_one(
    mail: Callable[..., EmailMessage], mail_server: MailServer
) -> None:
    one, other = mail(), mail_server.message_to("bela@reading.example")
    assert re.fullmatch(r"<d\d+-[a-z2-7]{16}@watch\.example>", one["Message-ID"])
    assert one["Message-ID"] != other["Message-ID"]


def test_both_parts_and_the_header_carry_the_readers_own_way_out(
    mail: Callable[..., EmailMessage], mail_server: MailServer
) -> None:
    message, other = mail(), mail_server.message_to("bela@reading.example")
    link = leave_link(message)
    assert link.startswith("http://watch.example/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in part(message, "plain")
    assert link in part(message, "html")
    assert "leave.invalid" not in message.as_string()
    assert leave_link(other) != link
    token = link.rstrip("/").rpartition("/")[2]
    assert subscriber_of(token) == Subscriber.objects.get(email="anna@reading.example")


def test_the_link_in_a_mail_works_as_it_stands(mail: Callable[..., EmailMessage], client: Client) -> None:
    path = leave_link(mail()).removeprefix("http://watch.example")
    assert client.post(path, {"List-Unsubscribe": "One-Click"}, headers={"host": "watch.example"}).status_code == 200
    assert Subscriber.objects.get(email="anna@reading.example").left_at is not None
    assert Subscriber.objects.get(email="bela@reading.example").left_at is None


def test_a_forged_link_is_nobodys(new_readers: NewReaders, client: Client) -> None:
    (anna,) = new_readers("anna")
    path = leave_address(anna.pk).removeprefix("http://watch.example")
    forged = path.replace("/mail/leave/", "/mail/leave/x")
    for method in (client.get, client.post):
        assert method(forged, headers={"host": "watch.example"}).status_code == 404
    anna.refresh_from_db()
    assert anna.left_at is None


def test_the_plain_part_holds_what_the_page_holds_without_any_markup(mail: Callable[..., EmailMessage]) -> None:
    text = part(
        mail(greeting="<p>A quiet week for Lark &amp; Sons.</p><p>The <b>next</b> issue is in March.</p>"), "plain"
    )
    assert "Members told to sell" in text
    assert "The Harbour Gazette" in text
    assert "sell their homes & boats" in text
    assert "A quiet week for Lark & Sons.\n\nThe next" in text.replace("\r\n", "\n")
    assert "http://watch.example/en/2026/11/sell/" in text
    assert not re.search(r"<[a-z]|&[a-z#0-9]+;", text)
    assert max(map(len, text.splitlines())) < 998


def test_the_html_part_is_made_of_its_own_styles_and_fetches_nothing(mail: Callable[..., EmailMessage]) -> None:
    html = part(mail(), "html")
    assert '<html lang="en" dir="ltr">' in html
    assert re.search(r'<h1 style="[^"]+">', html)
    assert "homes &amp; boats" in html
    assert not re.search(r"<(img|script|link|iframe)\b", html)


def test_a_persian_mail_is_persian_and_runs_from_right_to_left(mail: Callable[..., EmailMessage]) -> None:
    message = mail("fa")
    html, text = part(message, "html"), part(message, "plain")
    assert message["Content-Language"] == "fa"
    assert '<html lang="fa" dir="rtl">' in html
    assert 'lang="fa" dir="rtl"' in html.partition("<blockquote")[2]
    assert "خانه‌هایشان" in html
    assert "خانه‌هایشان" in text
    assert "Stop these mails" not in html
    assert "To stop these mails" not in text


def test_a_title_with_a_line_break_is_one_subject_line(
    mail_server: MailServer, new_digest: NewDigest, new_readers: NewReaders
) -> None:
    new_readers("anna")
    digest = new_digest()
    digest.title = "Members told\r\nBcc: everybody@reading.example"
    mailing = order_mailing(digest, NOON)
    list(sending.send(mailing, writer_of(mailing)))
    message = mail_server.message_to("anna@reading.example")
    assert message["Subject"] == "Members told Bcc: everybody@reading.example"
    assert message["Bcc"] is None


def test_a_mail_says_the_head_of_the_log_in_both_its_parts(mail: Callable[..., EmailMessage]) -> None:
    head = append(log_path(), "capture", files={}, at=NOON)
    append(log_path(), "capture", files={}, at=NOON.replace(hour=13))
    message = mail()
    for kind in ("plain", "html"):
        said = part(message, kind)
        assert f"{head.sha256[:16]}…" in said
        assert "/evidence/log.txt" in said


def test_a_mail_that_some_programs_would_cut_is_known_by_its_bytes() -> None:
    short, long = (Preview(html=letter * 60_000, text="", head=(), size=0, signed=False) for letter in "aن")
    assert (short.is_cut_short, long.is_cut_short) == (False, True)
