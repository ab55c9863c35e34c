"""Running text with its watched names marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from interlink.lib.reading.cleaning import unstacked
from interlink.newsroom.inbox.highlights import Piece


def write(parts: Iterable[Piece], *, within_link: bool = False) -> str:
    """Write text as HTML; why a name counts shows on hover and, outside of links, on focus."""
    mark = _in_link if within_link else _explained
    return "".join(mark(part) if part.reason else escape(unstacked(part.text)) for part in parts)


def _explained(part: Piece) -> str:
    reason = escape(part.reason)
    told = f'<mark tabindex="0" data-reason="{reason}" aria-description="{reason}">'
    return f"{told}{escape(part.text)}</mark>"


def _in_link(part: Piece) -> str:
    return f'<mark title="{escape(part.reason)}">{escape(part.text)}</mark>'
