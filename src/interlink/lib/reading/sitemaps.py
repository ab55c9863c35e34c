"""Sitemaps (sitemaps.org): plain and news sitemaps, indexes, lists of addresses in plain text, gzipped or not."""

import re
import xml.parsers.expat
from dataclasses import dataclass, field
from datetime import UTC, datetime

from interlink.lib.reading.address_shape import looks_like_article
from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.errors import NotASitemap, RefusedSitemap
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.gzipped import ungzipped
from interlink.lib.reading.instants import Instant, Precision, read_instant
from interlink.lib.reading.language import normal
from interlink.lib.reading.links import absolute
from interlink.lib.reading.xml_faults import fault_in_words
from interlink.lib.sentences import Sentence

__all__ = ["MAX_ENTRIES", "MAX_PARTS", "Part", "Sitemap", "looks_like_article", "read_sitemap"]

MAX_SITEMAP_BYTES = 50 * 1024 * 1024
"""After decompression, as the standard has it."""
MAX_ADDRESSES = 50_000
"""How many of a sitemap's addresses are looked at; also the standard's figure."""
MAX_ENTRIES = 5_000
"""How many of them, the newest, are given."""
MAX_PARTS = 2_000
_MAX_ELEMENTS = 300_000
_MAX_FIELD = 4_000
_ROOTS = frozenset(("urlset", "sitemapindex"))
_HEAD = 20_000
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_FIRST_TAG = re.compile(r"<(?:[\w.-]{1,40}:)?(\w{1,40})[\s>/]")
_TEXT_LINE = re.compile(r"https?://\S+", re.IGNORECASE)
_OLDEST = datetime(1, 1, 1, tzinfo=UTC)
# The fields kept, by their local names; a news sitemap's names are unlike a plain one's but for "title", which
# pictures and videos have too.
_FIELDS = frozenset(("loc", "lastmod", "publication_date", "title", "language", "name"))
_ELSEWHERE = frozenset(("image", "video"))
_RECORDS = frozenset(("url", "sitemap"))
_MAX_NAMES = 1_000
_ISO_OPENS = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:]{5,8})?")


