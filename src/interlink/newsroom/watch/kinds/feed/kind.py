"""A feed: one address, with the newest entries in it."""

from __future__ import annotations

from typing import ClassVar

from interlink.lib.fetch import FEED, Answer, Limits
from interlink.lib.reading.feeds import read_feed
from interlink.newsroom.watch.kinds.protocol import News, OnePage, Target


class FeedKind(OnePage):
    """Feeds of every common format."""

    limits: ClassVar[Limits] = FEED

    def read(self, target: Target, answer: Answer) -> News:
        """Read the feed."""
        return News(read_feed(answer.body, address=answer.address, charset=answer.charset), target.memory)
