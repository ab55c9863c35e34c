"""How a list is cut into pages that keep their number as the archive grows; pure.

A span of a list, such as a month, is cut from its old end: page 1 has the oldest posts for good. What is newer than the
last whole page stands at the span's own address, so that a new post changes that page and no old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PER_PAGE = 30
_DECEMBER = 12


class Kind(StrEnum):
    """What the posts of a list have in common beside their language."""

    POSTS = ""
    OUTLET = "outlet"
    TAG = "tag"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list within a language.

    Attributes:
        kind: What its posts have in common.
        key: Which outlet or tag, as in the address; a subject's number.
    """

    kind: Kind = Kind.POSTS
    key: str = ""

    @property
    def code(self) -> str:
        """The list as it is stored."""
        return f"{self.kind}:{self.key}" if self.kind else ""


ALL = Listing()


def listing_of(code: str) -> Listing:
    """Return the list that a stored code stands for."""
    kind, there, key = code.partition(":")
    return Listing(Kind(kind), key) if there else ALL


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A year, or one of its months."""

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def after(self) -> date:
        """The first day after it."""
        if self.month is None or self.month == _DECEMBER:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)


def span_of(listing: Listing, day: date) -> Span:
    """Return the span whose pages a post of that day is on: a month of all posts, else a year."""
    return Span(day.year, day.month if listing.kind is Kind.POSTS else None)


def whole_pages(posts: int) -> int:
    """Return how many numbered pages a span of so many posts has; its own address has the rest, never few of many."""
    return max(0, posts // PER_PAGE - 1)


def bounds(posts: int, page: int | None) -> tuple[int, int] | None:
    """Return which posts a page has, from the oldest, which is 0: the first, and the one after the last.

    Args:
        posts: How many posts the span has.
        page: The page's number, or None for the span's own address.

    Returns:
        None where there is no such page.
    """
    if page is None:
        return (whole_pages(posts) * PER_PAGE, posts) if posts else None
    if not 1 <= page <= whole_pages(posts):
        return None
    return (page - 1) * PER_PAGE, page * PER_PAGE


def page_with(posts: int, position: int) -> int | None:
    """Return the page that has the post at a position, None standing for the span's own address."""
    page = position // PER_PAGE + 1
    return page if page <= whole_pages(posts) else None


def pages_from(posts: int, position: int) -> list[int | None]:
    """Return the pages that change when a post comes in or goes out at a position.

    These are the page that leads to the one with the post, all newer ones, and the one that there may have been.
    """
    first = max(1, position // PER_PAGE)
    return [*range(first, whole_pages(posts) + 2), None]
