"""What is asked about how much a post quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interlink.newsroom.press import rules
from interlink.newsroom.press.clipping.rules import words_in
from interlink.newsroom.press.models.excerpts import LongExcerpt
from interlink.newsroom.watch import queries as watch
from interlink.newsroom.watch.models import Source

if TYPE_CHECKING:
    from interlink.newsroom.press.models.posts import PostPage


@dataclass(frozen=True, slots=True)
class Quote:
    """How much a version of a post quotes, and how much it may.

    Attributes:
        words: how many words its excerpt has.
        limit: how many may usually be quoted.
        outlet: whose own limit that is; empty where it is the house's.
        allowed: the exception that counts for the report that it cites, if a publisher has made one.
    """

    words: int
    limit: int
    outlet: str = ""
    allowed: LongExcerpt | None = None

    @property
    def most(self) -> int:
        """How many words readers may get."""
        return max(self.limit, self.allowed.words if self.allowed else 0)

    @property
    def over(self) -> int:
        """How many words it has too many."""
        return max(0, self.words - self.most)

    @property
    def stands_on_exception(self) -> bool:
        """Whether it may go out only since a publisher has allowed it."""
        return self.limit < self.words <= self.most


def source_of(post: PostPage) -> Source | None:
    """Return whose report a post cites, as far as we watch them."""
    return post.item.source if post.item is not None else watch.source_of(post.cited_address)


def words_allowed(source: Source | None) -> int:
    """Return how many words of an outlet's report may usually be quoted."""
    return (source.excerpt_words if source else None) or rules.EXCERPT_WORDS


def quote_of(post: PostPage) -> Quote:
    """Return how much a version of a post quotes; a post of a kind without an excerpt quotes nothing."""
    source = source_of(post)
    allowed = None
    if post.pk is not None and post.cited_address:
        allowed = LongExcerpt.objects.filter(post=post.pk, address=post.cited_address).select_related("by").first()
    return Quote(
        words=words_in(post.shown("excerpt") or ""),
        limit=words_allowed(source),
        outlet=source.name if source and source.excerpt_words else "",
        allowed=allowed,
    )
