"""What can go wrong with a store.

StoreError
├── NotKept         there is no file of that name
├── BadAddress      an address names no store
└── StoreRefused    the store does not do it: no room, no right, no answer
"""


class StoreError(Exception):
    """Anything that goes wrong with a store.

    Attributes:
        name: The file or address that it is about.
        again: Whether trying again, with nothing changed by us, can help.
    """

    def __init__(self, name: str, words: str, *, again: bool = False) -> None:
        super().__init__(words)
        self.name = name
        self.again = again


class NotKept(StoreError):
    """There is no file of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"The file {name} is not in the store.")


class BadAddress(StoreError):
    """An address names no store."""


class StoreRefused(StoreError):
    """The store does not do what it is asked to."""

    def __init__(self, name: str, why: str, *, again: bool = True) -> None:
        super().__init__(name, f"The store would not do it for {name}: {why}.", again=again)
