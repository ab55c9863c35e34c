"""A digest to mail, people to mail it to, and a mail server that does as it is told."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.outreach.actions import order_mailing
from interlink.newsroom.outreach.models import Mailing, Subscriber
from interlink.newsroom.outreach.subscribing import add_subscriber
from interlink.newsroom.press.models import DigestEntry, DigestPage, FrontPage, PostPage

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
EXCERPTS = {
    "en": "The Fellowship has asked its members in three coastal towns to sell their homes & boats.\n\nMost refused.",
    "fa": "انجمن از اعضای خود در سه شهر ساحلی خواسته است خانه‌هایشان را بفروشند.",
}


@dataclass
class MailServer:
    """What a mail server answers, and what it took.

    `to_recipient` and `to_message` map an address to what the server answers, which is an SMTP reply, or "drop"
    for a line that breaks in the middle of DATA.
    """

    to_recipient: dict[str, str] = field(default_factory=dict)
    to_message: dict[str, str] = field(default_factory=dict)
    to_sender: str = ""
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_sender:
            return self.to_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.offered.append(address)
        if answer := self.to_recipient.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        (address,) = envelope.rcpt_tos
        answer = self.to_message.get(address, "250 OK")
        if answer == "drop":
            server.transport.abort()  # type: ignore[union-attr]
            return "250 OK"
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.taken.append((address, message))  # type: ignore[arg-type]
        return answer

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]

    def message_to(self, address: str) -> EmailMessage:
        (message,) = [message for taken, message in self.taken if taken == address]
        return message


@contextmanager
def _listening(handler: object) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def listening() -> Callable[[object], AbstractContextManager[int]]:
    """A real SMTP server on loopback with a handler, while a block lasts; gives its port."""
    return _listening


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server on loopback, and a desk that sends through it."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 5
    settings.INTERLINK_MAIL_CONNECTIONS = 1  # so that the order is known
    with _listening(server) as settings.EMAIL_PORT:
        yield server


@pytest.fixture
def new_digest(site: dict[str, FrontPage]) -> Callable[..., DigestPage]:
    """Make a digest with one post, signed off unless told otherwise."""

    def make(language: str = "en", *, signed: bool = True, greeting: str = "<p>A quiet week.</p>") -> DigestPage:
        front = site[language]
        capture = Capture.objects.create(
            address="https://gazette.example/sell", state=CaptureState.WHOLE, asked_at=NOON, taken_at=NOON
        )
        post = PostPage(
            title="Members told to sell",
            slug="sell",
            outlet="The Harbour Gazette",
            reported_on=date(2026, 11, 23),
            excerpt=EXCERPTS[language],
            excerpt_language=language,
            cited_address="https://gazette.example/sell",
            capture=capture,
            first_published_at=NOON,
            locale=front.locale,
        )
        front.add_child(instance=post)
        digest = DigestPage(
            title="Members told to sell – Weekly Digest",
            slug="digest-2026-11-27",
            starts_on=date(2026, 11, 21),
            ends_on=FRIDAY,
            greeting=greeting,
            signed_off_at=NOON if signed else None,
            live=signed,
            first_published_at=NOON if signed else None,
            locale=front.locale,
        )
        digest.entries = [DigestEntry(post=post, sort_order=0)]
        front.add_child(instance=digest)
        return digest

    return make


@pytest.fixture
def new_readers(site: dict[str, FrontPage]) -> Callable[..., list[Subscriber]]:
    """Add people who asked for the digest."""

    def make(*names: str, language: str = "en") -> list[Subscriber]:
        return [add_subscriber(f"{name}@reading.example", language, NOON) for name in names]

    return make


@pytest.fixture
def mailing(new_digest: Callable[..., DigestPage], new_readers: Callable[..., list[Subscriber]]) -> Mailing:
    """A digest that was ordered for Anna, Bela and Cara."""
    new_readers("anna", "bela", "cara")
    return order_mailing(new_digest(), NOON)
