"""Marks for watched names in running text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from interlink.lib.names.compare import Comparison
from interlink.lib.names.suggest import Suggestion
from interlink.lib.reading.cleaning import unstacked
from interlink.newsroom.evidence import wording as verdicts
from interlink.newsroom.inbox import explaining
from interlink.newsroom.inbox.highlights import Piece
from interlink.newsroom.press.legible import line
from interlink.newsroom.stories import wording
from interlink.newsroom.stories.reasons import Told

register = template.Library()


@register.filter
def why(told: Told) -> str:
    """Say why a report is in its story."""
    return wording.why(told)


@register.filter
def added(words: str) -> str:
    """Say one thing that a report added: a sentence of it, or bare numbers, which need a word with them."""
    if any(sign.isalpha() for sign in words):
        return words
    return _("numbers: %(numbers)s") % {"numbers": explaining.apart(words)}


@register.filter
def matters(told: Told) -> str:
    """Say one reason why a story is relevant, or is not."""
    return wording.matters(told)


@register.filter
def said(told: Mapping[str, Any]) -> str:
    """Say why a look at a cited page came to its verdict."""
    return verdicts.say(told)


@register.filter
def compared(found: Comparison) -> str:
    """Say why two names compare as they do."""
    return explaining.comparison(found)


@register.filter
def origins(offer: Suggestion) -> str:
    """Say how a spelling that may be missing came about."""
    return explaining.origins(offer)


@register.simple_tag
def pieces(parts: Iterable[Piece], within_link: bool = False) -> SafeString:
    """Write text with its watched names marked; the reason shows on hover and, outside of links, on focus."""
    mark = _in_link if within_link else _explained
    written = (mark(part) if part.reason else escape(unstacked(part.text)) for part in parts)
    return mark_safe("".join(written))  # noqa: S308 - all of it passed `escape`


@register.simple_tag
def options(rows: Iterable[Any], chosen: object) -> SafeString:
    """Write the choices of a field with hundreds of them, which a loop in a template takes its time over."""
    written = (
        f'<option value="{row.pk}"{" selected" if row.pk == chosen else ""}>{escape(line(row.name))}</option>'
        for row in rows
    )
    return mark_safe("".join(written))  # noqa: S308 - a key, and a name that passed `escape`


def _explained(part: Piece) -> str:
    reason = escape(part.reason)
    told = f'<mark tabindex="0" data-reason="{reason}" aria-description="{reason}">'
    return f"{told}{escape(part.text)}</mark>"


def _in_link(part: Piece) -> str:
    return f'<mark title="{escape(part.reason)}">{escape(part.text)}</mark>'
