"""Text from outside as one line that a person can read: no control characters, no overrides, no absurd length."""

from __future__ import annotations

from functools import lru_cache

from django.utils.text import Truncator
from django.utils.translation import get_language

from interlink.lib.reading import cleaning

LONGEST_LINE = 300


def line(text: str | None) -> str:
    """Return one line from an outside field, whatever is in it. What looks like markup stays, as the words it is."""
    return cut(" ".join(cleaning.plain(text or "").split()), LONGEST_LINE)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, with an ellipsis where something is left out."""
    if text.isascii():  # has no combining characters that would have to be counted out, one by one
        end = _ellipsis(get_language())
        return text if len(text) <= most else f"{text[: most - len(end)]}{end}"
    return Truncator(text).chars(most)


@lru_cache(maxsize=32)
def _ellipsis(language: str | None) -> str:
    """Return what ends a text that was cut; German wants a space before it."""
    del language  # the active one
    return Truncator("cut").chars(1)
