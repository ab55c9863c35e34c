"""Newsletters and search alerts, which come by mail, read like a feed."""

import contextlib
import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import Message
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import MAX_LINE, clean_html, plain, text_of_html
from interlink.lib.reading.errors import READER_FAULTS, NotALetter
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.instants import Instant, read_instant
from interlink.lib.reading.language import guess
from interlink.lib.reading.letter_links import (
    LetterLink,
    article_links,
    browser_address,
    links_of_html,
    links_of_text,
)
from interlink.lib.sentences import Sentence

MAX_MAIL_BYTES = 10 * 1024 * 1024
_MAX_PARTS = 100
_MAX_BODY = 1_000_000
_MAX_SUMMARY = 20_000
_MAX_BOUNDARIES = 1_000
_MAX_HEADER = 1_500
_MAX_HEADER_LINES = 40
_LIST_FROM = 2
_LIST_SHARE = 0.15
_LIST_ID = re.compile(r"<([^<>\s]{1,255})>")
_MESSAGE_ID = re.compile(r"<?([^<>\s]{1,500})>?")
_ALERTS = re.compile(r"\balerts?\b|alerte|benachrichtigung|njoftim|تنبيه|هشدار", re.IGNORECASE)


class _Policy(EmailPolicy):
    """The standard library's reading of headers, which takes quadratic time, kept to a bearable length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        return super().header_source_parse(sourcelines[:_MAX_HEADER_LINES])

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_MAX_HEADER])


_POLICY = _Policy()


@dataclass(frozen=True, slots=True)
class Letter:
    """A newsletter or alert as read.

    Attributes:
        feed: Its title is the sender's name; its entries are the articles the mail lists, or the mail itself.
        sender: The sender's mail address, in lower case, or None. Anybody can write any sender into a mail.
        list_id: What a mailing list calls itself (RFC 2919), or None.
        browser_address: Of the same mail on the web, or None.
        message_id: Without its brackets; empty where the mail has none.
    """

    feed: Feed
    sender: str | None
    list_id: str | None
    browser_address: str | None
    message_id: str


def read_newsletter(message: bytes) -> Letter:
    """Read a mail (RFC 5322) as an outlet's newsletter or a search alert.

    A mail that is a list of headlines gives one entry for each article, with redirectors undone where the target
    stands in the link; any other mail is one entry, whose guid is the Message-ID and whose address is its page on
    the web. Attachments are ignored; the HTML is sanitised. Mails from people are read just the same: it is for the
    caller to ask for mails of known senders only.

    Raises:
        NotALetter: It is larger than ``MAX_MAIL_BYTES``, or there is nothing to read in it.
    """
    if len(message) > MAX_MAIL_BYTES:
        raise NotALetter("", Sentence("it is larger than %(megabytes)s MB.", megabytes=MAX_MAIL_BYTES // 1024 // 1024))
    message = b"\n--".join(message.split(b"\n--", _MAX_BOUNDARIES)[:_MAX_BOUNDARIES])
    try:
        mail = email.message_from_bytes(message, policy=_POLICY)
    except (*READER_FAULTS, MessageError) as error:
        raise NotALetter("", Sentence("it is not built as mails are.")) from error
    message_id = _message_id(mail)
    html, text = _bodies(mail)
    subject = _header(mail, "subject")
    if not html and not text and not subject:
        raise NotALetter(message_id, Sentence("there is nothing to read in it."))
    return _letter(mail, message_id, subject, html, text)


def _letter(mail: Message, message_id: str, subject: str, html: str, text: str) -> Letter:
    cleaned = clean_html(html) if html else ""
    told = text_of_html(html)[:_MAX_BODY] if html else plain(text)
    links = links_of_html(cleaned) if html else links_of_text(text)
    web = browser_address(links)
    name, sender = _sender(mail)
    sent = _sent(mail)
    language = guess(told) or guess(subject)
    articles = article_links(links)
    whole = Entry(
        guid=message_id or web or "",
        address=web,
        title=subject,
        byline=None,
        published=sent.at if sent else None,
        published_precision=sent.precision if sent else None,
        updated=None,
        summary=told[:_MAX_SUMMARY],
        html=cleaned or None,
        language=language,
    )
    entries: tuple[Entry, ...] = (whole,)
    if _is_list(articles, told, f"{name} {subject} {sender or ''}"):
        entries = tuple(_article(link, whole) for link in articles)
    feed = Feed(title=name, home=None, language=language, entries=entries)
    return Letter(feed, sender, _list_id(mail), web, message_id)


def _is_list(articles: list[LetterLink], told: str, headed: str) -> bool:
    """Whether headlines are what a mail is made of; an alert may have just one."""
    if not articles:
        return False
    if _ALERTS.search(headed):
        return True
    said = sum(len(link.title) + len(link.after) for link in articles)
    return len(articles) >= _LIST_FROM and said >= _LIST_SHARE * len(told)


def _article(link: LetterLink, whole: Entry) -> Entry:
    # When the mail came is when its articles were told of, and not when they were published.
    return Entry(
        guid=f"{whole.guid}#{link.address}" if whole.guid else link.address,
        address=link.address,
        title=link.title,
        byline=None,
        published=None,
        updated=None,
        summary=link.after,
        html=None,
        language=guess(f"{link.title} {link.after}") or whole.language,
    )


def _bodies(mail: Message) -> tuple[str, str]:
    """The best HTML and the best plain text: the longest of each, attachments left out."""
    best = {"text/html": "", "text/plain": ""}
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind not in best or part.is_multipart() or _is_attached(part):
            continue
        text = _text(part)
        if len(text.strip()) > len(best[kind].strip()):
            best[kind] = text
    return best["text/html"], best["text/plain"]


def _parts(mail: Message) -> Iterator[Message]:
    waiting: list[Message] = [mail]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        yield part
        payload = part.get_payload()
        # A mail within a mail is somebody's forwarded one, or what bounced.
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            waiting += [one for one in payload[:_MAX_PARTS] if isinstance(one, Message)]


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except READER_FAULTS:
        return False


def _text(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except READER_FAULTS:
        return ""
    if not isinstance(payload, bytes):
        return ""
    try:
        charset = part.get_content_charset()
    except READER_FAULTS:
        charset = None
    return decode(payload[:_MAX_BODY], charset=charset).replace("\x00", "")


def _header(mail: Message, name: str) -> str:
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")[:_MAX_HEADER]
    try:
        return _one_line(str(_POLICY.header_fetch_parse(name, _without_strays(raw))))
    except (*READER_FAULTS, MessageError):
        # Its structure is broken beyond what the parser takes; what is written there still says something.
        return _one_line(_without_strays(raw))


def _one_line(text: str) -> str:
    """A header is text, so what looks like markup in it is meant to be seen."""
    return " ".join(plain(text).split())[:MAX_LINE]


def _without_strays(written: str) -> str:
    """Bytes that no header may hold, and Python keeps as halves of pairs, read as what they most likely are."""
    if any("\udc80" <= character <= "\udcff" for character in written):
        return decode(written.encode("utf-8", errors="surrogateescape"))
    return written


def _sender(mail: Message) -> tuple[str, str | None]:
    name = address = ""
    with contextlib.suppress(*READER_FAULTS, MessageError):
        addresses: tuple[Address, ...] = getattr(mail["from"], "addresses", ())
        first = next(iter(addresses), None)
        name, address = (first.display_name, first.addr_spec) if first else ("", "")
    if not address and not name:
        with contextlib.suppress(*READER_FAULTS):
            name, address = parseaddr(_header(mail, "from"))
    address = _one_line(address)[:320].lower() if "@" in address else ""
    return _one_line(_without_strays(name)) or address.partition("@")[2], address or None


def _sent(mail: Message) -> Instant | None:
    written = _header(mail, "date")
    found = read_instant(written)
    if found is not None:
        return found
    try:
        return read_instant(parsedate_to_datetime(written).isoformat())
    except (*READER_FAULTS, OverflowError):
        return None


def _list_id(mail: Message) -> str | None:
    written = _header(mail, "list-id")
    found = _LIST_ID.search(written)
    return (found.group(1) if found else written)[:255].lower() or None


def _message_id(mail: Message) -> str:
    found = _MESSAGE_ID.search(_header(mail, "message-id"))
    return found.group(1) if found else ""
