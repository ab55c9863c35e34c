"""Feeds in XML: checked, repaired where that is safe, and read fast where possible, thoroughly where not."""

import functools
import re
import xml.parsers.expat
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from html.entities import html5
from typing import Any

import fastfeedparser
import feedparser

from interlink.lib.reading.errors import READER_FAULTS, BrokenFeed, NotAFeed, RefusedFeed
from interlink.lib.reading.feed_links import read_feed_links
from interlink.lib.reading.instants import Instant, Precision, read_instant
from interlink.lib.reading.raw_feed import RawEntry, RawFeed
from interlink.lib.reading.written_dates import read_day
from interlink.lib.reading.xml_faults import fault_in_words
from interlink.lib.sentences import Sentence

_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|feed|rdf)[\s>/]", re.IGNORECASE)
_HEAD = 10_000
_DECLARATION = re.compile(r"^\s*(?:<\?xml\b[^>]{0,500}\?*>\s*)+")
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(r"<!doctype\b[^\[>]{0,500}>", re.IGNORECASE)
_ENTITY_DECLARATION = re.compile(r"<!entity\b", re.IGNORECASE)
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA_OPENS, _CDATA_ENDS = "<![CDATA[", "]]>"
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z]\w{1,31};)")
_UNCLOSED_VOID = re.compile(r"<((?:br|hr|img|wbr)\b[^<>]{0,2000})(?<!/)>", re.IGNORECASE)
_CLOSED_VOID = re.compile(r"</(br|hr|img|wbr)\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>/]")
_DATE_FIELD = re.compile(
    # Possessive, for it is tried at every tag.
    r"<(?:\w{1,20}+:)?+(?:pubDate|date|published|updated|issued|modified|created)(?:\s[^<>]{0,200})?>\s*"
    r"(?:<!\[CDATA\[)?\s*([^<\]]{1,100})",
    re.IGNORECASE,
)
# A whole date with a clock and a zone: only these does fastfeedparser read without making anything up.
_WHOLE_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT|UTC?|Z|EST|EDT"
    r"|CST|CDT|MST|MDT|PST|PDT)\s*|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})\s*"
)
_LANGUAGE = re.compile(
    r"<(?:\w{1,20}:)?language[^<>]{0,200}>\s*([\w-]{2,20})\s*<"
    r"|<(?:feed|rss|rdf:RDF)\b[^<>]{1,1000}?\bxml:lang\s*=\s*[\"']([\w-]{2,20})"
)
# feedparser takes about 30 ms for 200 KB, and quadratic time for tags left open.
_MAX_THOROUGH = 1_500_000
_MAX_THOROUGH_TAGS = 30_000
_MAX_OPEN_TAGS = 500


def looks_like_feed(text: str) -> bool:
    """Whether the document opens as an XML feed does."""
    return _ROOT.search(text[:_HEAD]) is not None


def read(text: str, address: str) -> RawFeed:
    """Read a feed in XML.

    Raises:
        NotAFeed: The document only mentions a feed's elements.
        BrokenFeed: Nothing could be read from it.
        RefusedFeed: It declares entities, which could expand without bound or name files of this machine.
    """
    text = _without_doctype(_DECLARATION.sub("", text, count=1), address)
    text = _NAMED_ENTITY.sub(_as_character, text)
    document = text.encode("utf-8", errors="surrogatepass")
    problem = _fault(document)
    if problem is not None:  # characters that XML forbids are a fault too
        text = _ILLEGAL.sub("", text)
        document = text.encode()
        problem = _fault(document)
    if problem is not None:
        repaired = _repair(text).encode()
        if _fault(repaired) is None:
            document = repaired
    feed = _read_fast_or_thoroughly(document, text, problem, address)
    links = read_feed_links(text)
    return replace(feed, hubs=list(links.hubs), own_address=links.own_address)


def _read_fast_or_thoroughly(document: bytes, text: str, problem: str | None, address: str) -> RawFeed:
    language = _language(text)
    fast: RawFeed | None = None
    fault: Exception | None = None
    dates = set(_DATE_FIELD.findall(text))
    whole = all(map(_WHOLE_DATE.fullmatch, dates))
    if whole or not _bears_thorough_reading(document):
        try:
            fast = _read_fast(document, language, problem, dates, trusted=whole)
        except READER_FAULTS as error:
            fault = error
        if fast is not None and len(fast.entries) >= _expected(document, len(fast.entries)):
            return fast
    thorough = _read_thoroughly(document, language, problem) if _bears_thorough_reading(document) else None
    best = max((feed for feed in (fast, thorough) if feed), key=lambda feed: len(feed.entries), default=None)
    if best is None or (not best.entries and not best.title):
        if problem is None:
            raise NotAFeed(address, Sentence("another kind of XML")) from fault
        raise BrokenFeed(address, problem) from fault
    return best


def _expected(document: bytes, found: int) -> int:
    """How many entries the document holds; counting all that may open one is enough where no more was found."""
    opened = document.count(b"<item") + document.count(b"<entry")
    if opened <= found and b":item" not in document and b":entry" not in document:
        return found
    return len(_ITEM.findall("".join(_around_cdata(document.decode())[::2])))


