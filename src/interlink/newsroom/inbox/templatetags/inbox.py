"""Marks for watched names in running text."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from interlink.newsroom.inbox.highlights import Piece

register = template.Library()


@register.simple_tag
def pieces(parts: Iterable[Piece]) -> SafeString:
    """Write text with its watched names marked; the reason shows on hover and on focus."""
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<mark tabindex="0" title="{}">{}</mark>', part.reason, part.text)
                if part.reason
                else part.text,
            )
            for part in parts
        ),
    )
