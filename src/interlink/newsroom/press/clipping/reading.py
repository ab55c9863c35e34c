"""Reading a captured page as a post needs it: dateline, words to quote, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from interlink.lib.reading.articles import read_article
from interlink.lib.reading.datelines import parse
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.language import guess
from interlink.lib.store.errors import StoreError
from interlink.lib.warc.errors import WarcError
from interlink.newsroom.evidence.looking import captured_page, charset_in
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.press import rules
from interlink.newsroom.press.clipping.rules import Found
from interlink.newsroom.watch import queries as watch
from interlink.newsroom.watch.models import Source


@dataclass(frozen=True, slots=True)
class Name:
    """A watched subject that a page names.

    Attributes:
        subject: its number.
        found: the words that name it.
        reason: why they count.
    """

    subject: int
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a captured page says, whom it names, its words and when it came out."""

    found: Found
    names: tuple[Name, ...] = ()
    text: str = ""
    published: datetime | None = None


def read(capture: Capture, source: Source | None, words: int) -> PageRead:
    """Read a captured page.

    Args:
        capture: A whole capture.
        source: Whose page it is, as far as known.
        words: How many words of it may be quoted.
    """
    address = capture.final_address or capture.address
    article = None
    if capture.is_page:
        try:
            body, headers = captured_page(capture)
            article = read_article(body, address=address, charset=charset_in(headers))
        except (WarcError, StoreError, ReadingError):
            article = None  # what the capture's row holds has to do
    text = article.text if article else capture.text
    language = (article.language if article else None) or guess(text) or (source.language if source else "")
    published = article.published if article else None
    dateline, _rest = parse(text, language or None)
    matches = watch.spotter().spot(text) if text else []
    first = {match.subject: match for match in reversed(matches)}
    return PageRead(
        Found(
            title=(article.title if article else "") or capture.title,
            byline=((article.byline if article else None) or dateline.byline or "")[:300],
            outlet=(
                (source.name if source else None) or (article.outlet if article else None) or dateline.outlet or ""
            )[:200],
            place=(dateline.place or "")[:200],
            reported_on=published.date() if published else dateline.date,
            excerpt=rules.choose_excerpt(text, [(match.start, match.end) for match in matches], words),
            excerpt_language=language,
        ),
        tuple(
            Name(match.subject, match.found, match.reason)
            for match in sorted(first.values(), key=lambda one: one.start)
        ),
        text,
        published,
    )
