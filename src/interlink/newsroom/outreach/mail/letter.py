"""A letter: one mail to one reader, ready to be handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter is for, with all that it says about them.

    Attributes:
        delivery: the number of their row in the ledger.
        subscriber: their own number.
        email: their address as it is shown.
        domain: its domain in ASCII.
    """

    delivery: int
    subscriber: int
    email: str
    domain: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one reader.

    Attributes:
        sender: the address that a mail that cannot be delivered comes back to.
        to: the reader's address as the mail server is told it.
        beyond_ascii: whether the server has to know letters beyond ASCII in addresses (RFC 6531).
        content: the whole message, lines ended by CRLF.
    """

    sender: str
    to: str
    beyond_ascii: bool
    content: bytes


class Writer(Protocol):
    """Writes the letters of one mailing; must bear to be asked by several threads."""

    def to(self, reader: Reader) -> Letter:
        """Return the letter to one reader.

        Raises:
            ValueError: this reader cannot be written to.
        """
