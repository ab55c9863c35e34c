"""A mail that is written once for all its readers, with gaps for what is each reader's own."""

from __future__ import annotations

import base64
import binascii
import re
import time
import uuid
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from django.conf import settings

from interlink.newsroom.outreach.addresses import for_server
from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.links import OwnLinks, own
from interlink.newsroom.outreach.mail import dkim
from interlink.newsroom.outreach.mail.letter import Letter, Reader
from interlink.newsroom.press.look.current import site_name

# The texts are written once for all, so each reader's own links are put in afterwards.
PLACES = OwnLinks(leave="https://leave.invalid/", preferences="https://preferences.invalid/")
_PLACE = re.compile("({})".format("|".join(map(re.escape, (PLACES.leave, PLACES.preferences)))))
LINE = 76  # of an encoded body (RFC 2045)
MANY = 0.2


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says, for all its readers.

    Attributes:
        subject: its subject; whatever is in it becomes one line.
        text: the plain part.
        html: the other part, its style within its elements.
        language: the language of all of it.
        name: what it is, for the name of its list.
    """

    subject: str
    text: str
    html: str
    language: str
    name: str


class Stencil:
    """Writes the letters of one mailing, quickly: what is the same in all of them is encoded once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._boundary = f"=_{uuid.uuid4().hex}"
        self._head = _head(words, self._boundary)
        self._parts = [Part(words.text, "plain"), Part(words.html, "html")]
        self._signer = dkim.signer()

    def to(self, reader: Reader) -> Letter:
        """Return the letter to one reader, with a Message-ID that names the delivery: each time the same.

        Raises:
            ValueError: this reader cannot be written to.
        """
        to, beyond_ascii = for_server(reader.email)
        mark = marks.Mark(marks.Kind.DELIVERY, reader.delivery)
        content = self.content(to, own(reader.subscriber), marks.message_id(mark))
        return Letter(marks.sender(mark), to, beyond_ascii, content)

    def content(self, to: str, links: OwnLinks, message_id: str) -> bytes:
        """Return a whole message, signed if the desk has a key.

        Raises:
            ValueError: what is to stand in the head would not be one line of it.
        """
        if any(sign in text for text in (to, links.leave, message_id) for sign in "\r\n\0"):
            raise ValueError("An address holds a line break.")
        own = (
            f"To: {to}\r\nDate: {formatdate()}\r\nMessage-ID: {message_id}\r\n"
            f"List-Unsubscribe:\r\n <{links.leave}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        )
        boundary = self._boundary.encode()
        pieces = [self._head, own.encode(), b"\r\n"]
        for part in self._parts:
            pieces += [b"--%b\r\n" % boundary, part.head, b"\r\n", part.filled(links), b"\r\n"]
        pieces.append(b"--%b--\r\n" % boundary)
        content = b"".join(pieces)
        return self._signer.signed(content, int(time.time())) if self._signer else content


class Part:
    """One form of the text, encoded in letters that every server passes on as they are.

    A signature would not outlive a server that knows seven bits only and encodes the text by itself.
    """

    def __init__(self, text: str, kind: str) -> None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
        beyond = sum(not sign.isascii() for sign in lines)
        self._quoted = beyond < MANY * len(lines)
        encoding = "quoted-printable" if self._quoted else "base64"
        self.head = (
            f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n'
        ).encode()
        # By turns a piece of the text and the place of a link.
        self._pieces = [self._encoded(piece) if at % 2 == 0 else piece for at, piece in enumerate(_PLACE.split(lines))]

    def filled(self, links: OwnLinks) -> bytes:
        """Return the encoded text with a reader's own links in their places."""
        own = {PLACES.leave: self._encoded(links.leave), PLACES.preferences: self._encoded(links.preferences)}
        filled = b"".join(own[piece] if isinstance(piece, str) else piece for piece in self._pieces)
        if self._quoted:
            return filled
        encoded = base64.b64encode(filled)
        return b"\r\n".join(encoded[start : start + LINE] for start in range(0, len(encoded), LINE))

    def _encoded(self, piece: str) -> bytes:
        return _quoted(piece) if self._quoted else piece.replace("\n", "\r\n").encode()


def _quoted(piece: str) -> bytes:
    """Return a piece as quoted-printable, so ended that another may follow on a line of its own."""
    encoded = binascii.b2a_qp(piece.encode(), istext=True).replace(b"\n", b"\r\n")
    if encoded.endswith(b"\r\n") or not encoded:
        return encoded
    last = encoded[encoded.rfind(b"\n") + 1 :]
    if len(last) == LINE:  # no room for the sign that the line goes on
        cut = len(encoded) - 3
        cut -= next((back for back in (1, 2) if encoded[cut - back : cut - back + 1] == b"="), 0)
        encoded = encoded[:cut] + b"=\r\n" + encoded[cut:]
    return encoded + b"=\r\n"


def _head(words: Words, boundary: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender()
    message["Subject"] = " ".join(words.subject.split())
    message["List-Id"] = (
        f"<{words.language}.{words.name.partition('-')[0]}.{settings.DEFAULT_FROM_EMAIL.partition('@')[2]}>"
    )
    message["Content-Language"] = words.language
    message["MIME-Version"] = "1.0"
    # The message is put together by hand from here on.
    kind = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n'
    return bytes(message).removesuffix(b"\r\n") + kind.encode()


def sender() -> Address:
    """Return who the group's mails are from."""
    user, _, domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    return Address(site_name(), user, domain)
