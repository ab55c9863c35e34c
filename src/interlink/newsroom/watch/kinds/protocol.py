"""What a kind of source is to those who watch: where to ask, and how to read what comes back. No Django here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from interlink.lib.fetch import Answer, Limits
from interlink.lib.reading.feeds import Feed

Memory = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """What a kind needs to know of a source.

    Attributes:
        address: as the source keeps it.
        memory: what the kind asked us to remember the last time; JSON.
        last_item: when its latest item appeared, or None.
        since: older entries than this are not taken in; None takes all.
    """

    address: str
    memory: Memory = field(default_factory=dict)
    last_item: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What a source announced.

    Attributes:
        feed: its entries, the newest first.
        memory: what to remember until the next time.
        more: addresses of further pages that belong to the answer, to be fetched and joined.
    """

    feed: Feed
    memory: Memory
    more: tuple[str, ...] = ()


class WebKind(Protocol):
    """A kind of source that is read from one address of the web, and perhaps a few more."""

    limits: ClassVar[Limits]
    whole: ClassVar[bool]
    """Whether an entry holds all of its article, so that no page has to be fetched for it."""

    def place(self, address: str) -> str:
        """Return the address to fetch for a source's address."""

    def read(self, target: Target, answer: Answer) -> News:
        """Read the answer.

        Raises:
            ReadingError: it is not what this kind reads, or holds nothing any more.
        """

    def join(self, target: Target, news: News, pages: Mapping[str, Answer | None]) -> News:
        """Add the further pages that `news.more` asked for; None stands for one that did not come."""


class OnePage:
    """The part of a kind whose answer is always one page."""

    whole: ClassVar[bool] = False

    def place(self, address: str) -> str:
        """Return the address itself."""
        return address

    def join(self, target: Target, news: News, pages: Mapping[str, Answer | None]) -> News:
        """Return the news as they are: there is nothing to add."""
        del target, pages
        return news
