"""Marks for watched names in running text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
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

_SELECTED = mark_safe(" selected")


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
    return format_html_join("", "{}", ((mark(part) if part.reason else unstacked(part.text),) for part in parts))


@register.simple_tag
def options(rows: Iterable[Any], chosen: object) -> SafeString:
    """Write the choices of a field with hundreds of them, which a loop in a template takes its time over."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((row.pk, _SELECTED if row.pk == chosen else "", line(row.name)) for row in rows),
    )


def _explained(part: Piece) -> SafeString:
    told = '<mark tabindex="0" data-reason="{}" aria-description="{}">{}</mark>'
    return format_html(told, part.reason, part.reason, part.text)


def _in_link(part: Piece) -> SafeString:
    return format_html('<mark title="{}">{}</mark>', part.reason, part.text)
