"""Text from outside as one line that a person can read: no control characters, no overrides, no absurd length."""

from __future__ import annotations

from django.utils.text import Truncator

from interlink.lib.reading import cleaning

LONGEST_LINE = 300


def line(text: str | None) -> str:
    """Return one line from an outside field, whatever is in it. What looks like markup stays, as the words it is."""
    return Truncator(" ".join(cleaning.plain(text or "").split())).chars(LONGEST_LINE)
