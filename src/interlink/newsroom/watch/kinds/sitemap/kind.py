"""A sitemap: every page of a site, or those of the last days; its index names further ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import ClassVar

from interlink.lib.fetch import FEED, Answer, Limits
from interlink.lib.reading.address_shape import looks_like_article
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import Entry
from interlink.lib.reading.sitemaps import MAX_SITEMAP_BYTES, Part, read_sitemap
from interlink.lib.sentences import Sentence
from interlink.newsroom.watch.kinds.protocol import News, Target

MOST_PARTS = 6
"""Parts of an index that are read in one check: those that changed last."""
PARTS = "parts"
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class SitemapKind:
    """Sitemaps as sitemaps.org and Google's news extension describe them."""

    limits: ClassVar[Limits] = replace(FEED, max_bytes=MAX_SITEMAP_BYTES)
    whole: ClassVar[bool] = False

    def place(self, address: str) -> str:
        """Return the address itself."""
        return address

    def read(self, target: Target, answer: Answer) -> News:
        """Read a sitemap; of an index, the parts that changed since the last time are still to come."""
        found = read_sitemap(answer.body, address=answer.address, charset=answer.charset)
        feed = replace(found.feed, entries=tuple(_articles(found.feed.entries, target)))
        if not found.parts:
            return News(feed, target.memory)
        known = target.memory.get(PARTS, {})
        wanted = _changed(found.parts, known, target)
        read = {part.address: _moment(part) for part in wanted}
        kept = {part.address: known[part.address] for part in found.parts if part.address in known}
        return News(feed, {**target.memory, PARTS: kept | read}, tuple(read))

    def join(self, target: Target, news: News, pages: Mapping[str, Answer | None]) -> News:
        """Add the parts; one that did not come, or could not be read, is asked for again the next time."""
        entries: list[Entry] = list(news.feed.entries)
        parts, problem = dict(news.memory[PARTS]), news.feed.problem
        for address in news.more:
            try:
                feed = _part(address, pages.get(address))
            except (LookupError, ReadingError):
                problem = Sentence("A part of the sitemap could not be read: %(address)s", address=address)
                del parts[address]
            else:
                entries.extend(_articles(feed, target))
        entries.sort(key=_when, reverse=True)
        return News(replace(news.feed, entries=tuple(entries), problem=problem), {**news.memory, PARTS: parts})


def _part(address: str, answer: Answer | None) -> tuple[Entry, ...]:
    if answer is None:
        raise LookupError(address)
    return read_sitemap(answer.body, address=answer.address, charset=answer.charset).feed.entries


def _changed(parts: Iterable[Part], known: Mapping[str, str], target: Target) -> list[Part]:
    """Choose what to read: parts that say they changed, and some of those that never say."""
    said = [part for part in parts if part.changed and (target.since is None or part.changed >= target.since)]
    silent = [part for part in parts if part.changed is None]
    news = [part for part in said if known.get(part.address) != _moment(part)]
    # Without a date, new articles are in the first part or in the last one.
    return [*news, *silent[:1], *silent[1:][-1:]][:MOST_PARTS]


def _moment(part: Part) -> str:
    return part.changed.isoformat() if part.changed else ""


def _when(entry: Entry) -> datetime:
    return entry.published or entry.updated or _LONG_AGO


def _articles(entries: Iterable[Entry], target: Target) -> Iterable[Entry]:
    """Leave out what is no article, and what is older than the watch."""
    for entry in entries:
        old = target.since is not None and _LONG_AGO < _when(entry) < target.since
        if not old and entry.address and looks_like_article(entry.address):
            yield entry
