"""What the fields of a post say, however they were read: as a page of Wagtail's, or as the columns that lists show."""

from __future__ import annotations

import re
from typing import Any

from wagtail.rich_text import expand_db_html

from interlink.lib.reading import cleaning
from interlink.lib.reading.datelines import Dateline
from interlink.newsroom.press import kinds
from interlink.newsroom.press.legible import cut

LONGEST_TEASER = 420
_HEADING = re.compile(r"<(h[1-6])\b[^>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)


class PostWords:
    """The part of a post that needs no database once its columns are read."""

    kind: Any
    body: Any

    def has(self, field: str) -> bool:
        """Say whether posts of this kind have a field."""
        return kinds.has(self.kind, field)

    def shown(self, field: str) -> Any:
        """Return what a field holds if posts of this kind have it, else nothing."""
        return getattr(self, field) if self.has(field) else None

    @property
    def dateline(self) -> Dateline:
        """Who reported it, where and when."""
        return Dateline(
            byline=self.shown("byline") or None,
            outlet=self.shown("outlet") or None,
            place=self.shown("place") or None,
            date=self.shown("reported_on"),
            first_published=self.shown("first_published"),
        )

    @property
    def excerpt_paragraphs(self) -> list[str]:
        """The quoted paragraphs."""
        return [part.strip() for part in (self.shown("excerpt") or "").split("\n\n") if part.strip()]

    @property
    def quotes(self) -> bool:
        """Whether its words are others'."""
        return self.kind in kinds.QUOTING

    @property
    def teaser(self) -> str:
        """The beginning of the excerpt, or else of the text, legible, for lists and for those who show a link."""
        paragraphs = self.excerpt_paragraphs
        if not paragraphs:
            body = expand_db_html(self.shown("body") or "")
            text = cleaning.text_of_html(_HEADING.sub("", body)) or cleaning.text_of_html(body)
            paragraphs = [part for part in text.split("\n\n") if part.strip()]
        return cut(cleaning.plain(paragraphs[0]), LONGEST_TEASER) if paragraphs else ""
