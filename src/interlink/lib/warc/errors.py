"""What can go wrong with web archive files.

WarcError
├── KeyUnusable             the desk's signing key is not one to sign with
├── StampRefused            an authority gave no timestamp that we can use
├── WriteFailed             nothing was written under the final name
│   ├── DiskFull            no room; trying again helps once there is some
│   ├── AlreadyThere        a file has that name, and captures are never overwritten
│   └── OriginalMissing     it points to a payload of an earlier capture that was not given
└── ReadFailed
    ├── NotThere            no such file
    ├── NotReadable         the file may not or cannot be read from the disk
    ├── BrokenFile          not a web archive, or damaged from some place on
    ├── TooLarge            more than we are willing to unpack
    └── NoPage              nothing in it that could be shown
"""

from pathlib import Path

from interlink.lib.sentences import Sentence


class WarcError(Exception):
    """Anything that goes wrong with a web archive file.

    Attributes:
        path: The file that it is about.
        message: A sentence for a person.
        again: Whether trying again, with nothing changed by us, can help.
    """

    again = False

    def __init__(self, path: Path, words: str) -> None:
        super().__init__(words)
        self.path = path
        self.message = words


class KeyUnusable(WarcError):
    """The signing key is damaged, of another kind, or open to others."""

    def __init__(self, path: Path, why: str) -> None:
        words = Sentence("The signing key %(name)s cannot be used: %(why)s.", name=path.name, why=why)
        super().__init__(path, words)


class StampRefused(WarcError):
    """An authority answered, but not with a timestamp of what we asked for.

    Attributes:
        authority: Its name.
    """

    def __init__(self, authority: str, why: str, *, again: bool = False) -> None:
        words = Sentence("%(authority)s gave no timestamp: %(why)s.", authority=authority, why=why)
        super().__init__(Path(authority), words)
        self.authority = authority
        self.again = again


class WriteFailed(WarcError):
    """The capture could not be written; nothing stands under its final name."""

    def __init__(self, path: Path, words: str, *, again: bool = False) -> None:
        super().__init__(path, words)
        self.again = again


class DiskFull(WriteFailed):
    """There is no room for a file."""

    def __init__(self, path: Path) -> None:
        words = Sentence("There is no room on the disk to keep %(name)s.", name=path.name)
        super().__init__(path, words, again=True)


class AlreadyThere(WriteFailed):
    """A file of that name exists."""

    def __init__(self, path: Path) -> None:
        words = Sentence("There is a capture %(name)s already, and captures are never overwritten.", name=path.name)
        super().__init__(path, words)


class OriginalMissing(WriteFailed):
    """A capture points to a payload that is in none of the files of its package."""

    def __init__(self, path: Path, payload: str) -> None:
        words = Sentence(
            "The capture %(name)s needs an earlier one that is not here (%(payload)s).", name=path.name, payload=payload
        )
        super().__init__(path, words)
        self.payload = payload


class ReadFailed(WarcError):
    """The file could not be read, or not to its end."""


class NotThere(ReadFailed):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, Sentence("The capture %(name)s is not there.", name=path.name))


class NotReadable(ReadFailed):
    """The disk or its permissions do not let us read the file."""

    again = True

    def __init__(self, path: Path, why: str) -> None:
        words = Sentence("The capture %(name)s cannot be read from the disk: %(why)s.", name=path.name, why=why)
        super().__init__(path, words)


class BrokenFile(ReadFailed):
    """The file is no web archive, or is damaged from some place on."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, Sentence("The capture %(name)s is damaged: %(why)s.", name=path.name, why=why))
        self.why = why


class TooLarge(ReadFailed):
    """The file unpacks to more than we are willing to hold."""

    def __init__(self, path: Path, why: str) -> None:
        words = Sentence("The capture %(name)s is too large to be read here: %(why)s.", name=path.name, why=why)
        super().__init__(path, words)
        self.why = why


class NoPage(ReadFailed):
    """The file holds no answer of a server that could be shown."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, Sentence("The capture %(name)s has no page to show: %(why)s.", name=path.name, why=why))
