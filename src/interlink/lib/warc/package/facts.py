"""What a package says about its captures, and the names it uses for its parts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

WACZ_VERSION = "1.1.1"
MANIFEST = "datapackage.json"
MANIFEST_DIGEST = "datapackage-digest.json"
ARCHIVE = "archive/"
INDEX = "indexes/index.cdxj"
PAGES = "pages/pages.jsonl"
RESERVED = ("archive", "indexes", "pages")


@dataclass(frozen=True)
class Page:
    """One page that a reader of the package may begin with.

    Attributes:
        address: As it stands in the capture.
        at: When it was received; aware.
        title: Its title, empty where it has none.
        text: Its readable text, for searching and for reading without a replay.
        language: Its language (ISO 639-1), where known.
    """

    address: str
    at: datetime
    title: str = ""
    text: str = ""
    language: str | None = None


@dataclass(frozen=True)
class Extra:
    """A further file in the package, as a screenshot is.

    Attributes:
        path: Its place in the package, as "screenshots/page.png"; not in a folder that the standard keeps.
        content: All of it.
        kept_as: The path in the folder of evidence of a file that is the same, and stays there; empty where none is.
    """

    path: str
    content: bytes
    kept_as: str = ""


@dataclass(frozen=True)
class About:
    """What the package says of itself.

    Attributes:
        title: One sentence.
        created: When it is made; aware.
        description: More, in Markdown.
        software: What makes it; ours, where empty.
    """

    title: str
    created: datetime
    description: str = ""
    software: str = ""


class Signer(Protocol):
    """Who can sign a package's manifest."""

    def signed(self, checksum: str, *, created: datetime, software: str) -> dict[str, str]:
        """Give the signature of a manifest's checksum ("sha256:...") as it goes into the package."""


def stamp(moment: datetime) -> str:
    """Write a moment as packages do (RFC 3339), in UTC to the second.

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A package's time needs a time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
