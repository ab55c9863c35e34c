"""What can go wrong with a channel.

ChannelError
├── NotTaken       the service says no to this message, for good
├── NotOurs        the service does not let us in, or not do this: somebody has to look at the account
├── NotNow         the service asks us to come back later, and has done nothing
├── NotReached     the service could not be asked, so it has done nothing
├── NotKnown       no answer came, or one that says nothing: it may have been done
└── NotThere       the message is not there, or not any more

None of them holds an address, which may have a key in it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from interlink.lib.sentences import Sentence

LONGEST_WORDS = 300


class Problem(StrEnum):
    """What went wrong, as it is stored; `words.py` says it in an editor's language."""

    REFUSED = "refused"
    TOO_LONG = "too long"
    PICTURE = "picture"
    TWICE = "twice"
    KEYS = "keys"
    NO_KEYS = "no keys"
    FORBIDDEN = "forbidden"
    NO_PLACE = "no place"
    BUSY = "busy"
    AWAY = "away"
    ADDRESS = "address"
    NO_ANSWER = "no answer"
    STRANGE = "strange"
    NOT_THERE = "not there"
    CANNOT_EDIT = "cannot edit"
    CANNOT_DELETE = "cannot delete"
    DAMAGED = "damaged"
    NOT_PUBLIC = "not public"


class ChannelError(Exception):
    """Something about a channel.

    Attributes:
        problem: what it is.
        words: the service's own, made fit to show, or a sentence of ours about the network; may be empty.
        wait: seconds that the service asks us to wait, if it said so.
        again: whether trying again may help.
    """

    again: ClassVar[bool] = False

    def __init__(self, problem: Problem, words: str = "", wait: float | None = None) -> None:
        self.words = words if isinstance(words, Sentence) else _fit_to_show(words)
        super().__init__(f"{problem}: {self.words}" if self.words else str(problem))
        self.problem = problem
        self.wait = wait


def _fit_to_show(words: str) -> str:
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(shown.split())[:LONGEST_WORDS]


class NotTaken(ChannelError):
    """The service says no to this message, for good."""


class NotOurs(ChannelError):
    """The service does not let us in, or not do this."""


class NotNow(ChannelError):
    """The service asks us to come back later, and has done nothing."""

    again = True


class NotReached(ChannelError):
    """The service could not be asked."""

    again = True


class NotKnown(ChannelError):
    """It may have been done, and it may not."""

    again = True


class NotThere(ChannelError):
    """The message is not there, or not any more."""
