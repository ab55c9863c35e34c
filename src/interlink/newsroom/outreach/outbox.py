"""A mail transport that keeps each message in a folder, for trying things out."""

from __future__ import annotations

import mailbox
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MaildirBackend(BaseEmailBackend):
    """Deliver to a Maildir (one file a message, written aside and then renamed), which any mail program opens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.INTERLINK_OUTBOX)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store every message and return how many there were."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        box = mailbox.Maildir(self.folder, create=True)
        for message in email_messages:
            box.add(message.message().as_bytes())
        return len(email_messages)
