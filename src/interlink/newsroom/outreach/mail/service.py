"""Handing letters over to a mail service by its HTTP interface, as django-anymail speaks it, through our own door."""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from typing import Any

from anymail.exceptions import AnymailError, AnymailInvalidAddress, AnymailRecipientsRefused, AnymailRequestsAPIError
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

from interlink.lib.fetch.by_requests import session, why
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail import service_answers
from interlink.newsroom.outreach.mail.letter import Letter

# What a service makes by itself, and what it is told in fields of its own. The mark in the Message-ID goes along as
# what the service calls metadata, since most give each mail a Message-ID of theirs.
MADE_BY_THEM = frozenset(
    {
        *("content-transfer-encoding", "content-type", "date", "dkim-signature", "message-id", "mime-version"),
        *("from", "subject", "to"),
    }
)
MARK = "mark"
CLIENT_ERRORS = range(400, 500)


def _through_the_door() -> Any:
    """Return anymail's way to the service that the settings name, with a session that goes through the door."""
    theirs = import_string(f"anymail.backends.{settings.INTERLINK_MAIL_SERVICE}.EmailBackend")

    def create_session(self: object) -> Any:
        del self
        return session(door_rules(), user_agent=user_agent())

    return type(theirs.__name__, (theirs,), {"create_session": create_session})()


class ServiceLine:
    """One line to the mail service."""

    def __init__(self) -> None:
        self._way = _through_the_door()
        self._refused = 0

    def hand_over(self, letter: Letter) -> Outcome:
        """Hand one letter over."""
        message = message_of(letter)
        try:
            self._way.open()
            self._way.send_messages([message])
            outcome = self._told(message)
        except AnymailRecipientsRefused:
            outcome = self._told(message)
        except AnymailInvalidAddress as error:
            return Outcome(Result.REFUSED, str(error))
        except AnymailRequestsAPIError as error:
            outcome = self._after(error)
        except AnymailError as error:  # it was not asked: something in the settings does not fit
            return Outcome(Result.WAITING, f"The mail service does not take our mail: {error}", stop=True)
        if outcome.result in {Result.SENT, Result.REFUSED}:
            self._refused = 0
        return outcome

    def close(self) -> None:
        """Hang up."""
        self._way.close()

    def _told(self, message: Any) -> Outcome:
        status = message.anymail_status
        statuses = frozenset(status.status or ())
        self._refused += "failed" in statuses
        words = " ".join(getattr(status.esp_response, "text", "").split())
        return service_answers.after_status(statuses, words, self._refused)

    def _after(self, error: AnymailRequestsAPIError) -> Outcome:
        if error.__cause__ is not None and (silence := why(error.__cause__)) is not None:
            return service_answers.after_silence(str(silence), asked=silence.asked)
        answer = error.response
        self._refused += answer.status_code in CLIENT_ERRORS
        return service_answers.after_error(answer.status_code, answer.text, self._refused)


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """Return a letter in its parts, as services want it: they put it together again and sign it themselves."""
    parsed: Parsed = message_from_bytes(letter.content, policy=policy.SMTP)
    mark = marks.find(str(parsed["Message-ID"]))
    made = EmailMultiAlternatives(
        subject=str(parsed["Subject"]),
        body=_part(parsed, "plain"),
        from_email=str(parsed["From"]),
        to=[letter.to],
        headers={n: " ".join(str(value).split()) for n, value in parsed.items() if n.lower() not in MADE_BY_THEM},
    )
    made.attach_alternative(_part(parsed, "html"), "text/html")
    _mark(made, str(mark) if mark else "")
    return made


def _mark(message: Any, mark: str) -> None:
    """Add what anymail reads beside Django's own fields: our mark, and that nobody is followed."""
    if mark:
        message.metadata = {MARK: mark}
    message.track_opens = message.track_clicks = False


def _part(parsed: Parsed, kind: str) -> str:
    body = parsed.get_body((kind,))
    return str(body.get_content()) if body is not None else ""


class ServiceBackend(BaseEmailBackend):
    """The same for mails that are no letters of a mailing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand every message over and return how many there were."""
        way = _through_the_door()
        try:
            for message in email_messages:
                _mark(message, "")
            return int(way.send_messages(email_messages))
        finally:
            way.close()
