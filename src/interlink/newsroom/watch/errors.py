"""What can go wrong while watching.

WatchError
├── NothingFound     nothing at the address can be watched; an example article may help
├── AlreadyWatched   the address is a source already
├── NoSuchMailbox    the settings name no mailbox of this name
├── UnfitName        a name that cannot be stored or looked for
├── MentionGone      the item no longer says what was pointed at
├── StaysPrivate     a private person stays one until two people agree that it is none
└── NotMergeable     two subjects cannot be made one, or one cannot be made two again, as things are
"""

from __future__ import annotations

from interlink.lib.sentences import Sentence


class WatchError(Exception):
    """Something about a source or a subject that a person can put right.

    Attributes:
        message: a sentence for a person.
        address: the address or the name it was about.
        again: whether trying again, unchanged, may help.
    """

    again = False

    def __init__(self, address: str, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.address = address


class NothingFound(WatchError):
    """Nothing at an address can be watched.

    Attributes:
        example_helps: whether the address is a page on which an example article would show what to look for.
    """

    def __init__(self, address: str, message: str, *, example_helps: bool = False) -> None:
        super().__init__(address, message)
        self.example_helps = example_helps


class AlreadyWatched(WatchError):
    """The address is among the sources already."""


class NoSuchMailbox(WatchError):
    """The desk's settings have no mailbox of this name."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(
            address,
            Sentence(
                "There is no mailbox named %(name)s in the settings. Add [mailboxes.%(name)s] to interlink.toml.",
                name=name,
            ),
        )


class UnfitName(WatchError):
    """A name cannot be stored or looked for."""


class MentionGone(WatchError):
    """An item says something else by now than where a name was found in it."""

    def __init__(self, address: str) -> None:
        super().__init__(address, Sentence("The report says something else by now. Look at it again."))


class NotMergeable(WatchError):
    """Two subjects cannot be made one, or one cannot be made two again, as things are."""


class StaysPrivate(WatchError):
    """A private person stays one until two people agree that it is none."""
