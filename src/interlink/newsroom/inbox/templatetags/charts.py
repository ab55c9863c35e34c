"""Charts without a script, drawn in the page; the table beside each says the same."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

STEP, BAR, HEIGHT = 28, 10, 110
LINE, THICK = 160, 10
LEAST = 2  # so that one shows beside hundreds


@register.simple_tag
def paired_bars(first: Sequence[int], second: Sequence[int], label: str) -> SafeString:
    """Draw two numbers for each step of time, side by side, the oldest first; the style turns it for right to left."""
    most = max([*first, *second], default=0) or 1
    width = STEP * len(first)
    return format_html(
        '<svg class="desk-bars desk-paired" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<path d="M0 {}.5h{}" class="desk-base"/><path d="{}"/><path class="desk-second" d="{}"/></svg>',
        width, HEIGHT + 1, label, HEIGHT, width, _outline(first, most, 2), _outline(second, most, 3 + BAR),
    )  # fmt: skip


def _outline(numbers: Sequence[int], most: int, left: int) -> str:
    heights = [max(round(HEIGHT * number / most), LEAST) if number else 0 for number in numbers]
    return "".join(
        f"M{STEP * place + left} {HEIGHT}v-{height}h{BAR}v{height}z" for place, height in enumerate(heights) if height
    )


@register.simple_tag
def line_bar(number: int, of: int, most: int) -> SafeString:
    """Draw a number as a line, and the part of it that counts twice darker; the cells beside it hold the numbers."""
    whole, part = (max(round(LINE * one / (most or 1)), LEAST) if one else 0 for one in (number, of))
    return format_html(
        '<svg class="desk-bars desk-line" viewBox="0 0 {} {}" aria-hidden="true">'
        '<path d="M0 0h{}v{}H0z"/><path class="desk-second" d="M0 0h{}v{}H0z"/></svg>',
        LINE, THICK, whole, THICK, part, THICK,
    )  # fmt: skip
