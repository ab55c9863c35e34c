"""Where captures are: in the desk's own folder, and once they are sealed perhaps in a store behind it.

Whoever reads evidence asks here. A capture's files all have one beginning of their names, so that they are found
without the database, too: the web archive file, the package, the screenshot, the timestamps.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from interlink.lib.store.errors import StoreError, StoreRefused
from interlink.lib.store.folder import FolderStore
from interlink.lib.store.opened import store_at
from interlink.lib.store.protocol import Store
from interlink.lib.store.s3 import Access
from interlink.lib.warc.placing import make_folder
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.replay_links import BROUGHT
from interlink.newsroom.evidence.trusting import evidence_folder, log_path

WARC_SUFFIX = ".warc.gz"
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
def near(*warc_names: str, only: Callable[[str], bool] = bool) -> Iterator[Path]:
    """Give a folder that has these captures' files, under their names; what is in the store is brought here.

    Args:
        warc_names: Which captures, by the names of their web archive files.
        only: Which of their files are wanted; all, without it.

    Raises:
        StoreError: The store does not give them.
    """
    store = far()
    start = [beginning(name) for name in warc_names]
    ours = {name for each in start for name in here().names(each)}
    theirs = {name for each in start for name in store.names(each)} - ours if store and _may_be_far(ours, start) else ()
    wanted = sorted(filter(only, theirs))
    if store is None or not wanted:
        yield evidence_folder()
    elif isinstance(store, FolderStore) and not ours:
        yield store.root
    else:
        with tempfile.TemporaryDirectory(prefix="interlink-evidence-") as folder:
            root = Path(folder)
            for name in wanted:
                store.get(name, _place(root, name))
            for name in filter(only, ours):
                here().get(name, _place(root, name))
            yield root


def _may_be_far(ours: set[str], starts: list[str]) -> bool:
    """Whether a capture's web archive file is not here; it is the first one to leave."""
    return any(f"{start}{WARC_SUFFIX[1:]}" not in ours for start in starts)


def _place(root: Path, name: str) -> Path:
    place = root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def place_of(name: str) -> Path | None:
    """Return where a file of a capture is on this machine, for serving it; one in the store is brought here for a day.

    What cannot be brought now is None, as what is not there.
    """
    here_it_is, brought = evidence_folder() / name, evidence_folder() / BROUGHT / name
    if here_it_is.is_file() or (store := far()) is None:
        return here_it_is if here_it_is.is_file() else None
    if not brought.is_file():
        try:
            if store.size(name) is None:
                return None
            make_folder(brought.parent)
            with tempfile.TemporaryDirectory(dir=brought.parent) as folder:
                store.get(name, Path(folder) / "brought")
                (Path(folder) / "brought").replace(brought)
        except (StoreError, OSError):
            return None
    return brought


def forget_brought(now: datetime) -> None:
    """Delete what was brought here more than a day ago."""
    for path in (evidence_folder() / BROUGHT).rglob("*"):
        if path.is_file() and path.stat().st_mtime < (now - A_DAY).timestamp():
            path.unlink(missing_ok=True)


def names_of(warc_name: str) -> set[str]:
    """Return the names of a capture's files, wherever they are.

    Raises:
        StoreRefused: The store does not say.
    """
    store, start = far(), beginning(warc_name)
    ours = set(here().names(start))
    return ours | set(store.names(start)) if store and _may_be_far(ours, [start]) else ours


def move(capture: Capture, now: datetime) -> bool:
    """Move a capture's files to the store, and return whether there is one.

    All are there before one leaves here, the web archive file first, so that a killed run leaves nothing nowhere and
    what is left here shows.

    Raises:
        StoreRefused: The store does not take them.
    """
    store = far()
    if store is None:
        return False
    warc = capture.warc_name
    names = sorted(here().names(beginning(warc)), key=lambda name: name != warc)
    for name in names:
        place = evidence_folder() / name
        store.put(name, place)
        if store.size(name) != place.stat().st_size:
            raise StoreRefused(name, "it has another length there than here")
    for name in names:
        here().remove(name)
    capture.moved_at = now
    capture.save(update_fields=["moved_at"])
    return True


def copy_log() -> None:
    """Put a copy of the log into the store, so that the captures there are not without it.

    Raises:
        StoreRefused: The store does not take it.
    """
    store = far()
    if store is not None and log_path().exists():
        with tempfile.TemporaryDirectory(prefix="interlink-evidence-") as folder:
            copied = shutil.copyfile(log_path(), Path(folder) / log_path().name)  # it may grow meanwhile
            store.put(log_path().name, copied)


def let_go(warc_name: str) -> None:
    """Delete a capture's files, wherever they are.

    Raises:
        StoreRefused: They cannot be deleted.
    """
    for store in (here(), far()):
        if store is not None:
            for name in list(store.names(beginning(warc_name))):
                store.remove(name)
