"""Writing the public site out: all of it, or the few addresses that a change touches."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from interlink.newsroom.press.bake.addresses import public_addresses, touched_by
from interlink.newsroom.press.bake.errors import NotAPlace
from interlink.newsroom.press.bake.folder import Fingerprint, SiteFolder
from interlink.newsroom.press.bake.rendering import Renderer

__all__ = ["Baked", "Problem", "bake_addresses", "bake_all", "touched_by"]

# What is wrong with one address and not with the disk: its name, or a file where a folder should be.
_OF_ONE_ADDRESS = {errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EILSEQ}

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """An address that could not be written out; its old file, if there was one, is still there."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Baked:
    """What a bake did, in pages."""

    written: int
    unchanged: int
    removed: int
    seconds: float
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Tally:
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)


def bake_all(progress: Progress | None = None) -> Baked:
    """Write the whole public site, and take away every file that is not part of it.

    Args:
        progress: called with the number of addresses done and the number there are, after each.

    A page that cannot be rendered keeps its old file and is reported; the others go on. Killed at any moment,
    it leaves whole files only, and the next bake carries on.

    Raises:
        OSError: the disk is full or cannot be written; nothing is torn, and a later bake carries on.
    """
    started = time.monotonic()
    folder = SiteFolder(Path(settings.INTERLINK_SITE_ROOT))
    tally = _Tally()
    with folder.locked():
        addresses = list(public_addresses())
        files: dict[str, Fingerprint] = {}
        _bake(folder, addresses, files, tally, progress)
        tally.removed += folder.remove_others(files.keys())
        folder.write_manifest(files)
    return _result(tally, started)


def bake_addresses(addresses: Collection[str]) -> Baked:
    """Write these addresses anew; the file of one where readers now find nothing is taken away."""
    started = time.monotonic()
    folder = SiteFolder(Path(settings.INTERLINK_SITE_ROOT))
    tally = _Tally()
    with folder.locked():
        files = folder.read_manifest()
        _bake(folder, sorted(addresses), files, tally, None)
        folder.write_manifest(files)
    return _result(tally, started)


def _bake(
    folder: SiteFolder,
    addresses: Collection[str],
    files: dict[str, Fingerprint],
    tally: _Tally,
    progress: Progress | None,
) -> None:
    renderer = Renderer()
    for done, address in enumerate(addresses, start=1):
        _bake_one(folder, renderer, address, files, tally)
        if progress is not None:
            progress(done, len(addresses))


def _bake_one(
    folder: SiteFolder, renderer: Renderer, address: str, files: dict[str, Fingerprint], tally: _Tally
) -> None:
    try:
        place = folder.place_of(address)
        rendered = renderer.render(address)
        if rendered.problem is not None:
            tally.problems.append(Problem(address, rendered.problem))
            _keep(folder, place, files)
        elif rendered.body is None:
            tally.removed += folder.remove(place)
            files.pop(place, None)
        else:
            written = folder.put(place, rendered.body)
            tally.written += written
            tally.unchanged += not written
            files[place] = Fingerprint.of(rendered.body)
    except (NotAPlace, UnicodeDecodeError) as error:
        tally.problems.append(Problem(address, str(error)))
    except OSError as error:
        if error.errno not in _OF_ONE_ADDRESS:
            raise
        tally.problems.append(Problem(address, f"no file can be written for it: {error.strerror}"))


def _keep(folder: SiteFolder, place: str, files: dict[str, Fingerprint]) -> None:
    old = folder.fingerprint(place)
    if old is None:
        files.pop(place, None)
    else:
        files[place] = old


def _result(tally: _Tally, started: float) -> Baked:
    return Baked(tally.written, tally.unchanged, tally.removed, time.monotonic() - started, tuple(tally.problems))
