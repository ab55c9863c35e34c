"""What can go wrong with a browser.

BrowserError
├── NoBrowser       there is none that we can use here
└── BrowserFailed   it did not start, broke down, or took too much
"""

from __future__ import annotations


class BrowserError(Exception):
    """A browser could not do what it was asked.

    Attributes:
        message: A sentence for a person.
        again: Whether trying again may help.
    """

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.message = message
        self.again = again


class NoBrowser(BrowserError):
    """There is no browser that we can use here."""

    def __init__(self, message: str) -> None:
        super().__init__(message, again=False)


class BrowserFailed(BrowserError):
    """The browser did not start, broke down, or took more time or memory than it gets."""

    def __init__(self, message: str) -> None:
        super().__init__(message, again=True)
