"""Writing the public site out: all of it, or the few addresses that a change touches."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connection

from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.signing import SigningKey, key_in
from interlink.newsroom.press.bake.addresses import public_addresses, touched_by
from interlink.newsroom.press.bake.folder import SiteFolder
from interlink.newsroom.press.bake.manifest import FOLDER as MANIFEST_FOLDER
from interlink.newsroom.press.bake.manifest import Manifest
from interlink.newsroom.press.bake.parts import Baked, Part, Problem, Tally, bake_part
from interlink.newsroom.press.bake.seeking import bake_search
from interlink.newsroom.press.bake.starting import start

__all__ = ["Baked", "Problem", "bake_addresses", "bake_all", "touched_by"]

Progress = Callable[[int, int], None]

_CHUNK = 100
# Below this, starting helpers takes longer than they save.
_WORTH_HELPERS = 1_000
_MOST_HELPERS = 4


def bake_all(progress: Progress | None = None) -> Baked:
    """Write the whole public site, and take away every file that is not part of it.

    Args:
        progress: called with the number of addresses done and the number there are, after each few.

    A page that cannot be rendered keeps its old file and is reported; the others go on. Killed at any moment,
    it leaves whole files only, and the next bake carries on. A large site is written by several processes.

    Raises:
        OSError: the disk is full or cannot be written; nothing is torn, and a later bake carries on.
    """
    started = time.monotonic()
    folder = SiteFolder(Path(settings.INTERLINK_SITE_ROOT))
    tally = Tally()
    with folder.locked():
        addresses = list(public_addresses())
        done = 0
        for part in _parts(addresses):
            tally.add(part)
            done += part.addresses
            if progress is not None:
                progress(done, len(addresses))
        tally.add(bake_search(folder))
        tally.removed += folder.remove_others(tally.there().keys())
        Manifest(folder.root).replace(tally.there(), _signer(tally))
    return tally.result(started)


def bake_addresses(addresses: Collection[str]) -> Baked:
    """Write these addresses anew; the file of one where readers now find nothing is taken away."""
    started = time.monotonic()
    folder = SiteFolder(Path(settings.INTERLINK_SITE_ROOT))
    tally = Tally()
    with folder.locked():
        tally.add(bake_part(sorted(addresses)))
        Manifest(folder.root).update(tally.files, _signer(tally))
    return tally.result(started)


def _parts(addresses: list[str]) -> Iterator[Part]:
    """Bake the addresses bit by bit, on all cores where there are many of them."""
    chunks = [addresses[start : start + _CHUNK] for start in range(0, len(addresses), _CHUNK)]
    helpers = min(os.cpu_count() or 1, _MOST_HELPERS)
    if len(addresses) < _WORTH_HELPERS or helpers == 1 or not Path(connection.settings_dict["NAME"]).is_file():
        yield from map(bake_part, chunks)
        return
    # New processes, not forked ones: those would inherit the threads' locks and the database's connection.
    with ProcessPoolExecutor(helpers, mp_context=get_context("spawn"), initializer=start) as pool:
        waiting = [pool.submit(bake_part, chunk) for chunk in chunks]
        try:
            for future in as_completed(waiting):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _signer(tally: Tally) -> SigningKey | None:
    try:
        return key_in(Path(settings.INTERLINK_KEYS_ROOT))
    except WarcError as error:
        tally.problems.append(Problem(f"/{MANIFEST_FOLDER}/", f"the list of files is not signed: {error}"))
        return None
