"""Where captures are: in the desk's own folder, and once they are sealed perhaps in a store behind it.

Whoever reads evidence asks here. A capture's files all have one beginning of their names, so that they are found
without the database, too: the web archive file, the wrapping of the package, the screenshot.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings

from interlink.lib.store.errors import StoreRefused
from interlink.lib.store.folder import FolderStore
from interlink.lib.store.opened import store_at
from interlink.lib.store.protocol import Store, checked
from interlink.lib.store.s3 import Access
from interlink.lib.warc.log_stamps import FOLDER
from interlink.lib.warc.package.shelf import WARC_SUFFIX, Shelf
from interlink.lib.warc.package.wrapping import SUFFIX
from interlink.lib.warc.placing import leftovers, make_folder
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.replay_links import BROUGHT
from interlink.newsroom.evidence.trusting import evidence_folder, log_path

A_DAY = timedelta(days=1)


def here() -> FolderStore:
    """Return the desk's own folder of evidence."""
    return FolderStore(evidence_folder())


def far() -> Store | None:
    """Return the store behind it, if the settings name one."""
    address = settings.INTERLINK_EVIDENCE_STORE
    return _opened(address, settings.INTERLINK_EVIDENCE_ACCESS) if address else None


@lru_cache(maxsize=4)
def _opened(address: str, access: Access) -> Store:
    return store_at(address, access)


def beginning(warc_name: str) -> str:
    """Return how the names of all files of a capture begin."""
    return f"{warc_name.removesuffix(WARC_SUFFIX)}."


@contextmanager
def shelf() -> Iterator[Shelf]:
    """Give all files of all captures, by their names; what is in the store is brought here while it is used.

    Reading from it raises StoreError where the store does not give a file.
    """
    store = far()
    if store is None:
        yield Shelf(evidence_folder())
    elif isinstance(store, FolderStore):
        yield Shelf(evidence_folder(), partial(_there, store))
    else:
        with tempfile.TemporaryDirectory(prefix="interlink-evidence-") as folder:
            yield Shelf(evidence_folder(), partial(_brought, store, Path(folder)))


def lasting_shelf() -> Shelf:
    """Give the same, for serving: what is in the store is brought here for a day after it was last asked for."""
    store = far()
    return Shelf(evidence_folder(), partial(_brought, store, evidence_folder() / BROUGHT) if store else _nowhere)


def _nowhere(_name: str) -> Path | None:
    return None


def _there(store: FolderStore, name: str) -> Path | None:
    place = store.root / checked(name)
    return place if place.is_file() else None


def _brought(store: Store, root: Path, name: str) -> Path | None:
    brought = root / checked(name)
    try:
        os.utime(brought)  # what is still asked for stays
    except FileNotFoundError:
        if store.size(name) is None:
            return None
        make_folder(brought.parent)
        with tempfile.TemporaryDirectory(dir=brought.parent) as folder:
            store.get(name, Path(folder) / brought.name)
            (Path(folder) / brought.name).replace(brought)
    return brought


def forget_brought(now: datetime) -> None:
    """Delete what was brought here and not asked for since more than a day, and the folders that are empty then."""
    for path in sorted((evidence_folder() / BROUGHT).rglob("*"), reverse=True):
        with suppress(OSError):  # somebody else may be bringing, or forgetting
            if not path.is_dir():
                if path.lstat().st_mtime < (now - A_DAY).timestamp():
                    path.unlink()
            else:
                path.rmdir()


def forget_leftovers(now: datetime) -> int:
    """Delete what writes left behind that were killed more than a day ago, and return how many there were."""
    old = [
        path
        for folder in (evidence_folder(), *evidence_folder().rglob("*/"))
        for path in leftovers(folder)
        if path.lstat().st_mtime < (now - A_DAY).timestamp()
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def names_of(warc_name: str) -> set[str]:
    """Return the names of a capture's files, wherever they are.

    Raises:
        StoreRefused: The store does not say.
    """
    store, start = far(), beginning(warc_name)
    ours = set(here().names(start))
    return ours | set(store.names(start)) if store and first_to_leave(ours) is None else ours


def first_to_leave(names: Iterable[str]) -> str | None:
    """Return which of a capture's files is the first to leave for the store.

    Its being here shows that none has left.
    """
    return next((name for suffix in (WARC_SUFFIX, SUFFIX) for name in names if name.endswith(suffix)), None)


def move(capture: Capture, now: datetime) -> bool:
    """Move a capture's files to the store, and return whether there is one.

    All are there before one leaves here, so that a killed run leaves nothing nowhere. The web archive file goes first,
    or what it lies in, so that what is left here shows. A picture that an earlier capture has there is not kept again.

    Raises:
        StoreRefused: The store does not take them.
    """
    store = far()
    if store is None:
        return False
    names = list(here().names(beginning(capture.warc_name)))
    first = first_to_leave(names)
    names.sort(key=lambda name: name != first)
    again = capture.screenshot_name if _has_picture(picture_holder(capture), store) else ""
    for name in names:
        if name == again:
            continue
        place = evidence_folder() / name
        store.put(name, place)
        if store.size(name) != place.stat().st_size:
            raise StoreRefused(name, "it has another length there than here")
    for name in names:
        here().remove(name)
    capture.moved_at = now
    capture.save(update_fields=["moved_at"])
    return True


def picture_holder(capture: Capture) -> Capture | None:
    """Return the earlier capture that a capture points to and whose picture looks the same, if there is one."""
    if not capture.screenshot_sha256:
        return None
    return capture.points_to.filter(screenshot_sha256=capture.screenshot_sha256).order_by("pk").first()


def _has_picture(holder: Capture | None, store: Store) -> bool:
    if holder is None:
        return False
    return any(place.size(holder.screenshot_name) is not None for place in (here(), store))


def copy_log() -> None:
    """Put a copy of the log and its timestamps into the store, so that the captures there are not without it.

    Raises:
        StoreRefused: The store does not take it.
    """
    store = far()
    if store is not None and log_path().exists():
        with tempfile.TemporaryDirectory(prefix="interlink-evidence-") as folder:
            copied = shutil.copyfile(log_path(), Path(folder) / log_path().name)  # it may grow meanwhile
            store.put(log_path().name, copied)
        there = set(store.names(f"{FOLDER}/"))
        for name in here().names(f"{FOLDER}/"):
            if name not in there:
                store.put(name, evidence_folder() / name)


def let_go(warc_name: str) -> None:
    """Delete a capture's files, wherever they are.

    Raises:
        StoreRefused: They cannot be deleted.
    """
    for store in (here(), far()):
        if store is not None:
            for name in list(store.names(beginning(warc_name))):
                store.remove(name)
