"""What an address' shape tells: whether it is an article's, and which others are built like it."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from interlink.lib.reading import address_words as words
from interlink.lib.reading.addresses import address_key

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|ico|pdf|docx?|xlsx?|pptx?|zip|gz|rar|mp[34]|m4a|ogg|webm|avi|mov|css|js|json|xml"
    r"|rss|atom|txt|ics|epub)$",
    re.IGNORECASE,
)
_PAGE_ENDING = re.compile(r"\.(?:html?|shtml|xhtml|php\d?|aspx?|jsp|cfm|cgi|do|ece|story)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d|1[34]\d\d")
_DATE = re.compile(r"(?:19|20)\d\d[-_.]?\d\d(?:[-_.]?\d\d)?|1[34]\d\d[-_]?\d\d[-_]?\d\d")
_ID_NUMBER = re.compile(r"\d{4,}")
_LONG_ID = re.compile(r"\d{5,}")
_HEX_ID = re.compile(r"(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}(?:-[0-9a-f]{4,})*", re.IGNORECASE)
_ID_NAMES = frozenset(
    ("id", "p", "nid", "sid", "aid", "cid", "newsid", "news_id", "articleid", "article_id", "article", "story",
     "storyid", "story_id", "postid", "post_id", "itemid", "item", "art", "a", "n", "news", "idnews", "id_article")
)  # fmt: skip
_BETWEEN_WORDS = re.compile(r"[-_+\s\u200c]+")
_SLUG_WORDS = 3
_SLUG_LENGTH = 20
_MAX_MONTH = 31


@dataclass(frozen=True, slots=True)
class Shape:
    """How an address is built: its host, its path part by part, and the names of its parameters.

    Attributes:
        parts: For each part of the path "#" (a number), "#year" or "*" (a name); for the last part with its ending,
            and where parameters name the article, the parts as they are.
        parameters: The names of the parameters, sorted.
    """

    host: str
    parts: tuple[str, ...]
    parameters: tuple[str, ...]

    def fits(self, address: str) -> bool:
        """Whether an address is built like this."""
        return shape(address) == self


@functools.lru_cache(maxsize=8_192)
def shape(address: str) -> Shape:
    """The shape of an address; the addresses of a site's articles mostly share one or two."""
    host, path, query = _parts(address_key(address))
    names = tuple(sorted({name for name, _ in query}))
    if query:
        return Shape(host, tuple(path), names)
    kinds = [_kind(segment) for segment in path]
    if path and (ending := _PAGE_ENDING.search(path[-1])):
        kinds[-1] = _kind(path[-1][: ending.start()]) + ending.group().lower()
    return Shape(host, tuple(kinds), names)


@functools.lru_cache(maxsize=8_192)
def looks_like_article(address: str) -> bool:
    """Whether an address has the shape of an article's rather than of a front page, a listing or a site's own page.

    An article's address ends in something that names one thing: an identity number, a date with a name behind it, a
    slug of three words or more, or a page's file name below the top. A listing's says so in a word (tag, category,
    author, archive, search … in the six languages) or ends with a bare date. Where nothing tells, the answer is no;
    some sites do give articles one short word, so a caller that knows better should ask ``Shape.fits`` instead.
    """
    _, path, query = _parts(address_key(address))
    if any(name.lower() in _ID_NAMES and any(map(str.isdigit, value)) for name, value in query):
        return not _is_listing(path[:-1])
    if not path or _FILES.search(path[-1]) or path[-1].casefold() in words.LISTING_SEGMENTS:
        return False
    last = _PAGE_ENDING.sub("", path[-1])
    if last.casefold() in words.STATIC_PAGES:
        return False
    if _is_listing(path[:-1]):
        # Some put articles below their topic: then only an identity number tells them from the topic's pages.
        return bool(_LONG_ID.search(last)) and not last.isdigit()
    return not _is_date(path) and _names_one_thing(path, last)


def _names_one_thing(path: Sequence[str], last: str) -> bool:
    if _ID_NUMBER.search(last) or _HEX_ID.fullmatch(last):
        return True
    if any(_YEAR.fullmatch(segment) or _LONG_ID.fullmatch(segment) for segment in path[:-1]):
        return True
    named = len([word for word in _BETWEEN_WORDS.split(last) if word])
    if named >= _SLUG_WORDS or (len(last) >= _SLUG_LENGTH and named > 1):
        return True
    return len(path) > 1 and (last != path[-1] or last.isdigit() or named > 1)


def _parts(key: str) -> tuple[str, list[str], Sequence[tuple[str, str]]]:
    place, _, query = key.partition("#")[0].partition("?")
    host, _, path = place.partition("/")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        pairs = [("", "")]
    return host, [unquote(segment) for segment in path.split("/") if segment], pairs


def _is_listing(path: Sequence[str]) -> bool:
    return any(segment.casefold() in words.LISTING_SEGMENTS for segment in path)


def _is_date(path: Sequence[str]) -> bool:
    """Whether the path ends with a date and nothing behind it: "/2024", "/2024/10", "/news/2024-10-02"."""
    if _YEAR.fullmatch(path[-1]) or _DATE.fullmatch(path[-1]):
        return True
    small = [segment for segment in path[-2:] if segment.isdecimal() and int(segment[:4]) <= _MAX_MONTH]
    before = path[: -len(small)] if small else ()
    return bool(before and _YEAR.fullmatch(before[-1]))


def _kind(segment: str) -> str:
    if segment.isdigit():
        return "#year" if _YEAR.fullmatch(segment) else "#"
    return segment.casefold() if segment.casefold() in words.LISTING_SEGMENTS else "*"
