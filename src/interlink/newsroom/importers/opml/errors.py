"""What can go wrong with a list of sources in a file.

OpmlError
├── NotOpml        the file is something else
├── BrokenOpml     it is OPML, and its XML is broken beyond mending
└── RefusedOpml    reading it could do harm: it declares XML entities, is too large, or too deep

`str(error)` is a sentence for a person, with the way out.
"""

from __future__ import annotations


class OpmlError(Exception):
    """A file could not be read as a list of sources.

    Attributes:
        message: a sentence for a person.
        name: the file's name.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.name = name


class NotOpml(OpmlError):
    """The file is not OPML at all."""


class BrokenOpml(OpmlError):
    """The file's XML is broken."""


class RefusedOpml(OpmlError):
    """The file is not read, since it could do harm."""
