"""Sentences that can be told in another language later than they were made.

A library and a worker say in English why something did not work, since neither knows who will read it, perhaps weeks
later. So the sentence remembers what it was made of, and whoever shows it can have it translated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import reduce
from typing import Self

Value = str | int | float
"""What can stand in a sentence; another sentence is translated along with it."""

_BEGINS = '["'


class Sentence(str):
    """Words in English that remember their template and values, and are a text like any other otherwise.

    Args:
        template: The words, with places for values as in "Nothing answers at %(host)s."; catalogues of translations
            are asked for it. Without values it is the text as it stands.
        values: What to put there. Numbers are given as numbers, so that each language can write them its own way;
            what only looks like one, such as a port, is given as text.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Value]

    def __new__(cls, template: str, /, **values: Value) -> Self:
        """Put the values into their places."""
        written = {name: in_english(value) for name, value in values.items()}
        sentence = super().__new__(cls, template % written if values else template)
        sentence.template, sentence.values = template, values
        return sentence

    def about(self, **values: Value) -> Self:
        """Return the same words with values put in."""
        return type(self)(self.template, **values)


def joined(sentences: Iterable[str]) -> str:
    """Put sentences one after the other, and return one that remembers them all."""
    return reduce(lambda first, then: Sentence("%(first)s %(then)s", first=first, then=then), sentences)


def kept(text: str) -> str:
    """Write a sentence so that it can be stored and read again with all that it remembers; other texts stay."""
    if isinstance(text, Sentence) and (text.values or text.startswith(_BEGINS)):
        return json.dumps(_parts(text), ensure_ascii=False, separators=(",", ":"))
    return str.__str__(text)


def read_kept(text: str) -> Sentence:
    """Read what `kept` wrote; any other text becomes a sentence without values."""
    if text.startswith(_BEGINS):
        try:
            return _of_parts(json.loads(text))
        except (ValueError, TypeError, KeyError):
            pass  # somebody's own words that only begin so
    return Sentence(text)


def in_english(value: Value) -> str:
    """Write a value as an English sentence has it."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _parts(sentence: Sentence) -> list[object]:
    values = {name: _parts(value) if isinstance(value, Sentence) else value for name, value in sentence.values.items()}
    return [sentence.template, values]


def _of_parts(parts: list[object]) -> Sentence:
    template, values = parts
    if not (isinstance(template, str) and isinstance(values, dict)):
        raise TypeError(parts)
    return Sentence(template, **{name: _of_parts(v) if isinstance(v, list) else v for name, v in values.items()})
