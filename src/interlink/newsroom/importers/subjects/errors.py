"""What can go wrong with an alias book in a file.

BookError
├── NotABook        the file is something else
└── RefusedBook     it is larger than any alias book

`str(error)` is a sentence for a person, with the way out. What is wrong with a single line is no error: the line is
left out and told, see `book.LeftOut`.
"""

from __future__ import annotations


class BookError(Exception):
    """A file could not be read as an alias book.

    Attributes:
        name: the file's name.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class NotABook(BookError):
    """The file is no alias book, neither as a table nor as FollowTheMoney."""


class RefusedBook(BookError):
    """The file is not read, since it is too large."""
