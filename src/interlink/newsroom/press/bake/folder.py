"""The folder that holds the baked site: what is written there, and what is taken away.

Every file is replaced in one step, and what is on the disk is compared with what should be there, so that a
bake that was killed, or files that somebody changed, are put right by the next one.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from interlink.newsroom.press.bake.errors import NotAPlace

LOCK_NAME = ".bake.lock"
MANIFEST_NAME = "manifest.json"
INDEX_NAME = "index.html"
_UNFINISHED = ".unfinished"
_COMPRESSED = ".gz"
_TEXT = frozenset({".html", ".css", ".svg", ".txt", ".atom", ".xml", ".json", ".js"})
_GZIP_LEVEL = 6
_SMALLEST_COMPRESSED = 200


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file's checksum and size, as the manifest gives them."""

    sha256: str
    size: int

    @classmethod
    def of(cls, body: bytes) -> Fingerprint:
        """Take the fingerprint of some bytes."""
        return cls(hashlib.sha256(body).hexdigest(), len(body))


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
        if not path.startswith("/") or any(part in {"", ".", ".."} or "\0" in part or "\\" in part for part in parts):
            raise NotAPlace(address)
        if parts[0].startswith(".") or parts == [MANIFEST_NAME]:
            raise NotAPlace(address)
        return "/".join(parts)

    def put(self, place: str, body: bytes) -> bool:
        """Make a file hold these bytes, and its compressed copy too; say whether anything had to be written."""
        path = self.root / place
        changed = False
        if _read(path) != body:
            _replace(path, body)
            changed = True
        compressed = path.with_name(path.name + _COMPRESSED)
        if path.suffix in _TEXT and len(body) >= _SMALLEST_COMPRESSED:
            if _unzipped(compressed) != body:
                _replace(compressed, gzip.compress(body, _GZIP_LEVEL, mtime=0))
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
            if place.endswith(_UNFINISHED):
                (self.root / place).unlink(missing_ok=True)
            elif place.removesuffix(_COMPRESSED) not in places and place not in {MANIFEST_NAME}:
                removed += self.remove(place.removesuffix(_COMPRESSED))
        return removed

    def fingerprint(self, place: str) -> Fingerprint | None:
        """Return the fingerprint of the file that is there now."""
        body = _read(self.root / place)
        return None if body is None else Fingerprint.of(body)

    def read_manifest(self) -> dict[str, Fingerprint]:
        """Return what the last bake said it left; nothing if that cannot be read."""
        try:
            listed = json.loads((self.root / MANIFEST_NAME).read_bytes())
            return {place: Fingerprint(entry["sha256"], entry["bytes"]) for place, entry in listed["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def write_manifest(self, files: dict[str, Fingerprint]) -> None:
        """List the files with checksum and size; the same files give the same bytes."""
        listed = {place: {"bytes": files[place].size, "sha256": files[place].sha256} for place in sorted(files)}
        text = json.dumps({"version": 1, "files": listed}, ensure_ascii=False, separators=(",", ":"), indent=0)
        body = text.encode() + b"\n"
        if _read(self.root / MANIFEST_NAME) != body:
            _replace(self.root / MANIFEST_NAME, body)

    def _files(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root):
            here = Path(folder)
            folders[:] = [name for name in folders if not (here == self.root and name.startswith("."))]
            for name in names:
                if not (here == self.root and name.startswith(".") and not name.endswith(_UNFINISHED)):
                    yield (here / name).relative_to(self.root).as_posix()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _unzipped(path: Path) -> bytes | None:
    body = _read(path)
    if body is None:
        return None
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        return None


def _replace(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Its own short name: a page's name may already be as long as a file system allows.
    unfinished = path.parent / f".{os.getpid()}{_UNFINISHED}"
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
