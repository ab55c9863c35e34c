"""Marks for watched names in running text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from interlink.newsroom.inbox.highlights import Piece
from interlink.newsroom.press.templatetags.press import legible

register = template.Library()

_SELECTED = mark_safe(" selected")


@register.simple_tag
def pieces(parts: Iterable[Piece], within_link: bool = False) -> SafeString:
    """Write text with its watched names marked; the reason shows on hover and, outside of links, on focus."""
    mark = _in_link if within_link else _explained
    return format_html_join("", "{}", ((mark(part) if part.reason else part.text,) for part in parts))


@register.simple_tag
def options(rows: Iterable[Any], chosen: object) -> SafeString:
    """Write the choices of a field with hundreds of them, which a loop in a template takes its time over."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((row.pk, _SELECTED if row.pk == chosen else "", legible(row.name)) for row in rows),
    )


def _explained(part: Piece) -> SafeString:
    told = '<mark tabindex="0" data-reason="{}" aria-description="{}">{}</mark>'
    return format_html(told, part.reason, part.reason, part.text)


def _in_link(part: Piece) -> SafeString:
    return format_html('<mark title="{}">{}</mark>', part.reason, part.text)
