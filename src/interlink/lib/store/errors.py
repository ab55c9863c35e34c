"""What can go wrong with a store.

StoreError
├── NotKept         there is no file of that name
├── BadAddress      an address names no store
└── StoreRefused    the store does not do it: no room, no right, no answer
"""

from interlink.lib.sentences import Sentence


class StoreError(Exception):
    """Anything that goes wrong with a store.

    Attributes:
        name: The file or address that it is about.
        message: A sentence for a person.
        again: Whether trying again, with nothing changed by us, can help.
    """

    def __init__(self, name: str, words: str, *, again: bool = False) -> None:
        super().__init__(words)
        self.name = name
        self.message = words
        self.again = again


class NotKept(StoreError):
    """There is no file of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name, Sentence("The file %(name)s is not in the store.", name=name))


class BadAddress(StoreError):
    """An address names no store."""


class StoreRefused(StoreError):
    """The store does not do what it is asked to."""

    def __init__(self, name: str, why: str, *, again: bool = True) -> None:
        words = Sentence("The store would not do it for %(name)s: %(why)s.", name=name, why=why)
        super().__init__(name, words, again=again)
