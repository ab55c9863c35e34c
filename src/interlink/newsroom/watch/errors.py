"""What can go wrong while watching.

WatchError
├── NoFeedFound      the address has no feed that we could find
└── AlreadyWatched   the feed is a source already
"""

from __future__ import annotations


class WatchError(Exception):
    """Something about a source that a person can put right.

    Attributes:
        address: the address it was about.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, address: str, message: str) -> None:
        super().__init__(message)
        self.address = address


class NoFeedFound(WatchError):
    """No feed was found at an address."""


class AlreadyWatched(WatchError):
    """The feed is among the sources already."""
