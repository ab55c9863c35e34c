"""What a video's page says of the video: title, length, when it was put up, its still picture."""

import re
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from interlink.lib.reading import structured_data
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.links import absolute

_TYPES = frozenset({"VideoObject"})
_OEMBED = 'link[type="application/json+oembed"], link[type="text/json+oembed"]'
_POSTERS = ("og:image:secure_url", "og:image", "twitter:image")
_PLAYERS = ("og:video:secure_url", "og:video:url", "og:video")
_MOST = 5_000
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")
_LENGTH = re.compile(r"P(?:(\d{1,4})D)?T?(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d+)?S)?")


@dataclass(frozen=True, slots=True)
class Video:
    """What a page says of the video that it is about; everything may be missing.

    Attributes:
        title: Its title.
        description: What it is about.
        channel: Who put it up.
        uploaded: When, as the page writes it.
        seconds: How long it is.
        poster: The address of its still picture.
        player: The address of the player.
        oembed: The address of a description for those who embed it.
    """

    title: str = ""
    description: str = ""
    channel: str = ""
    uploaded: str = ""
    seconds: int | None = None
    poster: str = ""
    player: str = ""
    oembed: str = ""


def video_of(tree: LexborHTMLParser, address: str) -> Video | None:
    """Read what a page says of the video that it is about; None where it is about none.

    A page counts as a video's where it says so to those who share it (Open Graph), where it describes a video and no
    article (schema.org), or both.

    Args:
        tree: The page.
        address: The one that answered with it.
    """
    meta: dict[str, str] = {}
    for node in tree.css("meta[property][content], meta[name][content]"):
        name = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        meta.setdefault(name, node.attributes.get("content") or "")
    blocks = [node.text() for node in tree.css('script[type="application/ld+json"]')[:20]]
    told = structured_data.find(blocks, _TYPES)
    shared_as = meta.get("og:type", "")
    is_article = shared_as == "article" or bool(structured_data.find_article(blocks))
    if not shared_as.startswith("video") and (not told or is_article):
        return None
    link = tree.css_first(_OEMBED)
    posters = structured_data.addresses(told.get("thumbnailUrl")) + structured_data.addresses(told.get("thumbnail"))
    posters += [meta[name] for name in _POSTERS if name in meta]
    players = structured_data.texts(told.get("embedUrl")) + [meta[name] for name in _PLAYERS if name in meta]
    length = _text(told.get("duration")) or meta.get("og:video:duration") or meta.get("video:duration", "")
    return Video(
        title=line(_text(told.get("name")) or meta.get("og:title")),
        description=(_text(told.get("description")) or meta.get("og:description", ""))[:_MOST],
        channel=line(", ".join(structured_data.names(told.get("author")))),
        uploaded=line(_text(told.get("uploadDate")) or meta.get("og:video:release_date"), 50),
        seconds=_length(length),
        poster=_first(posters, address),
        player=_first(players, address),
        oembed=_first([link.attributes.get("href") or ""] if link is not None else [], address),
    )


def _text(value: Any) -> str:
    return next(iter(structured_data.texts(value)), "")


def _first(links: list[str], address: str) -> str:
    return next((found for one in links if (found := absolute(one, address))), "")


def _length(text: str) -> int | None:
    """Read a length in seconds, or as ISO 8601 writes it."""
    if _SECONDS.fullmatch(text):
        return int(float(text))
    found = _LENGTH.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
