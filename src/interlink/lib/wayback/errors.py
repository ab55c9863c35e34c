"""What can go wrong with the Wayback Machine.

    WaybackError
    ├── KeysRefused      it does not know our keys, or wants some
    ├── Busy             it asks us to come later, and may say when
    ├── PageRefused      it does not capture this page, whoever asks
    ├── CaptureMissed    it could not capture the page this time
    └── NotUnderstood    what it answered is not what its manual says

That nobody answers at all is an error of `interlink.lib.fetch`.
"""

from __future__ import annotations


class WaybackError(Exception):
    """The Wayback Machine did not do what it was asked for.

    Attributes:
        message: One plain sentence for an editor.
        again: Whether trying again later may help without anybody changing anything.
        wait: Seconds after which to try again; None where it does not say.
        stops: Whether asking for other pages would fare no better now.
    """

    again: bool = True
    stops: bool = False

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.wait = wait


class KeysRefused(WaybackError):
    """It does not know our keys, or wants some."""

    again = False
    stops = True


class Busy(WaybackError):
    """It has too much to do, or has done enough for us for now."""

    stops = True


class PageRefused(WaybackError):
    """It does not capture this page, whoever asks."""

    again = False


class CaptureMissed(WaybackError):
    """It could not capture the page this time."""


class NotUnderstood(WaybackError):
    """What it answered is not what its manual says."""
