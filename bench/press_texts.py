"""Invented posts for the bench of the public site: the same for us and for the peer."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIRST = datetime(2016, 1, 4, 9, 0, tzinfo=UTC)
POSTS_A_MONTH = 150
OUTLETS = tuple(f"The {place} {kind}" for place in ("Harbour", "Valley", "Northern", "Lake", "Marsh", "Castle")
                for kind in ("Gazette", "Post", "Herald", "Courier", "Echo"))  # fmt: skip
# Words that every text has, as in English; the first of them is in nearly all posts.
_SMALL = ("the", "of", "and", "to", "in", "a", "was", "that", "for", "it", "with", "as", "his", "on", "be", "at", "by")
_SYLLABLES = [first + second for first in "bcdfghjklmnprstvz" for second in "aeiou"]
_WORDS_IN_ALL = 30_000
COMMONEST = "the"


@dataclass(frozen=True, slots=True)
class Text:
    """One post."""

    title: str
    paragraphs: tuple[str, str]
    comment: str
    outlet: str
    posted: datetime


def vocabulary() -> list[str]:
    chance = random.Random(7)
    made = {"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_WORDS_IN_ALL * 2)}
    return [*_SMALL, *sorted(made, key=lambda word: (len(word), hash_of(word)))[:_WORDS_IN_ALL]]


def hash_of(word: str) -> int:
    return sum(ord(letter) * 31**place for place, letter in enumerate(word)) % 1_000_003


def texts(number: int) -> list[Text]:
    """Return so many posts, the oldest first; words are as common as in any language (Zipf)."""
    chance = random.Random(1)
    words = vocabulary()
    weights = []
    total = 0.0
    for rank in range(len(words)):
        total += 1 / (rank + 2)
        weights.append(total)

    def some(count: int) -> str:
        drawn = chance.choices(words, cum_weights=weights, k=count)
        return " ".join(drawn).capitalize()

    gap = timedelta(days=30) / POSTS_A_MONTH
    return [
        Text(
            title=some(8),
            paragraphs=(f"{some(60)} {COMMONEST} end.", f"{some(45)}."),
            comment=f"{some(70)}.",
            outlet=chance.choice(OUTLETS),
            posted=FIRST + place * gap,
        )
        for place in range(number)
    ]
