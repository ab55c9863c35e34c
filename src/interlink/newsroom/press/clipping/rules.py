"""What we decide when a report is clipped; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

LONGEST_WORDS = 5_000
"""How many characters of a selection are taken over; a link cannot hold many more."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}…"
_TO_WORDS = ":~:"
"""With this a link leads to words on the page (Scroll to Text Fragment); it is no part of the page's address."""
_QUOTED = re.compile(r"\s*[\"“„«](.+)[\"“”»]\s*", re.DOTALL)
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Found:
    """What a captured page says of itself, by the names of a post's fields; empty where it says nothing."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    place: str = ""
    reported_on: date | None = None
    excerpt: str = ""
    excerpt_language: str = ""


def address_in(*texts: str) -> str:
    """Return the first web address in some texts: a phone hands over a page's address in any of several fields."""
    for text in texts:
        found = _ADDRESS.search(text)
        if found:
            return found[0].partition(_TO_WORDS)[0].removesuffix("#").rstrip(_TRAILING)
    return ""


def shared_words(text: str, title: str) -> str:
    """Return the words that were selected on a page that a phone shares; empty where it shares the page alone.

    Phones put the words into quotation marks before the address, or hand over nothing but them.
    """
    found = _ADDRESS.search(text)
    if found is None:
        return "" if text.strip() == title.strip() else text
    quoted = _QUOTED.fullmatch(text[: found.start()])
    return quoted[1] if quoted else ""


def has_words(excerpt: str, words: str) -> bool:
    """Tell whether an excerpt has some words, however they are broken into lines."""
    return " ".join(words.split()) in " ".join(excerpt.split())


def selection(text: str) -> str:
    """Return selected words as an excerpt: paragraphs with an empty line between, nothing else of their layout."""
    paragraphs = (" ".join(part.split()) for part in text[:LONGEST_WORDS].replace("\x00", "").splitlines())
    return "\n\n".join(filter(None, paragraphs))


def words_in(text: str) -> int:
    """Count the words of an excerpt as outlets count them: runs of letters or digits with no space within."""
    return len(_WORD.findall(text))


def to_fill(there: Mapping[str, object], found: Found, placeholder: str) -> dict[str, object]:
    """Return what of a page is filled into a draft: only what nobody has written anything into.

    Args:
        there: The draft's fields by name.
        found: What the page says.
        placeholder: The title that stands in for one until the page is read.
    """
    said = {field.name: getattr(found, field.name) for field in fields(found)}
    return {
        name: value
        for name, value in said.items()
        if value and (not there.get(name) or (name == "title" and there[name] == placeholder))
    }
