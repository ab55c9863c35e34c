"""A mail as it would be: looked at, and sent to one editor to try it out."""

from __future__ import annotations

from dataclasses import dataclass
from email.header import decode_header, make_header
from email.utils import make_msgid

from django.conf import settings

from interlink.newsroom.outreach import addresses
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.links import OwnLinks, own
from interlink.newsroom.outreach.mail.contents import Contents
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.stencil import PLACES, Stencil, Words
from interlink.newsroom.outreach.mail.ways import open_lines
from interlink.newsroom.outreach.mail.words import words_of

SHOWN_WHOLE = 100_000  # bytes of the part with a look; Gmail goes to 102 kB
NOBODY = 0  # no subscriber has this number, so the link in a mail that is tried out stops nobody's mails
SHOWN_TO = "reader@example.org"
_MESSAGE_ID = "<number@example.org>"


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as its readers get it.

    Attributes:
        html: The part with a look.
        text: The plain part.
        head: The fields of its head, with names.
        size: How many bytes the whole mail has.
        signed: Whether it is signed.
    """

    html: str
    text: str
    head: tuple[tuple[str, str], ...]
    size: int
    signed: bool

    @property
    def is_cut_short(self) -> bool:
        """Whether Gmail and others would show the beginning alone, and the rest behind a link."""
        return len(self.html.encode()) > SHOWN_WHOLE


def preview(contents: Contents) -> Preview:
    """Return a mail as a reader would get it.

    Raises:
        ValueError: the key for signing is broken.
        OSError: the key for signing cannot be read.
    """
    words, links = words_of(contents), own(NOBODY)
    content = Stencil(words).content(SHOWN_TO, links, _MESSAGE_ID)
    fields = content.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").replace("\r\n ", " ").split("\r\n")
    head = tuple((name, _decoded(value.strip())) for name, _, value in (field.partition(":") for field in fields))
    return Preview(
        html=_with(words.html, links),
        text=_with(words.text, links),
        head=head,
        size=len(content),
        signed=any(name == "DKIM-Signature" for name, _ in head),
    )


def _decoded(value: str) -> str:
    """Return a field as mail programs show it (RFC 2047)."""
    return str(make_header(decode_header(value)))


def send_to(email: str, contents: Contents, mark: str) -> Outcome:
    """Send a mail to one address, at once and outside every ledger, marked as one that is tried out.

    Raises:
        BadAddress: it is no address that mail could be sent to.
        ValueError: the key for signing is broken.
        OSError: the key for signing cannot be read, or the disk that mails are kept on is full.
    """
    to, beyond_ascii = addresses.for_server(addresses.read(email).email)
    words = words_of(contents)
    words = Words(f"{mark} {words.subject}", words.text, words.html, words.language, words.name)
    content = Stencil(words).content(to, own(NOBODY), make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]))
    line, *_others = open_lines()
    try:
        return line.hand_over(Letter(settings.DEFAULT_FROM_EMAIL, to, beyond_ascii, content))
    finally:
        line.close()


def went(outcome: Outcome) -> bool:
    """Say whether a mail that was tried out has left."""
    return outcome.result is Result.SENT


def _with(text: str, links: OwnLinks) -> str:
    return text.replace(PLACES.leave, links.leave).replace(PLACES.preferences, links.preferences)
