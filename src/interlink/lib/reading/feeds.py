"""Feeds of every kind (RSS 0.9 to 2.0, RDF, Atom, JSON Feed) as one shape."""

import re
from dataclasses import dataclass
from datetime import datetime

from interlink.lib.reading import feed_json, feed_xml
from interlink.lib.reading.bylines import clean_byline
from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import clean_html, line, text_of_clean_html, text_of_html
from interlink.lib.reading.errors import BrokenFeed, NotAFeed, RefusedFeed
from interlink.lib.reading.instants import Instant, Precision, read_instant
from interlink.lib.reading.language import normal
from interlink.lib.reading.links import absolute
from interlink.lib.reading.raw_feed import RawEntry, RawFeed
from interlink.lib.reading.written_dates import read_day
from interlink.lib.sentences import Sentence

MAX_FEED_BYTES = 10 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_HUBS = 10
_MAX_GUID = 1_000
_MAX_SUMMARY = 20_000
_MARKUP = re.compile(r"<[a-zA-Z!/]")
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        guid: What the feed calls it; its address where the feed gives no name. Empty only if it has neither.
        address: Of the article, absolute, or None.
        published: In UTC, or None where the feed gives no full date.
        published_precision: How exactly ``published`` is known; None with it.
        updated: As ``published``.
        updated_precision: As ``published_precision``.
        summary: Plain text, paragraphs kept.
        html: The body or summary as sanitised HTML where the feed gives markup.
        language: ISO 639-1 where the entry or feed declares one.
    """

    guid: str
    address: str | None
    title: str
    byline: str | None
    published: datetime | None
    updated: datetime | None
    summary: str
    html: str | None
    language: str | None
    published_precision: Precision | None = None
    updated_precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read.

    Attributes:
        home: The address of the site it belongs to, or None.
        problem: What was wrong with the feed although it could be read, in plain words, or None.
        hubs: The WebSub hubs that it names, in its order.
        own_address: Where it says it is (``rel="self"``), or None.
    """

    title: str
    home: str | None
    language: str | None
    entries: tuple[Entry, ...]
    problem: str | None = None
    hubs: tuple[str, ...] = ()
    own_address: str | None = None


def read_feed(body: bytes, *, address: str, charset: str | None = None) -> Feed:
    """Read a feed of any kind.

    Args:
        body: The document as received, content encodings undone.
        address: Where it came from; relative links are resolved against it.
        charset: What the HTTP header says, if anything.

    Raises:
        NotAFeed: It is something else.
        BrokenFeed: It is a feed and nothing could be read from it.
        RefusedFeed: It declares XML entities or is larger than ``MAX_FEED_BYTES``.
    """
    if len(body) > MAX_FEED_BYTES:
        raise RefusedFeed(
            address, Sentence("it is larger than %(megabytes)s MB.", megabytes=MAX_FEED_BYTES // 1024 // 1024)
        )
    text = decode(body, charset=charset).lstrip("\ufeff\x00 \t\r\n")
    if not text:
        raise NotAFeed(address, Sentence("empty"))
    if text.startswith("{"):
        raw = feed_json.read(text, address)
    elif not feed_xml.looks_like_feed(text):
        raise NotAFeed(address, Sentence("a web page") if _PAGE.search(text[:5_000]) else Sentence("something else"))
    else:
        raw = feed_xml.read(text, address)
    return _finish(raw, address)


def _finish(raw: RawFeed, address: str) -> Feed:
    home = absolute(raw.home, address)
    language = normal(raw.language)
    problem = raw.problem
    if len(raw.entries) > MAX_ENTRIES:
        problem = Sentence(
            "It has %(number)s entries; only the first %(most)s were read.", number=len(raw.entries), most=MAX_ENTRIES
        )
    base = home or address
    entries = tuple(_entry(entry, base, language) for entry in raw.entries[:MAX_ENTRIES])
    entries = tuple(entry for entry in entries if entry.address or entry.title or entry.summary)
    if problem and not entries:
        raise BrokenFeed(address, problem)
    return Feed(
        title=line(raw.title),
        home=home,
        language=language,
        entries=entries,
        problem=problem,
        hubs=tuple(dict.fromkeys(hub for told in raw.hubs[:MAX_HUBS] if (hub := absolute(told, address)))),
        own_address=absolute(raw.own_address, address),
    )


def _entry(raw: RawEntry, base: str, language: str | None) -> Entry:
    address = absolute(raw.link, base)
    guid = line(raw.guid, _MAX_GUID) or address or ""
    if address is None and raw.guid_may_be_address and raw.guid and "://" in raw.guid:
        address = absolute(raw.guid, base)
    markup = raw.content if raw.content and _MARKUP.search(raw.content) else None
    if markup is None and raw.summary and _MARKUP.search(raw.summary):
        markup = raw.summary
    html = clean_html(markup, base=base) if markup else ""
    told = raw.summary or raw.content or ""
    # Cleaning costs most of all here, so what is cleaned as HTML is not cleaned again for its text.
    summary = (text_of_clean_html(html) if told == markup else text_of_html(told))[:_MAX_SUMMARY]
    published, published_precision = _when(raw.published)
    updated, updated_precision = _when(raw.updated)
    return Entry(
        guid=guid,
        address=address,
        title=line(raw.title),
        byline=clean_byline(raw.author),
        published=published,
        published_precision=published_precision,
        updated=updated,
        updated_precision=updated_precision,
        summary=summary,
        html=html or None,
        language=normal(raw.language) or language,
    )


def _when(raw: Instant | str | None) -> tuple[datetime | None, Precision | None]:
    instant = raw if isinstance(raw, Instant) else read_instant(raw) or read_day(raw)
    return (instant.at, instant.precision) if instant else (None, None)
