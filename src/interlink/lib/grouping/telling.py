"""What a later report of a story adds to the earlier ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from interlink.lib.grouping.facts import find_facts
from interlink.lib.grouping.words import count_words
from interlink.lib.names.normalise import fold

# Until then others' reports are of the same turn of events; what is new after that is a follow-up.
SAME_TURN = timedelta(hours=20)
_SENTENCE = re.compile(r"(?<=[.!?؟۔])\s+|(?<=[。！？])|\n+")
_NEW_WORDS = 0.6
_LEAST_LETTERS = 25
_LEAST_SIGNS = 10
_MOST_READ = 6_000
_FOLLOWS_UP = 0.5


class Role(StrEnum):
    """What a report is to its story."""

    FIRST = "first"
    REWRITE = "rewrite"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was printed.

    Attributes:
        title: Its title.
        text: Its text, or what is known of it.
        language: ISO 639-1, or "".
    """

    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Added:
    """What a report tells that none before it did.

    Attributes:
        sentences: Those that are new in its own language; all of them when it is the first in that language.
        numbers: Numbers and days that no report before it has, in whatever language.
        share: What share of its sentences is new; None when it is the first in its language, as nobody can tell.
    """

    sentences: tuple[str, ...]
    numbers: tuple[str, ...]
    share: float | None


def added(report: Told, earlier: Sequence[Told]) -> Added:
    """Compare a report with those before it: by sentences within its language, by numbers with all."""
    known = {fact for one in earlier for fact in _facts(one)}
    numbers = tuple(fact for fact in dict.fromkeys(_facts(report)) if fact not in known)
    own = [one for one in earlier if one.language == report.language]
    if not own:
        return Added((), numbers, None)
    words = {word for one in own for word in count_words(fold(one.title), fold(one.text[:_MOST_READ]), _MOST_READ)}
    sentences = _sentences(report.text)
    new = tuple(sentence for sentence in sentences if _is_new(sentence, words))
    return Added(new, numbers, len(new) / len(sentences) if sentences else 0.0)


def role(after_first: timedelta, what: Added) -> Role:
    """Tell a rewrite of the first report from a follow-up: later, and with more that is new than is old.

    In a language that the story had no report in before, only the time tells.
    """
    if after_first > SAME_TURN and (what.share is None or what.share >= _FOLLOWS_UP):
        return Role.FOLLOW_UP
    return Role.REWRITE


def _facts(report: Told) -> list[str]:
    return find_facts(fold(f"{report.title}. {report.text[:_MOST_READ]}"), report.language)


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in _SENTENCE.split(text[:_MOST_READ]))
    return [part for part in parts if len(part) >= (_LEAST_LETTERS if part.isascii() or " " in part else _LEAST_SIGNS)]


def _is_new(sentence: str, known: set[str]) -> bool:
    words = count_words("", fold(sentence))
    return bool(words) and sum(word not in known for word in words) >= _NEW_WORDS * len(words)
