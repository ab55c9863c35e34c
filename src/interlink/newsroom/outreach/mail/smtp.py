"""Handing letters over to a mail server, by a line that is kept open."""

from __future__ import annotations

import re
import smtplib
import socket

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from interlink.newsroom.outreach.ledger.rules import Outcome, Result, after_reply
from interlink.newsroom.outreach.mail.letter import Letter

CLOSING = 421  # RFC 5321: the server ends the session, as some do after so many mails
READY, GO_ON, TAKEN = 220, 354, 250
DOT = re.compile(rb"(?m)^\.")
UNREACHED = "The mail server cannot be reached: %s"


class SmtpLine:
    """One line to the mail server; opened when the first letter is there, and anew after each break.

    It speaks each command by itself, since what a break means depends on when it came: the server
    can have taken a letter only once its last byte was given to the network.
    """

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None

    def hand_over(self, letter: Letter) -> Outcome:
        """Hand one letter over."""
        fresh = self._server is None
        try:
            server = self._open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome(Result.WAITING, UNREACHED % error, stop=True)
        try:
            outcome = self._begin(server, letter, fresh=fresh)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            # A line that lay open may have been closed long ago: that says nothing, and a new one is tried once.
            return Outcome(Result.WAITING, UNREACHED % error, stop=True) if fresh else self.hand_over(letter)
        return outcome or self._give(server, letter)

    def close(self) -> None:
        """Hang up."""
        if self._server is not None:
            # Not `quit`: its answer may be long in coming, and nothing depends on it.
            self._server.close()
            self._server = None

    def _open(self) -> smtplib.SMTP:
        if self._server is not None:
            return self._server
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        server = self._server = kind(
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
            local_hostname=DNS_NAME.get_fqdn(),
            timeout=settings.EMAIL_TIMEOUT or 30,
        )
        # Several small writes make up a letter; none waits for the answer to the one before.
        server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # type: ignore[union-attr]
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls()
            server.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        return server

    def _begin(self, server: smtplib.SMTP, letter: Letter, *, fresh: bool) -> Outcome | None:
        """Ask whether the server wants a letter from us to this reader; None if it does and waits for it."""
        if letter.beyond_ascii and not server.has_extn("smtputf8"):
            return Outcome(Result.REFUSED, "Our mail server knows no addresses with letters beyond ASCII.")
        options = ["SMTPUTF8", "BODY=8BITMIME"] if letter.beyond_ascii else []
        code, words = server.mail(letter.sender, options)
        if code == CLOSING and not fresh:  # enough for this session
            raise smtplib.SMTPServerDisconnected(_text(words))
        if code != TAKEN:
            self.close()
            if letter.beyond_ascii:
                return after_reply(code, _text(words))
            # It is about us and not about this reader, who loses nothing by it.
            return Outcome(Result.WAITING, f"The mail server does not take our mail: {code} {_text(words)}", stop=True)
        code, words = server.rcpt(letter.to)
        if code in {TAKEN, TAKEN + 1}:
            code, words = server.docmd("DATA")
            if code == GO_ON:
                return None
        outcome = after_reply(code, _text(words))
        if code == CLOSING:
            self.close()
        else:
            self._forget_letter(server)
        return outcome

    def _forget_letter(self, server: smtplib.SMTP) -> None:
        try:
            if server.rset()[0] == TAKEN:
                return
        except (OSError, smtplib.SMTPException):
            pass
        self.close()

    def _give(self, server: smtplib.SMTP, letter: Letter) -> Outcome:
        content = DOT.sub(b"..", letter.content)
        try:
            server.send(content + (b"" if content.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome(Result.LATER, f"The line broke before the whole mail was given: {error}")
        try:
            code, words = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome(Result.UNSURE, f"The line broke before the server said whether it took the mail: {error}")
        if code == CLOSING:
            self.close()
        return Outcome(Result.SENT) if code == TAKEN else after_reply(code, _text(words))


def _text(words: bytes) -> str:
    return words.decode("utf-8", "replace")
