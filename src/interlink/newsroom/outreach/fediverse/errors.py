"""What can go wrong with what others send us, and when we ask who they are.

Refused                 what came is not taken; the other server hears why
├── Unreadable          it is no activity that we understand (400)
├── NotTheirs           it is not, or not provably, its sender's (401)
├── Unwelcome           we do not speak with that server (403)
├── NobodyHere          nobody here can be followed by that name (404)
└── NotNow              it is to be sent again later (429 or 503)
"""

from __future__ import annotations

from typing import ClassVar


class Refused(Exception):
    """What came is not taken.

    Attributes:
        status: The HTTP status that says so.
        message: One plain sentence for whoever runs the other server.
    """

    status: ClassVar[int]

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Unreadable(Refused):
    """It is no activity that we understand."""

    status = 400


class NotTheirs(Refused):
    """It is not, or not provably, its sender's."""

    status = 401


class Unwelcome(Refused):
    """We do not speak with that server."""

    status = 403


class NobodyHere(Refused):
    """Nobody here can be followed by that name."""

    status = 404


class Gone(NotTheirs):
    """The other server says that this actor is there no more."""


class NotNow(Refused):
    """It is to be sent again later."""

    status = 503


class TooMany(NotNow):
    """That server sends more than we take in an hour."""

    status = 429
