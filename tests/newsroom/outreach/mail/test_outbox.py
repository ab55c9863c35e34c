"""Mail that is kept in a folder."""

from __future__ import annotations

import mailbox
from pathlib import Path
from typing import Any

import pytest

from interlink.newsroom.outreach.ledger import sending
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Handover, Mailing

pytestmark = pytest.mark.django_db


def test_each_mail_is_a_message_in_a_maildir(mailing: Mailing, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "interlink.newsroom.outreach.mail.outbox.MaildirBackend"
    settings.INTERLINK_OUTBOX = tmp_path / "not yet there" / "outbox"
    deliveries = list(sending.send(mailing, writer_of(mailing)))
    assert [delivery.state for delivery in deliveries] == [Handover.SENT] * 3
    box = mailbox.Maildir(settings.INTERLINK_OUTBOX, create=False)
    assert sorted(message["To"] for message in box) == [f"{name}@reading.example" for name in ("anna", "bela", "cara")]
    assert {message["Content-Language"] for message in box} == {"en"}
    assert list((settings.INTERLINK_OUTBOX / "tmp").iterdir()) == []
