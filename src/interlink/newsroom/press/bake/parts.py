"""A part of a bake: some addresses, rendered and written; and what all the parts did together."""

from __future__ import annotations

import errno
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from interlink.newsroom.press.bake.errors import NotAPlace
from interlink.newsroom.press.bake.folder import SiteFolder, checksum_of
from interlink.newsroom.press.bake.rendering import Renderer
from interlink.newsroom.press.feed_forms import Form

# What is wrong with one address and not with the disk: its name, or a file where a folder should be.
_OF_ONE_ADDRESS = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EILSEQ}
_FEEDS = tuple(f"/feed.{form}" for form in Form)


@dataclass(frozen=True, slots=True)
class Problem:
    """An address that could not be written out; its old file, if there was one, is still there."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Baked:
    """What a bake did, in pages; `feeds` are the addresses of the feeds that were written."""

    written: int
    unchanged: int
    removed: int
    seconds: float
    problems: tuple[Problem, ...] = ()
    feeds: tuple[str, ...] = ()


@dataclass(slots=True)
class Part:
    """What was done with some addresses.

    Attributes:
        addresses: How many they were.
        files: The checksum of each file that is there now, None for one that is not.
        feeds: The addresses of the feeds that were written.
    """

    addresses: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    files: dict[str, str | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tally(Part):
    """What all parts did."""

    def add(self, part: Part) -> None:
        """Count a part in."""
        self.addresses += part.addresses
        self.written += part.written
        self.unchanged += part.unchanged
        self.removed += part.removed
        self.files |= part.files
        self.problems += part.problems
        self.feeds += part.feeds

    def there(self) -> dict[str, str]:
        """Return the checksums of the files that are there."""
        return {place: checksum for place, checksum in self.files.items() if checksum is not None}

    def result(self, started: float) -> Baked:
        """Sum up."""
        seconds = time.monotonic() - started
        return Baked(self.written, self.unchanged, self.removed, seconds, tuple(self.problems), tuple(self.feeds))


def bake_part(addresses: Sequence[str]) -> Part:
    """Render and write some addresses. The folder's lock is the caller's to hold.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    folder = SiteFolder(Path(settings.INTERLINK_SITE_ROOT))
    part = Part(len(addresses))
    renderer = Renderer()
    renderer.prepare(addresses)
    for address in addresses:
        _bake_one(folder, renderer, address, part)
    return part


def _bake_one(folder: SiteFolder, renderer: Renderer, address: str, part: Part) -> None:
    try:
        place = folder.place_of(address)
        rendered = renderer.render(address)
        if rendered.problem is not None:
            part.problems.append(Problem(address, rendered.problem))
            part.files[place] = folder.checksum(place)
        elif rendered.kept is not None:
            part.unchanged += 1
            part.files[place] = rendered.kept
        elif rendered.body is None:
            part.removed += folder.remove(place)
            part.files[place] = None
        else:
            written = folder.put(place, rendered.body)
            part.written += written
            part.unchanged += not written
            if written and address.endswith(_FEEDS):
                part.feeds.append(address)
            part.files[place] = checksum_of(rendered.body)
    except (NotAPlace, UnicodeDecodeError) as error:
        part.problems.append(Problem(address, str(error)))
    except OSError as error:
        if error.errno not in _OF_ONE_ADDRESS:
            raise
        part.problems.append(Problem(address, f"no file can be written for it: {error.strerror}"))
