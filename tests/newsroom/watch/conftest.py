"""Feeds and articles as a source may send them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from interlink.lib.reading.feeds import Entry, Feed
from interlink.newsroom.watch.models import Source

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def source(db: None) -> Source:
    """A source that was never asked."""
    return Source.objects.create(name="The Harbour Gazette", address="https://gazette.example/feed")


@pytest.fixture
def new_entry() -> Callable[..., Entry]:
    def make(number: int = 1, **fields: Any) -> Entry:
        values = {
            "guid": f"guid-{number}",
            "address": f"https://gazette.example/{number}",
            "title": f"Report {number}",
            "byline": "Ida Marwick",
            "published": NOW,
            "updated": None,
            "summary": "What was reported.",
            "html": None,
            "language": None,
        }
        return Entry(**(values | fields))

    return make


@pytest.fixture
def new_feed(new_entry: Callable[..., Entry]) -> Callable[..., Feed]:
    def make(*entries: Entry, problem: str | None = None) -> Feed:
        return Feed(
            title="The Harbour Gazette",
            home="https://gazette.example/",
            language="en",
            entries=entries,
            problem=problem,
        )

    return make