@dataclass(frozen=True, slots=True)
class Part:
    """One sitemap that an index names.

    Attributes:
        changed: When it last changed, as the index says, in UTC; None where it does not say.
    """

    address: str
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap as read: an index has parts, any other has entries in its feed.

    Attributes:
        parts: Those changed last first.
        feed: Its entries carry what a sitemap knows; the newest first, those without a date last in their order. Front
            pages and listings are among them: ``looks_like_article`` tells them apart by their addresses.
    """

    parts: tuple[Part, ...]
    feed: Feed


def read_sitemap(body: bytes, *, address: str, charset: str | None = None) -> Sitemap:
    """Read a sitemap of any kind.

    Args:
        body: The document as received; gzip is undone here, within ``MAX_SITEMAP_BYTES``.
        address: Where it came from; relative addresses in it are resolved against it.
        charset: What the HTTP header says, if anything.

    Raises:
        NotASitemap: It is something else, or nothing.
        RefusedSitemap: It declares XML entities, or is too large.
    """
    try:
        body = ungzipped(body, MAX_SITEMAP_BYTES)
    except OverflowError as error:
        raise RefusedSitemap(
            address, Sentence("it is larger than %(megabytes)s MB.", megabytes=MAX_SITEMAP_BYTES // 1024 // 1024)
        ) from error
    except ValueError as error:
        raise NotASitemap(address, Sentence("a damaged gzip file")) from error
    text = decode(body, charset=charset).lstrip("\ufeff\x00 \t\r\n")
    if not text:
        raise NotASitemap(address, Sentence("empty"))
    if not text.startswith("<"):
        return _finish(_read_lines(text, address), address)
    first = _FIRST_TAG.search(text[:_HEAD])
    if first is None or first.group(1) not in _ROOTS:
        raise NotASitemap(address, _what_else(text[:_HEAD]))
    return _finish(_read_xml(text, address), address)


def _what_else(head: str) -> Sentence:
    if _FEED.search(head):
        return Sentence("a feed")
    return Sentence("a web page") if _PAGE.search(head) else Sentence("something else")


@dataclass(slots=True)
class _Raw:
    parts: list[dict[str, str]] = field(default_factory=list)
    entries: list[dict[str, str]] = field(default_factory=list)
    problem: str | None = None


class _TooMany(Exception):
    """Enough has been read."""


class _EntityDeclared(Exception):
    """The document declares an entity."""


def _read_lines(text: str, address: str) -> _Raw:
    raw = _Raw()
    # The standard wants nothing but addresses; one other line among many is forgiven.
    for number, written in enumerate(text.splitlines()):
        stripped = written.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if not _TEXT_LINE.fullmatch(stripped):
            if not raw.entries:
                raise NotASitemap(address, Sentence("a text of another kind"))
            raw.problem = Sentence("Its line %(line)s is not an address.", line=number + 1)
        elif len(raw.entries) >= MAX_ADDRESSES:
            raw.problem = Sentence("It has more than %(most)s addresses; only the first were read.", most=MAX_ADDRESSES)
            break
        else:
            raw.entries.append({"loc": stripped})
    if not raw.entries:
        raise NotASitemap(address, Sentence("a text of another kind"))
    return raw


class _Reader:
    """Collects the fields of each <url> and <sitemap> while the parser goes through the document."""

    def __init__(self) -> None:
        self.raw = _Raw()
        self._record: dict[str, str] | None = None
        self._field: str | None = None
        self._text = ""
        self._left = _MAX_ELEMENTS
        self._names: dict[str, str] = {}

    def open(self, name: str, _attributes: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooMany
        local = self._local(name)
        if local in _RECORDS:
            self._record = {}
        elif self._record is not None and local in _FIELDS:
            self._field, self._text = local, ""

    def text(self, characters: str) -> None:
        if self._field is not None and len(self._text) < _MAX_FIELD:
            self._text += characters

    def close(self, name: str) -> None:
        if self._record is None:
            return
        local = self._local(name)
        if local == self._field:
            self._record.setdefault(local, self._text)
            self._field = None
        elif local in _RECORDS:
            kept = self.raw.entries if local == "url" else self.raw.parts
            kept.append(self._record)
            self._record = None
            if len(kept) >= MAX_ADDRESSES:
                raise _TooMany

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            prefix, _, local = name.rpartition(":")
            known = "" if prefix in _ELSEWHERE else local
            if len(self._names) < _MAX_NAMES:
                self._names[name] = known
        return known

    def declare(self, *_what: object) -> None:
        raise _EntityDeclared


def _read_xml(text: str, address: str) -> _Raw:
    reader = _Reader()
    parser = xml.parsers.expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.open
    parser.EndElementHandler = reader.close
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.declare
    try:
        parser.Parse(_declared_utf8(text), True)
    except _TooMany:
        reader.raw.problem = Sentence(
            "It has more than %(most)s addresses; only the first were read.", most=MAX_ADDRESSES
        )
    except _EntityDeclared as error:
        raise RefusedSitemap(
            address, Sentence("it declares XML entities, which sitemaps have no use for and attacks do.")
        ) from error
    except xml.parsers.expat.ExpatError as error:
        # What was read up to here counts: an endless sitemap is often cut off by its own server.
        reader.raw.problem = Sentence(
            "Its XML is broken at line %(line)s (%(fault)s); what comes after was not read.",
            line=error.lineno,
            fault=fault_in_words(error),
        )
    return reader.raw


def _declared_utf8(text: str) -> bytes:
    return re.sub(r"^<\?xml\b[^>]{0,500}\?>", "", text, count=1).encode("utf-8", errors="replace")


def _finish(raw: _Raw, address: str) -> Sitemap:
    parts: dict[str, Part] = {}
    for record in raw.parts[:MAX_PARTS]:
        if found := absolute(record.get("loc"), address):
            changed = read_instant(record.get("lastmod", "").strip())
            parts.setdefault(found, Part(found, changed.at if changed else None))
    # Reading dates well takes time; which thousands are the newest is told from how they are written. Stable sorts
    # keep the sitemap's order among equal dates and none.
    many = len(raw.entries) > MAX_ENTRIES
    newest = sorted(raw.entries, key=_roughly, reverse=True)[:MAX_ENTRIES] if many else raw.entries
    dated = [(_dates(record), record) for record in newest]
    dated.sort(key=lambda one: max((date.at for date in one[0] if date), default=_OLDEST), reverse=True)
    entries: dict[str, Entry] = {}
    for dates, record in dated:
        if found := absolute(record.get("loc"), address):
            entries.setdefault(found, _entry(found, record, *dates))
    problem = raw.problem
    if problem is None and len(raw.entries) > MAX_ENTRIES:
        problem = Sentence(
            "It has %(number)s addresses; only the newest %(most)s were taken.",
            number=len(raw.entries),
            most=MAX_ENTRIES,
        )
    title = next((line(record["name"]) for record in raw.entries if record.get("name")), "")
    languages = {entry.language for entry in entries.values()}
    language = next(iter(languages)) if len(languages) == 1 else None
    newest_first = sorted(parts.values(), key=lambda part: part.changed or _OLDEST, reverse=True)
    feed = Feed(title=title, home=absolute("/", address), language=language, entries=tuple(entries.values()),
                problem=problem)  # fmt: skip
    return Sitemap(tuple(newest_first), feed)


def _roughly(record: dict[str, str]) -> str:
    written = (record.get("publication_date", "").strip(), record.get("lastmod", "").strip())
    return max(_iso(one) if one else "" for one in written)


def _iso(written: str) -> str:
    if found := _ISO_OPENS.match(written):
        return found.group()
    read = read_instant(written)
    return read.at.isoformat() if read else ""


def _dates(record: dict[str, str]) -> tuple[Instant | None, Instant | None]:
    published, updated = record.get("publication_date"), record.get("lastmod")
    return read_instant(published.strip()) if published else None, read_instant(updated.strip()) if updated else None


def _entry(address: str, record: dict[str, str], published: Instant | None, updated: Instant | None) -> Entry:
    return Entry(
        guid=address,
        address=address,
        title=line(record.get("title")),
        byline=None,
        published=published.at if published else None,
        published_precision=_precision(published),
        updated=updated.at if updated else None,
        updated_precision=_precision(updated),
        summary="",
        html=None,
        language=normal(record.get("language")),
    )


def _precision(instant: Instant | None) -> Precision | None:
    return instant.precision if instant else None
