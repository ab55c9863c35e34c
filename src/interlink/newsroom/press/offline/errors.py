"""What can go wrong with editions.

EditionError
└── NoPdf   what draws PDFs is not installed
"""

from __future__ import annotations


class EditionError(Exception):
    """An edition could not be made.

    Attributes:
        again: whether trying again, unchanged, may help.
    """

    again = False


class NoPdf(EditionError):
    """What draws PDFs is not installed."""

    def __init__(self) -> None:
        super().__init__("PDFs need Pango, a library of the system: on Debian, apt install libpangoft2-1.0-0")
