"""What is written on a card; pure."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import astuple, dataclass

# Raised when cards are drawn in another way, so that all are drawn anew.
FORM = 1
_SIGNS = 16
# What the font has: letters of Latin, Greek, Cyrillic and Arabic, digits, marks; and what is never seen.
_IN_FONT = re.compile(
    "[\u0020-\u007e\u00a0-\u024f\u0259\u02b0-\u036f\u0370-\u052f\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u1e00-\u1eff"
    "\u200c-\u200f\u2010-\u2027\u202f-\u203a\u2044\u2066-\u2069\u20a0-\u20bf\u2116\u2122\u2212\ufd3e\ufd3f\ufdfc]"
)
# As many marks as a letter of any of these scripts carries; what has more is there to run over the lines around.
_PILED_MARKS = re.compile("([\u0300-\u036f\u064b-\u065f]{3})[\u0300-\u036f\u064b-\u065f]+")


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows.

    Attributes:
        title: The largest words.
        below: One line below: a dateline, the span of a digest, what the group is about.
        name: The group's name, above.
        language: The language that the title is set in, which says from which side it runs.
        paper: The colour of the ground, such as #fbf9f4.
        accent: The colour of the mark.
    """

    title: str
    below: str
    name: str
    language: str
    paper: str
    accent: str

    @property
    def checksum(self) -> str:
        """What changes when the card does: how the SHA-256 of all of it begins."""
        told = json.dumps([FORM, *astuple(self)], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:_SIGNS]


def drawable(text: str) -> str | None:
    """Return a line without the signs that the font lacks, such as emoji; None if it lacks a letter or a digit."""
    signs = unicodedata.normalize("NFC", text)
    lacking = [sign for sign in signs if not _IN_FONT.match(sign)]
    if any(unicodedata.category(sign)[0] in "LN" for sign in lacking):
        return None
    kept = "".join(sign for sign in signs if _IN_FONT.match(sign))
    return " ".join(_PILED_MARKS.sub(r"\1", kept).split())
