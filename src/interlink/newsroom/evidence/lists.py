"""Lists of addresses, as people paste them."""

from __future__ import annotations

from dataclasses import dataclass

from interlink.lib.fetch import FetchError
from interlink.lib.fetch.addresses import read_address

MOST_ADDRESSES = 500


@dataclass(frozen=True, slots=True)
class AddressList:
    """What a list holds.

    Attributes:
        addresses: Each once, in the order of the list.
        unfit: Lines that are no address that we go to, with why in plain words.
        over: How many addresses are beyond what is taken at once.
    """

    addresses: tuple[str, ...]
    unfit: tuple[tuple[str, str], ...] = ()
    over: int = 0


def read_list(text: str) -> AddressList:
    """Read a list with an address on each line; empty lines and those that begin with "#" are skipped."""
    found: dict[str, None] = {}
    unfit: list[tuple[str, str]] = []
    for line in (one.strip() for one in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        try:
            read_address(line)
        except FetchError as error:
            unfit.append((line, error.message))
        else:
            found[line] = None
    addresses = tuple(found)
    return AddressList(addresses[:MOST_ADDRESSES], tuple(unfit), max(0, len(addresses) - MOST_ADDRESSES))