def _without_doctype(text: str, address: str) -> str:
    opened = _DOCTYPE.search(text[:_HEAD])
    if opened is None:
        return text
    # Old RSS 0.91 names a document type of its own, which says nothing we need: without it, nothing can
    # expand.
    plain = _PLAIN_DOCTYPE.match(text, opened.start())
    if plain is None or _ENTITY_DECLARATION.search(text[:_HEAD]):
        raise RefusedFeed(address, Sentence("it declares XML entities, which feeds have no use for and attacks do."))
    return text[: plain.start()] + text[plain.end() :]


def _language(text: str) -> str | None:
    # fastfeedparser leaves the language of most feeds out, so it is read here for both readers.
    found = _LANGUAGE.search(text[:_HEAD])
    return found.group(1) or found.group(2) if found else None


def _as_character(found: re.Match[str]) -> str:
    character = html5.get(found.group(1) + ";")
    if character is None:
        return f"&amp;{found.group(1)};"
    return character.replace("&", "&amp;").replace("<", "&lt;")


def _fault(document: bytes) -> str | None:
    parser = xml.parsers.expat.ParserCreate("utf-8")
    try:
        parser.Parse(document, True)
    except xml.parsers.expat.ExpatError as error:
        return Sentence(
            "Its XML is broken at line %(line)s (%(fault)s).",
            line=error.lineno,
            fault=fault_in_words(error),
        )
    return None


def _repair(text: str) -> str:
    """Mend what feeds most often get wrong outside CDATA: bare ampersands, and HTML's empty tags left open.

    Such a tag becomes text, as a feed should have written it, and so stays part of its title or summary.
    """
    pieces = _around_cdata(text)
    for position in range(0, len(pieces), 2):
        piece = _BARE_AMPERSAND.sub("&amp;", pieces[position])
        piece = _CLOSED_VOID.sub("", piece)
        pieces[position] = _UNCLOSED_VOID.sub(r"&lt;\1&gt;", piece)
    return "".join(pieces)


def _around_cdata(text: str) -> list[str]:
    """The text cut into what is outside CDATA sections (even positions) and the sections (odd positions)."""
    pieces: list[str] = []
    at = 0
    while (opened := text.find(_CDATA_OPENS, at)) >= 0 and (ended := text.find(_CDATA_ENDS, opened)) >= 0:
        ended += len(_CDATA_ENDS)
        pieces += (text[at:opened], text[opened:ended])
        at = ended
    pieces.append(text[at:])
    return pieces


def _bears_thorough_reading(document: bytes) -> bool:
    tags, closing = document.count(b"<"), document.count(b"</")
    left_open = tags - 2 * closing - document.count(b"/>") - document.count(b"<!") - document.count(b"<?")
    return len(document) <= _MAX_THOROUGH and tags <= _MAX_THOROUGH_TAGS and left_open <= _MAX_OPEN_TAGS


def _own_readings(dates: set[str]) -> dict[datetime, Instant]:
    """What we read from the dates in a document, to hold the fast reader's readings against: it makes some up."""
    read = [instant for raw in dates if (instant := read_instant(raw) or read_day(raw)) is not None]
    return {instant.at: instant for instant in read}


def _read_fast(
    document: bytes, language: str | None, problem: str | None, dates: set[str], *, trusted: bool
) -> RawFeed:
    feed = fastfeedparser.parse(document, include_tags=False, include_media=False, include_enclosures=False)
    head = feed.get("feed", {})
    own = functools.cache(lambda: _own_readings(dates))
    entries = [
        RawEntry(
            guid=(guid := _text(entry.get("id"))),
            link=_text(entry.get("link")),
            title=_text(entry.get("title")),
            author=_text(entry.get("author")),
            # Without a date it takes one from the identifier: "7" is the seventh of this month to it.
            published=_read_iso(
                entry.get("published"), None if trusted and (not guid or guid.startswith("http")) else own()
            ),
            updated=_read_iso(entry.get("updated"), None if trusted else own()),
            summary=_text(entry.get("description")),
            content=_content(entry),
        )
        for entry in feed["entries"]
    ]
    return RawFeed(_text(head.get("title")), _text(head.get("link")), language, entries, problem)


def _read_thoroughly(document: bytes, language: str | None, problem: str | None) -> RawFeed | None:
    try:
        # Sanitising is ours, and resolving too: both need the page's address and one place to be checked.
        feed = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    except READER_FAULTS:
        return None
    head = feed.get("feed", {})
    # Its own get() answers "published" where an entry has no "updated"; dict's does not.
    entries = [
        RawEntry(
            guid=_text(entry.get("id")),
            link=_text(entry.get("link")),
            title=_text(entry.get("title")),
            author=_text(entry.get("author")),
            published=_text(entry.get("published")) or _text(entry.get("created")),
            updated=_text(dict.get(entry, "updated")),
            summary=_text(entry.get("summary")),
            content=_content(entry),
        )
        for entry in feed.get("entries", [])
    ]
    return RawFeed(_text(head.get("title")), _text(head.get("link")), language, entries, problem)


def _read_iso(value: Any, own_readings: dict[datetime, Instant] | None) -> Instant | None:
    if not isinstance(value, str):
        return None
    at = datetime.fromisoformat(value)
    return Instant(at, Precision.MOMENT) if own_readings is None else own_readings.get(at)


def _content(entry: Mapping[str, Any]) -> str | None:
    parts = entry.get("content")
    if not isinstance(parts, list):
        return None
    return _text(max((part.get("value") or "" for part in parts if isinstance(part, Mapping)), key=len, default=None))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
