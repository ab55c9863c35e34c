"""A channel's page shows its latest twenty posts; a busy one is read one page further back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from interlink.lib.fetch import PAGE, Answer, Limits
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.telegram import channel_page, oldest_post, read_channel
from interlink.newsroom.watch.kinds.protocol import News, Target


class TelegramKind:
    """Public channels; their posts are short and whole."""

    limits: ClassVar[Limits] = PAGE
    whole: ClassVar[bool] = True

    def place(self, address: str) -> str:
        """Return the page that shows the channel's posts."""
        return channel_page(address) or address

    def read(self, target: Target, answer: Answer) -> News:
        """Read the latest posts; when some may have been missed since the last time, older ones are still to come."""
        feed = read_channel(answer.body, address=answer.address, charset=answer.charset)
        oldest = oldest_post(feed)
        missed = target.last_item is not None and oldest is not None and oldest > target.last_item
        last = (feed.entries[-1].address or "").rpartition("/")[2]
        more = (f"{self.place(target.address)}?before={last}",) if missed and last.isdigit() else ()
        return News(feed, target.memory, more)

    def join(self, target: Target, news: News, pages: Mapping[str, Answer | None]) -> News:
        """Add the older posts, if they came."""
        del target
        entries = list(news.feed.entries)
        for answer in filter(None, pages.values()):
            try:
                entries.extend(read_channel(answer.body, address=answer.address, charset=answer.charset).entries)
            except ReadingError:
                continue
        return News(replace(news.feed, entries=tuple(entries)), news.memory)
