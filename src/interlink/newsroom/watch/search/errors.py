"""What can stand in the way of a search.

SearchError
└── TookTooLong   it was given up after its time
"""

from __future__ import annotations


class SearchError(Exception):
    """A search could not be answered.

    Attributes:
        again: whether trying again, unchanged, may help.
    """

    again = True


class TookTooLong(SearchError):
    """It was given up after its time."""
