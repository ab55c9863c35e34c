"""Small pictures for sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

register = template.Library()

STEP, BAR, HEIGHT = 8, 6, 24
LEAST = 2  # so that a single item shows beside a hundred


@register.filter
def roughly_since(moment: datetime) -> str:
    """How long ago something was, in one unit: days, or hours, but not both; "just now" within the first minute."""
    return _("just now") if timezone.now() - moment < timedelta(minutes=1) else timesince(moment, depth=1)


@register.filter
def ago(moment: datetime) -> str:
    """Say how long ago something was, in one unit; within the first minute, that it was just now."""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}


@register.filter
def lasting(since: datetime) -> str:
    """Say for how long something has lasted, as a sentence."""
    if timezone.now() - since < timedelta(minutes=1):
        return _("Only just now.")
    return _("For %(since)s.") % {"since": timesince(since)}


@register.simple_tag
def bars(numbers: Sequence[int]) -> SafeString:
    """Draw the items of each week as a bar chart, with the numbers as its text."""
    told = _("Items a week, the oldest first: %(numbers)s") % {"numbers": ", ".join(map(str, numbers))}
    width = STEP * len(numbers)
    return format_html(
        '<svg class="desk-bars" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '<path d="{}"/></svg>',
        width, HEIGHT, width, HEIGHT, told, _outline(numbers),
    )  # fmt: skip


def _outline(numbers: Sequence[int]) -> str:
    """All bars as one SVG path, for a page has hundreds; a week without items is a thin line."""
    most = max(numbers, default=0) or 1
    heights = [max(round(HEIGHT * number / most), LEAST) if number else 1 for number in numbers]
    return "".join(f"M{STEP * place} {HEIGHT}v-{height}h{BAR}v{height}z" for place, height in enumerate(heights))
