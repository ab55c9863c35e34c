"""What can go wrong with evidence.

EvidenceError
├── CaptureFailed   a page could not be captured this time
│   └── NoRoom      because the disk is full
├── SealingFailed   a capture cannot be packaged and signed
├── CopyRefused     a copy cannot be published or withdrawn as asked
├── NotAskedFor     the settings keep us from asking another archive
└── NotLogged       the log does not know a capture
"""

from __future__ import annotations

from interlink.lib.sentences import Sentence


class EvidenceError(Exception):
    """Something about a capture.

    Attributes:
        address: the page it was about.
        message: a sentence for a person.
        again: whether trying again may help.
    """

    def __init__(self, address: str, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.address = address
        self.message = message
        self.again = again


class CaptureFailed(EvidenceError):
    """A page could not be captured this time."""


class NoRoom(CaptureFailed):
    """There is no room on the disk to keep the page."""


class SealingFailed(EvidenceError):
    """A capture cannot be packaged and signed; what was captured is there all the same."""

    def __init__(self, address: str, message: str) -> None:
        super().__init__(address, message, again=False)


class CopyRefused(EvidenceError):
    """A copy cannot be published or withdrawn as somebody asked."""

    def __init__(self, address: str, message: str) -> None:
        super().__init__(address, message, again=False)


class NotAskedFor(EvidenceError):
    """The settings say that the Wayback Machine is not asked."""

    def __init__(self, address: str) -> None:
        super().__init__(address, Sentence("The settings say that the Wayback Machine is not asked."), again=False)


class NotLogged(EvidenceError):
    """The log does not know a capture: there is none of that number, or it is not sealed yet, or was let go."""

    def __init__(self, numbers: list[str]) -> None:
        which = ", ".join(numbers)
        super().__init__(which, f"The log of captures does not have {which}.", again=False)
