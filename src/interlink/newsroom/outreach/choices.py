"""What somebody can get by mail."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Choice(StrEnum):
    """One kind of mail; the values are the names of the fields of a subscriber."""

    WEEKLY = "weekly"
    DAILY = "daily"
    EVERY_POST = "every_post"
    REMOVALS = "removals"

    @classmethod
    def read(cls, text: str) -> frozenset[Choice]:
        """Read choices from a list with commas or spaces between them; what is none is passed over."""
        return cls.chosen(text.replace(",", " ").split())

    @classmethod
    def chosen(cls, names: Iterable[str]) -> frozenset[Choice]:
        """Return the choices among some names."""
        return frozenset(choice for choice in cls if choice in set(names))

    @classmethod
    def write(cls, choices: Iterable[Choice]) -> str:
        """Write choices as `read` takes them, in their own order."""
        given = set(choices)
        return ",".join(choice for choice in cls if choice in given)
