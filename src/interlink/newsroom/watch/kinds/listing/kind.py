"""A page of links: the articles among them are told by what was learnt from an example."""

from __future__ import annotations

from typing import ClassVar

from interlink.lib.fetch import PAGE, Answer, Limits
from interlink.lib.reading.listing_pattern import Pattern
from interlink.lib.reading.listings import read_listing
from interlink.newsroom.watch.kinds.protocol import News, OnePage, Target

PATTERN = "pattern"


class ListingKind(OnePage):
    """Front pages and sections of sites without a feed."""

    limits: ClassVar[Limits] = PAGE

    def read(self, target: Target, answer: Answer) -> News:
        """Read the page; that nothing fits the pattern any more is an error, for an editor has to look."""
        pattern = Pattern.from_json(target.memory[PATTERN])
        found = read_listing(answer.body, address=answer.address, pattern=pattern, charset=answer.charset)
        return News(found, target.memory)
