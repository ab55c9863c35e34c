"""Putting a wrapping in the place of each package that an earlier version kept whole.

Such a package has the web archive file once more. The wrapping is there, and what is put together from it is the
package byte for byte, before the log says so; and the package goes last. A killed run leaves both, and the next one
goes on from there. What is let go meanwhile gets no wrapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from interlink.lib.store.errors import StoreError
from interlink.lib.store.protocol import Store
from interlink.lib.warc.check import PACKAGE_SUFFIX, WRAPPED, Kept, captures_in
from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.log import append
from interlink.lib.warc.log_check import Logged
from interlink.lib.warc.package.rewrap import rewrapped
from interlink.lib.warc.package.shelf import WARC_SUFFIX, Shelf, sum_of, wrapping_name
from interlink.lib.warc.package.wrapping import packed
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.errors import SealingFailed
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.replay_links import BROUGHT
from interlink.newsroom.evidence.trusting import log_as_it_is, log_path


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """What came of one package.

    Attributes:
        name: The package's path in the folder of evidence.
        saved: How many bytes less are kept now.
        problem: Why it stays whole; empty where it does not.
    """

    name: str
    saved: int = 0
    problem: str = ""


def whole_packages() -> tuple[str, ...]:
    """Return the packages that are kept whole, here or in the store.

    Raises:
        StoreError: The store does not say.
    """
    stores = (keeping.here(), keeping.far())
    names = {name for store in stores if store for name in store.names() if name.endswith(PACKAGE_SUFFIX)}
    brought = f"{BROUGHT}/"
    return tuple(sorted(name for name in names if not name.startswith(brought)))


def rewrap_each(names: tuple[str, ...], now: datetime) -> Iterator[Rewrapped]:
    """Put a wrapping in the place of each package, and tell of each; one that cannot be wrapped stays as it is."""
    log = log_as_it_is()  # once: what is written meanwhile is about other packages
    captures = {name: kept for kept in captures_in(log.entries) for name in kept.files}
    for name in names:
        try:
            yield Rewrapped(name, _rewrap(name, captures.get(name), log.files(), now))
        except (WarcError, StoreError, SealingFailed, OSError) as error:
            yield Rewrapped(name, problem=str(error))


def _rewrap(name: str, capture: Kept | None, logged: Mapping[str, Logged], now: datetime) -> int:
    if capture is None:
        raise SealingFailed(name, "The log has no capture with this package, so it is left alone.")
    store = _where(name)
    wrapping = wrapping_name(name)
    with keeping.shelf() as shelf, shelf.open(name) as package:
        size = package.seek(0, 2)
        if sum_of(package) != logged[name].sha256:
            raise SealingFailed(name, "It is not the package that was logged, so it is left alone.")
        there = _there(shelf, wrapping)
        content = there or packed(rewrapped(package, Path(name), _kept(shelf, capture, logged, store)))
        with shelf.assembled(shelf.unwrapped(wrapping, content)) as again:
            if sum_of(again) != logged[name].sha256:
                raise SealingFailed(name, "Put together, it would not be what it is, so it is left alone.")
    with TemporaryDirectory(prefix="interlink-evidence-") as folder, transaction.atomic():
        # What is let go says so in its row before its files go. The row is held until the wrapping is there, so it says
        # so either before, and then there is none; or after, and then it goes with the rest, whoever was killed here.
        if _is_let_go(capture):
            raise SealingFailed(name, "It is being deleted, so it needs no wrapping.")
        if there is None:
            made = Path(folder) / "wrapping"
            made.write_bytes(content)
            store.put(wrapping, made)
        _log(name, wrapping, content, capture, logged, now)
    for place in filter(None, (keeping.here(), keeping.far())):
        place.remove(name)
    return size - len(content)


def _is_let_go(capture: Kept) -> bool:
    rows = Capture.objects.select_for_update().filter(pk=capture.name) if capture.name.isdecimal() else None
    row = rows.first() if rows is not None else None
    return row is not None and row.state == CaptureState.LET_GO


def _log(name: str, wrapping: str, content: bytes, capture: Kept, logged: Mapping[str, Logged], now: datetime) -> None:
    checksum = sha256(content).hexdigest()
    if logged.get(wrapping) is None:
        append(log_path(), WRAPPED, files={wrapping: checksum}, at=now, facts={"name": capture.name})
    elif logged[wrapping].sha256 != checksum:
        raise SealingFailed(name, "Its wrapping is not the one that was logged, so it is left alone.")


def _where(name: str) -> Store:
    """Return where a package is: what belongs to one capture is in one place."""
    far = keeping.far()
    return keeping.here() if far is None or keeping.here().size(name) is not None else far


def _there(shelf: Shelf, wrapping: str) -> bytes | None:
    source = shelf.as_it_lies(wrapping)
    if source is None:
        return None
    with source:
        return source.read()


def _kept(shelf: Shelf, capture: Kept, logged: Mapping[str, Logged], store: Store) -> dict[str, str]:
    """Return the files that packages are made of, by their checksums: all web archive files, and this one's picture."""
    found = {one.sha256: name for name, one in logged.items() if name.endswith(WARC_SUFFIX)}
    for name in store.names(keeping.beginning(capture.files[0])):
        if name.endswith(".png"):
            with shelf.open(name) as picture:
                found[sum_of(picture)] = name
    return found
