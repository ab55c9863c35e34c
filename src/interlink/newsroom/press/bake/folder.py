"""The folder that holds the baked site: what is written there, and what is taken away.

Every file is replaced in one step, and what is on the disk is compared with what should be there, so that a
bake that was killed, or files that somebody changed, are put right by the next one.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import unicodedata
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from interlink.newsroom.press.bake.errors import NotAPlace
from interlink.newsroom.press.bake.manifest import FOLDER as MANIFEST_FOLDER
from interlink.newsroom.press.bake.writing import UNFINISHED, read_file, replace_file

LOCK_NAME = ".bake.lock"
INDEX_NAME = "index.html"
_COMPRESSED = ".gz"
_TEXT = frozenset({".html", ".css", ".svg", ".txt", ".atom", ".rss", ".xml", ".json", ".js"})
_GZIP_LEVEL = 6
_SMALLEST_COMPRESSED = 200


class SiteFolder:
    """The site's folder. All of it is ours, except what begins with a dot, such as `.well-known`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.root.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other process bakes; the lock goes with the process, however that ends."""
        with (self.root / LOCK_NAME).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                yield
            finally:
                # Closing is not enough: a process forked meanwhile would hold the lock on.
                fcntl.flock(lock, fcntl.LOCK_UN)

    def place_of(self, address: str) -> str:
        """Return the file that stands for an address, relative to the folder: a folder's address is its index.html.

        Raises:
            NotAPlace: the address leads elsewhere, or holds what no file name may.
        """
        path = unquote(address, errors="strict")
        parts = path.split("/")[1:]
        if parts and parts[-1] == "":
            parts[-1] = INDEX_NAME
        if not path.startswith("/") or any(map(_is_no_name, parts)):
            raise NotAPlace(address)
        if parts[0].startswith(".") or parts[0] == MANIFEST_FOLDER:
            raise NotAPlace(address)
        return "/".join(parts)

    def put(self, place: str, body: bytes) -> bool:
        """Make a file hold these bytes, and its compressed copy too; say whether anything had to be written."""
        path = self.root / place
        changed = False
        if read_file(path) != body:
            replace_file(path, body)
            changed = True
        compressed = path.with_name(path.name + _COMPRESSED)
        if path.suffix in _TEXT and len(body) >= _SMALLEST_COMPRESSED:
            if _unzipped(compressed) != body:
                replace_file(compressed, gzip.compress(body, _GZIP_LEVEL, mtime=0))
                changed = True
        else:
            compressed.unlink(missing_ok=True)
        return changed

    def remove(self, place: str) -> bool:
        """Take a file away with its compressed copy and the folders it leaves empty; say whether it was there."""
        path = self.root / place
        there = path.is_file()
        path.with_name(path.name + _COMPRESSED).unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
        return there

    def remove_others(self, places: AbstractSet[str]) -> int:
        """Take away every file but these and their compressed copies; return how many pages that were."""
        removed = 0
        for place in list(self._files()):
            if place.endswith(UNFINISHED):
                (self.root / place).unlink(missing_ok=True)
            elif place.removesuffix(_COMPRESSED) not in places:
                removed += self.remove(place.removesuffix(_COMPRESSED))
        return removed

    def checksum(self, place: str) -> str | None:
        """Return the SHA-256 of the file that is there now."""
        body = read_file(self.root / place)
        return None if body is None else checksum_of(body)

    def _files(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root):
            here = Path(folder)
            at_top = here == self.root
            ours = [name for name in folders if not (name.startswith(".") or name == MANIFEST_FOLDER)]
            folders[:] = ours if at_top else folders
            for name in names:
                if not (at_top and name.startswith(".") and not name.endswith(UNFINISHED)):
                    yield (here / name).relative_to(self.root).as_posix()


def _unzipped(path: Path) -> bytes | None:
    body = read_file(path)
    if body is None:
        return None
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        return None


def checksum_of(body: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def _is_no_name(part: str) -> bool:
    return part in {"", ".", ".."} or "\\" in part or any(unicodedata.category(c) == "Cc" for c in part)
