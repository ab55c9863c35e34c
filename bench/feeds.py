"""Accuracy on feeds: how many entries are found, and how many of their fields are right, against feedparser's own."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from bench.labelled_feeds import FIELDS, LabelledFeed, demo_feeds, feeds_in
from bench.registry import NoSamples, Options
from bench.report import Report
from bench.scoring import same_names, same_text, share
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import read_feed

Found = list[dict[str, Any]]


def run(options: Options) -> Report:
    labelled = list(feeds_in(options.folder) if options.folder else demo_feeds())
    if options.folder and not labelled:
        raise NoSamples(options.folder, "no feed has its truth beside it, as name.xml.json beside name.xml.")
    ours, theirs = _scores(labelled, _by_us), _scores(labelled, _by_feedparser)
    entries = sum(len(feed.entries) for feed in labelled)
    return Report(
        bench="feeds",
        title=f"feeds: {len(labelled)} feeds with {entries} entries, {options.folder or 'the demo press'}",
        figures=ours,
        peer=theirs,
        ratios={f"{name}_ratio": ours[name] / theirs[name] for name in ours if theirs[name]},
        peer_name="feedparser",
        words={f"{name}_ratio": f"{name.replace('_', ' ')}: times the peer's" for name in ours},
        ratios_only=options.quick or options.folder is not None,
    )


def _scores(labelled: list[LabelledFeed], read: Callable[[LabelledFeed], Found]) -> dict[str, float]:
    right: dict[str, list[bool]] = {"entries_found": []} | {f"{field}_accuracy": [] for field in FIELDS}
    for feed in labelled:
        # An entry is known by its address, or by its title where the truth names none.
        found = read(feed)
        by_key = {key: entry for entry in reversed(found) for key in (entry["title"], entry["address"]) if key}
        for true in feed.entries:
            entry = by_key.get(true.get("address") or true.get("title") or "")
            right["entries_found"].append(entry is not None)
            for field in FIELDS:
                if field in true:
                    right[f"{field}_accuracy"].append(entry is not None and _same(field, entry[field], true[field]))
    return {name: share(answers) for name, answers in right.items() if answers}


def _same(field: str, found: Any, true: Any) -> bool:
    if field == "published":
        when = datetime.fromisoformat(true) if true else None
        return (found is None) == (when is None) and (when is None or found == when)
    if field == "byline":
        return same_names(found, true)
    return same_text(found, true)


def _by_us(feed: LabelledFeed) -> Found:
    try:
        read = read_feed(feed.body, address=feed.address, charset=feed.charset)
    except ReadingError:
        return []
    return [{field: getattr(entry, field) for field in FIELDS} for entry in read.entries]


def _by_feedparser(feed: LabelledFeed) -> Found:
    # It knows no JSON Feed; such a feed has no entries for it, which is so.
    headers = {"content-type": f"application/xml; charset={feed.charset}"} if feed.charset else {}
    read = feedparser.parse(feed.body, response_headers={**headers, "content-location": feed.address})
    return [
        {
            "title": _text(entry.get("title")),
            "address": entry.get("link"),
            "byline": entry.get("author"),
            "published": _moment(entry.get("published_parsed")),
            "summary": _text(entry.get("summary")),
        }
        for entry in read.entries
    ]


def _text(html: str | None) -> str:
    tree = LexborHTMLParser(html or "")
    return tree.body.text(separator=" ") if tree.body else ""


def _moment(parts: Any) -> datetime | None:
    return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
