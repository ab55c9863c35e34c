"""What one card of a listing says about its article: headline, date, byline, summary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from interlink.lib.reading.bylines import clean_byline
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.instants import Instant, read_instant
from interlink.lib.reading.listing_pattern import Step
from interlink.lib.reading.written_dates import find_dates, read_day

_HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading], [itemprop=headline]"
_DATED = '[itemprop=datePublished], [class*="date" i], [class*="time" i], [class*="tarikh" i]'
_BYLINES = '[rel=author], [itemprop=author], [class*="byline" i], [class*="author" i]'
_MAX_CARD_TEXT = 2_000
_MAX_FOLLOWING = 6
_SHORT = 300
_LEAST_SUMMARY = 40
_FEW_LETTERS = 25
# What links to an article without saying what it is about.
_MORE = re.compile(
    r"^[\W\d_]*(?:(?:read|see|view|learn|show)\s+(?:more|on|full|all|article|story)\b.*|more|continue(?:\s+reading)?.*"
    r"|lire\s+(?:la\s+suite|plus|l['’]article).*|en\s+savoir\s+plus.*|voir\s+plus|suite|(?:hier\s+)?weiterlesen.*"
    r"|mehr(?:\s+(?:lesen|erfahren|dazu))?|zum\s+artikel|lexo(?:ni)?(?:\s+(?:më\s+shumë|m[eë]\s+tej|artikullin))?.*"
    r"|më\s+shumë|اقرأ\s+(?:المزيد|أيضا).*|المزيد|للمزيد|تابع(?:\s+القراءة)?|ادامه(?:[\s\u200c]+(?:مطلب|خبر|متن))?.*"
    r"|بیشتر(?:\s+بخوانید)?|متن\s+کامل|\d*\s*(?:comments?|commentaires?|kommentare?|komente?|تعليق(?:ات)?|نظر|دیدگاه))?[\W_]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    title: str
    published: Instant | None
    byline: str | None
    summary: str


def read_card(card: LexborNode, links: list[LexborNode], kind: Step, language: str | None) -> Card:
    """Read a card.

    Args:
        card: The element.
        links: The links to its article in it.
        kind: The kind of element cards are; where a list is flat (heading, paragraph, heading, paragraph), what
            follows up to the next of this kind belongs to the card.
        language: Of the page, to read its dates.
    """
    parts = [card, *_following(card, kind)]
    title = _title(card, links)
    byline_node = next((found for part in parts for found in part.css(_BYLINES)[:1]), None)
    return Card(
        title=title,
        published=_published(parts, language),
        byline=clean_byline(byline_node.text(separator=" ")[:_SHORT]) if byline_node is not None else None,
        summary=_summary(parts, title),
    )


def _following(card: LexborNode, kind: Step) -> list[LexborNode]:
    """The elements after a card that is no box of its own, up to the next card."""
    if card.tag not in {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "a"}:
        return []
    found: list[LexborNode] = []
    one = card.next
    while one is not None and len(found) < _MAX_FOLLOWING:
        if one.is_element_node:
            if Step.of(one).is_sibling_of(kind):
                break
            found.append(one)
        one = one.next
    return found


def _title(card: LexborNode, links: list[LexborNode]) -> str:
    headings = [text for node in card.css(_HEADINGS)[:3] if (text := _text(node)) and not _MORE.match(text)]
    if headings:
        return headings[0]
    texts = [_text(link) for link in links]
    told = [text for text in texts if text and not _MORE.match(text)]
    if told:
        return max(told, key=len)
    for link in links:
        image = link.css_first("img[alt]")
        for written in (link.attributes.get("title"), link.attributes.get("aria-label"),
                        image.attributes.get("alt") if image else None):  # fmt: skip
            if (text := line(written)) and not _MORE.match(text):
                return text
    return ""


def _text(node: LexborNode) -> str:
    return line(node.text(separator=" ")[:_MAX_CARD_TEXT])


def _published(parts: list[LexborNode], language: str | None) -> Instant | None:
    for written in _declared_dates(parts):
        if found := read_instant(written) or read_day(written, language):
            return found
    for part in parts:
        for text in part.text(separator="\n")[:_MAX_CARD_TEXT].split("\n"):
            if found := _standing_alone(line(text, 100), language):
                return found
    return None


def _declared_dates(parts: list[LexborNode]) -> Iterator[str]:
    for place in ("time", _DATED):
        for node in (node for part in parts for node in part.css(place)[:3]):
            for written in (node.attributes.get("datetime"), node.attributes.get("content"), _text(node)):
                if written:
                    yield written.strip()[:_SHORT]


def _standing_alone(text: str, language: str | None) -> Instant | None:
    """A date that is most of a line: one amid a sentence is part of the news."""
    if not any(map(str.isdigit, text)):
        return None
    dated = next(find_dates(text, language), None)
    if dated is None or sum(map(str.isalpha, text[: dated.start] + text[dated.end :])) > _FEW_LETTERS:
        return None
    return read_day(text, language)


def _summary(parts: list[LexborNode], title: str) -> str:
    for part in parts:
        for node in [part, *part.css("p")[:5]]:
            if node.tag == "p" and len(text := _text(node)) >= _LEAST_SUMMARY and text != title:
                return text
    return ""
