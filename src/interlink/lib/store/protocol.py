"""What a store does."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol


class Store(Protocol):
    """Keeps files under names such as "2026/11/00000001.wacz".

    A file is there whole or not at all. All of these raise StoreRefused where the store does not do it, and
    ValueError for a name that leads out of it.
    """

    def put(self, name: str, source: Path) -> None:
        """Keep a file; one of that name is replaced. When this returns, it will stay."""

    def get(self, name: str, target: Path) -> None:
        """Bring a file to a place on this machine, whose folder is there.

        Raises:
            NotKept: There is none of that name.
        """

    def size(self, name: str) -> int | None:
        """Give how long a file is; None where there is none."""

    def names(self, start: str = "") -> Iterator[str]:
        """Give the names that begin so, in their order."""

    def remove(self, name: str) -> None:
        """Let a file go; one that is not there is no error."""


def checked(name: str) -> str:
    """Give a name back, if it stays within the store.

    Raises:
        ValueError: It does not.
    """
    place = PurePosixPath(name)
    if (
        name in ("", ".")
        or str(place) != name
        or place.is_absolute()
        or ".." in place.parts
        or "\\" in name
        or "\0" in name
    ):
        raise ValueError(f"This is no name for a file in a store: {name!r}")
    return name
