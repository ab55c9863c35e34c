"""The ways in which letters leave: several lines to a mail server or a mail service, or a folder."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from interlink.newsroom.outreach.ledger.rules import Outcome
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.outbox import FolderLine
from interlink.newsroom.outreach.mail.smtp import SmtpLine

FOLDER = "interlink.newsroom.outreach.mail.outbox.MaildirBackend"
# What speaks to services is loaded where one is used.
SERVICE_LINE = "interlink.newsroom.outreach.mail.service.ServiceLine"


class Line(Protocol):
    """One way out; used by one thread at a time."""

    def hand_over(self, letter: Letter) -> Outcome:
        """Hand one letter over. It raises nothing that is about the letter, the server or the line."""

    def close(self) -> None:
        """Hang up."""


def open_lines() -> list[Line]:
    """Return the lines that this desk hands its letters over by."""
    if settings.EMAIL_BACKEND == FOLDER:
        return [FolderLine()]
    kind = import_string(SERVICE_LINE) if settings.INTERLINK_MAIL_SERVICE else SmtpLine
    return [kind() for _ in range(settings.INTERLINK_MAIL_CONNECTIONS)]
