"""What can go wrong with accounts.

AccountError
├── NameTaken      somebody has that name already
└── LastOperator   nobody would be left who may look after people
"""

from __future__ import annotations


class AccountError(Exception):
    """Something about an account that a person can put right.

    Attributes:
        name: the user name it was about.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class NameTaken(AccountError):
    """Somebody has that name already."""


class LastOperator(AccountError):
    """Nobody would be left who may look after people."""
