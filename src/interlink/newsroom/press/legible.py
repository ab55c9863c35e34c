"""Text from outside as one line that a person can read: no control characters, no overrides, no absurd length."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from django.utils.text import Truncator
from django.utils.translation import get_language

from interlink.lib.reading import cleaning

LONGEST_LINE = 300


def line(text: str | None) -> str:
    """Return one line from an outside field, whatever is in it. What looks like markup stays, as the words it is."""
    return cut(cleaning.unstacked(" ".join(cleaning.plain(text or "").split())), LONGEST_LINE)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, with an ellipsis where something is left out, after a whole word."""
    if len(text) <= most:
        return text
    end = _ellipsis(get_language())
    if text.isascii():  # has no combining characters that would have to be counted out, one by one
        kept = text[: most - len(end)]
    else:
        text = unicodedata.normalize("NFC", text)
        shown = Truncator(text).chars(most)
        if shown == text:
            return text
        kept = shown.removesuffix(end)
    # Half a word may be another word, and in Persian another verb.
    at_word = kept.rfind(" ")
    whole = kept if text[len(kept)].isspace() or at_word < len(kept) // 2 else kept[:at_word]
    return f"{whole.rstrip()}{end}"


@lru_cache(maxsize=32)
def _ellipsis(language: str | None) -> str:
    """Return what ends a text that was cut; German wants a space before it."""
    del language  # the active one
    return Truncator("cut").chars(1)
