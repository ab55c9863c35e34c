"""What we decide about a post's subjects; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_MOST_NAMES = 20
_BETWEEN = re.compile(r"[;\n]")
_LONGEST_KEY = 18
"""SQLite's keys have no more digits that we could trust."""


class How(StrEnum):
    """Why a subject is ticked or not."""

    WORDS = "words"
    FILED = "filed"
    LEFT_OUT = "out"


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject as it stood in the form when that was opened."""

    subject: int
    ticked: bool
    how: How

    def __str__(self) -> str:
        return f"{self.subject}.{int(self.ticked)}.{self.how}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what a form sent; None where that makes no sense."""
        number, ticked, how = [*text.split("."), "", ""][:3]
        subject = key_in(number)
        if subject is None or ticked not in {"0", "1"} or how not in set(map(str, How)):
            return None
        return cls(subject, ticked == "1", How(how))


def key_in(text: str) -> int | None:
    """Return the key that a form sent, if it is one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_KEY else None


def decided(before: Iterable[Shown], ticked: Iterable[int], added: Iterable[int] = ()) -> dict[int, bool]:
    """Return what stands as an editor's decision: the subjects filed under (True) or kept out of (False).

    Only a tick that was changed is a decision. One that was left alone stays what it was, so that words which name
    another subject later still count. The outcome depends on the form alone: saved twice, it is the same.

    Args:
        before: How the form was when it was opened.
        ticked: What is ticked now.
        added: What was added by name.
    """
    now = set(ticked)
    found = {}
    for one in before:
        if (one.subject in now) is not one.ticked:
            found[one.subject] = one.subject in now
        elif one.how is not How.WORDS:
            found[one.subject] = one.how is How.FILED
    return found | dict.fromkeys(added, True)


def subjects(named: Iterable[int], standing: Mapping[int, bool]) -> set[int]:
    """Return under which subjects a post is found: those that its words name, and what an editor decided."""
    return {number for number in {*named, *standing} if standing.get(number, True)}


def names_in(text: str) -> list[str]:
    """Return the names that were typed, one after the other with semicolons or on lines of their own."""
    return [name for part in _BETWEEN.split(text) if (name := " ".join(part.split()))][:_MOST_NAMES]
