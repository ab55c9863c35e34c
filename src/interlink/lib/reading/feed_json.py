"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

import html
import json
from typing import Any

from interlink.lib.reading.errors import BrokenFeed, NotAFeed
from interlink.lib.reading.raw_feed import RawEntry, RawFeed
from interlink.lib.sentences import Sentence


def read(text: str, address: str) -> RawFeed:
    """Read a JSON Feed.

    Raises:
        NotAFeed: The JSON is something else.
        BrokenFeed: It is not JSON although it begins as such.
    """
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        if "jsonfeed.org" in text[:2_000]:
            raise BrokenFeed(
                address, Sentence("its JSON is broken at line %(line)s.", line=getattr(error, "lineno", 1))
            ) from error
        raise NotAFeed(address, Sentence("something else")) from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise NotAFeed(address, Sentence("JSON of another kind"))
    return RawFeed(
        title=_text(data, "title"),
        home=_text(data, "home_page_url"),
        language=_text(data, "language"),
        entries=[_entry(item) for item in items if isinstance(item, dict)],
        hubs=_hubs(data),
        own_address=_text(data, "feed_url"),
    )


def _hubs(data: dict[str, Any]) -> list[str]:
    hubs = data.get("hubs")
    found = [hub for hub in hubs if isinstance(hub, dict)] if isinstance(hubs, list) else []
    # The other kind that the standard names, rssCloud, works in another way.
    kinds = ("websub", "pubsubhubbub")
    return [url for hub in found if (_text(hub, "type") or "").lower() in kinds and (url := _text(hub, "url"))]


def _entry(item: dict[str, Any]) -> RawEntry:
    plain = _text(item, "content_text")
    summary = _text(item, "summary")
    identity = item.get("id")
    return RawEntry(
        guid=str(identity) if isinstance(identity, str | int | float) else None,
        link=_text(item, "url"),
        title=_text(item, "title"),
        author=_author(item),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        # These two fields are text by the standard, so what looks like markup in them is meant to be seen.
        summary=html.escape(summary or plain or "") or None,
        content=_text(item, "content_html"),
        language=_text(item, "language"),
    )


def _author(item: dict[str, Any]) -> str | None:
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names = [name for person in people if isinstance(person, dict) and (name := _text(person, "name"))]
    return ", ".join(names) or None


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) else None
