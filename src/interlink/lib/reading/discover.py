"""Where a site keeps its feeds."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from interlink.lib.reading.bounds import MAX_PAGE_CHARACTERS, lighten, tame
from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.links import absolute, same_site

MAX_FOUND = 30
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
     "application/xml", "text/xml", "application/json")
)  # fmt: skip
_LIKELY_LINK = re.compile(
    r"(?:^|[/._?=-])(?:rss|atom|feeds?|rdf)(?:$|[/._?&=-]|\d)|feed(?:burner|s?\.)|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comment|reply|/oembed|/wp-json", re.IGNORECASE)
_LIKELY_PATHS = (
    "/feed/",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """An address that holds, or may hold, a feed.

    Attributes:
        media_type: As the page declares it; None for a guess from a link or a usual path.
    """

    address: str
    title: str
    media_type: str | None


def find_feeds(body: bytes, *, address: str, charset: str | None = None) -> tuple[FoundFeed, ...]:
    """The feeds of the site a page belongs to, the surest first; this never raises.

    First what the page declares (``<link rel="alternate">``), comment feeds last among them; then links
    that look like feeds; then the paths where feeds usually are. Each is to be fetched and read to be sure.
    """
    html = decode(body, charset=charset).replace("\x00", "")
    if len(html) > MAX_PAGE_CHARACTERS:
        html = lighten(html)[:MAX_PAGE_CHARACTERS]
    try:
        tree = LexborHTMLParser(tame(html))
    except SelectolaxError:
        return _unique(_usual(address))
    base = _base(tree, address)
    return _unique([*_declared(tree, base), *_linked(tree, base), *_usual(address)])


def _base(tree: LexborHTMLParser, address: str) -> str:
    node = tree.css_first("base[href]")
    return (absolute(node.attributes.get("href"), address) if node else None) or address


def _declared(tree: LexborHTMLParser, base: str) -> list[FoundFeed]:
    found: list[FoundFeed] = []
    for node in tree.css('link[rel~="alternate" i], link[rel~="feed" i]')[:200]:
        media_type = (node.attributes.get("type") or "").split(";")[0].strip().lower()
        target = absolute(node.attributes.get("href"), base)
        if target and media_type in _FEED_TYPES and "/oembed" not in target and "/wp-json" not in target:
            found.append(FoundFeed(target, line(node.attributes.get("title"), 200), media_type))
    return sorted(found, key=lambda feed: bool(_COMMENTS.search(feed.address + " " + feed.title)))


def _linked(tree: LexborHTMLParser, base: str) -> list[FoundFeed]:
    found: list[FoundFeed] = []
    for node in tree.css("a[href]")[:3_000]:
        link = node.attributes.get("href")
        if not link or not _LIKELY_LINK.search(link) or _COMMENTS.search(link):
            continue
        target = absolute(link, base)
        if target and (same_site(target, base) or "feed" in target):
            found.append(FoundFeed(target, line(node.text(separator=" "), 200), None))
    return found[:MAX_FOUND]


def _usual(address: str) -> list[FoundFeed]:
    targets = [target for path in _LIKELY_PATHS if (target := absolute(path, address)) is not None]
    return [FoundFeed(target, "", None) for target in targets]


def _unique(found: list[FoundFeed]) -> tuple[FoundFeed, ...]:
    first: dict[str, FoundFeed] = {}
    for feed in found:
        first.setdefault(feed.address, feed)
    return tuple(first.values())[:MAX_FOUND]
