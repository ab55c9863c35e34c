"""Why something did not work, stored with what the sentence was made of and told in the language of its reader."""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

from django.db import models
from django.utils.translation import get_language, get_language_bidi, gettext

from interlink.lib.reading.cleaning import plain
from interlink.lib.reading.digits import persian
from interlink.lib.sentences import Sentence, Value, in_english, kept, read_kept

_LONGEST = 1_000


class SentenceField(models.TextField[str, str]):
    """A text that keeps what it was made of; in the database it is a text, and a plain one stays plain."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """To migrations it is a text: the database sees no difference."""
        name, _path, args, options = super().deconstruct()
        return name or "", "django.db.models.TextField", list(args), dict(options)

    def from_db_value(self, text: str | None, *_: object) -> str | None:
        """Read the sentence with all that it remembers."""
        return read_kept(text) if text else text

    def get_prep_value(self, value: Any) -> Any:
        """Write it so that it can be read again."""
        return kept(value) if isinstance(value, str) else super().get_prep_value(value)


def told(text: str) -> str:
    """Say a sentence in the language in use; what has no translation, or is no sentence of ours, stays as it is."""
    if not text:
        return ""
    if not isinstance(text, Sentence) or not text.values:
        words = str.__str__(text)
        found = gettext(words)
        return plain(words[:_LONGEST]) if found == words else found
    words = gettext(text.template) % {name: _written(value) for name, value in text.values.items()}
    return f"\u200f{words}" if get_language_bidi() and _begins_from_the_left(words) else words


def _begins_from_the_left(words: str) -> bool:
    """Tell whether a browser takes a text for one from left to right: by its first letter, even one set apart."""
    return next((kind for kind in map(bidirectional, words) if kind in {"L", "R", "AL"}), "") == "L"


def _written(value: Value) -> str:
    if isinstance(value, Sentence):
        return told(value)
    if isinstance(value, str):
        # What others wrote is made harmless, and must not turn the sentence around it (Unicode UAX 9, isolates).
        clean = plain(value[:_LONGEST])
        if clean.isdecimal():
            return own_digits(clean)
        return f"\u2068{clean}\u2069" if get_language_bidi() or not clean.isascii() else clean
    return own_digits(in_english(value))


def own_digits(number: str) -> str:
    """Write a number with the digits of the language in use."""
    return persian(number) if (get_language() or "").partition("-")[0] == "fa" else number
