"""Feeds with the values that their entries should have: from a folder, or from the demo press."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.registry import sample
from demo_press import content, edition, feeds
from demo_press.clock import Moment

FIELDS = ("title", "address", "byline", "published", "summary")
MOMENT = Moment(datetime(2026, 3, 2, tzinfo=UTC), timedelta(days=15))


@dataclass(frozen=True, slots=True)
class LabelledFeed:
    """A feed as received, and its entries in its own order; a field that an entry does not name is not compared."""

    name: str
    body: bytes
    address: str
    charset: str | None
    entries: tuple[dict[str, Any], ...]


def feeds_in(folder: Path) -> Iterator[LabelledFeed]:
    """Read a folder in which each feed `name.xml` has its truth beside it as `name.xml.json`.

    Raises:
        BadSample: What is in it cannot be read.
    """
    for file in sorted(folder.rglob("*.json")):
        feed = file.with_suffix("")
        if not feed.is_file():
            continue
        with sample(file):
            true = json.loads(file.read_text("utf-8"))
            labelled = LabelledFeed(
                name=str(feed.relative_to(folder)),
                body=feed.read_bytes(),
                address=true.get("address", "http://feed.example/"),
                charset=true.get("charset"),
                entries=tuple(true["entries"]),
            )
        yield labelled


def demo_feeds() -> Iterator[LabelledFeed]:
    """Write the demo press' feeds as they stand when all of it has appeared."""
    for outlet in content.outlets().values():
        listed = edition.front(outlet, MOMENT)
        base = f"http://{outlet.host}"
        entries = []
        for printed in listed:
            entry: dict[str, Any] = {
                "title": printed.title,
                "address": base + quote(printed.path),
                "byline": printed.article.byline,
                "published": printed.published.isoformat(),
                "summary": printed.summary,
            }
            if outlet.broken_feed:
                # What it damages first is the descriptions and, at the end, whatever follows the link.
                del entry["summary"]
                if printed is listed[-1]:
                    del entry["byline"], entry["published"]
            entries.append(entry)
        body = feeds.write_feed(feeds.FeedPage(outlet, base, listed, edition.changed(outlet, MOMENT)))
        yield LabelledFeed(outlet.slug, body, base + outlet.feed_path, outlet.charset, tuple(entries))
