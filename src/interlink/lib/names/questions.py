"""What somebody writes into a search field, read into phrases. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interlink.lib.names.indexed import words_of

MOST_PHRASES = 12
_PARTS = re.compile(r"""(-?)(?:["“”«»„]([^"“”«»„]*)["“”«»„]|(\S+))""")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand together.

    Attributes:
        words: As they are indexed.
        text: As the reader wrote them.
        excluded: They must not be there.
        beginning: The last word may go on: it was written with an asterisk.
        loose: It was written without quotation marks, so that it may be a part of a name with its neighbours.
    """

    words: tuple[str, ...]
    text: str
    excluded: bool = False
    beginning: bool = False
    loose: bool = True


def phrases(text: str) -> tuple[tuple[Phrase, ...], bool]:
    """Read what was written into a search field: its phrases, at most a dozen, and whether there were more."""
    found: list[Phrase] = []
    for minus, together, single in _PARTS.findall(text):
        written = together or single
        words = words_of(written)
        if words:
            found.append(Phrase(words, written, bool(minus), single.endswith("*"), loose=not together))
    return tuple(found[:MOST_PHRASES]), len(found) > MOST_PHRASES
