"""What can go wrong when the site is written out.

BakeError
└── NotAPlace     an address that no file may stand for: it leads out of the site's folder
"""

from __future__ import annotations


class BakeError(Exception):
    """Something of the public site could not be written out.

    Attributes:
        address: the public address it was about.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, address: str, message: str) -> None:
        super().__init__(message)
        self.address = address


class NotAPlace(BakeError):
    """The address stands for no file in the site's folder."""

    def __init__(self, address: str) -> None:
        super().__init__(address, f"No file of the site can stand for the address {address}.")
