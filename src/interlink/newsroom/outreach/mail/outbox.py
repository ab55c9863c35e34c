"""Keeping each letter in a folder, for trying things out."""

from __future__ import annotations

import errno
import mailbox
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail.letter import Letter

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def _box() -> mailbox.Maildir:
    folder = Path(settings.INTERLINK_OUTBOX)
    folder.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(folder, create=True)


class FolderLine:
    """Puts letters into a Maildir: one file each, written aside and then renamed. Any mail program opens it."""

    def hand_over(self, letter: Letter) -> Outcome:
        """Store one letter."""
        try:
            _box().add(letter.content)
        except OSError as error:
            if error.errno in NO_ROOM:  # nothing left
                return Outcome(Result.WAITING, str(error), stop=True, error=error)
            return Outcome(Result.UNSURE, str(error))
        return Outcome(Result.SENT)

    def close(self) -> None:
        """Do nothing; a folder needs no line."""


class MaildirBackend(BaseEmailBackend):
    """The same for mails that are no letters of a mailing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store every message and return how many there were."""
        for message in email_messages:
            _box().add(message.message().as_bytes())
        return len(email_messages)
