"""The signed list of the site's files, in the form that `sha256sum --check` reads.

A list of all files would have to be written anew at each publication, and grows with the archive. So there are 256
lists, each of the files whose name's checksum begins with its two letters, and one list of the lists, which is
signed. A publication writes the lists of the files that it changed, and the signed one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from interlink.newsroom.press.bake.writing import read_file, replace_file

FOLDER = "manifest"
INDEX_NAME = "index.sha256"
SIGNATURE_NAME = "index.sha256.sig"
KEY_NAME = "key.pem"
_ENDING = ".sha256"


class Signer(Protocol):
    """What signs: the desk's key."""

    @property
    def public_pem(self) -> bytes:
        """The key's public half."""

    def detached(self, data: bytes) -> bytes:
        """Sign some bytes."""

    def is_signature(self, signature: bytes, data: bytes) -> bool:
        """Say whether this key signed these bytes so."""


class Manifest:
    """The lists in the site's folder. The same files give the same lists."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def update(self, changed: Mapping[str, str | None], signer: Signer | None) -> None:
        """Take in what was written: for each file its checksum, or None where it was taken away."""
        by_list: dict[str, dict[str, str | None]] = defaultdict(dict)
        for place, checksum in changed.items():
            by_list[list_of(place)][place] = checksum
        index = _parsed(read_file(self._folder / INDEX_NAME))
        for name, changes in by_list.items():
            known = _parsed(read_file(self._folder / name))
            self._write_list(name, {**known, **changes}, index)
        self._finish(index, signer)

    def listed(self) -> dict[str, str]:
        """Return the checksum of every file of the site."""
        files: dict[str, str] = {}
        for path in sorted(self._folder.glob(f"*{_ENDING}")):
            if path.name != INDEX_NAME:
                files |= _parsed(read_file(path))
        return files

    def replace(self, files: Mapping[str, str], signer: Signer | None) -> None:
        """List these files and no others."""
        by_list: dict[str, dict[str, str | None]] = defaultdict(dict)
        for place, checksum in files.items():
            by_list[list_of(place)][place] = checksum
        index: dict[str, str] = {}
        for name, listed in by_list.items():
            self._write_list(name, listed, index)
        kept = {*by_list, INDEX_NAME, SIGNATURE_NAME, KEY_NAME}
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in kept:
                path.unlink()
        self._finish(index, signer)

    def _write_list(self, name: str, listed: Mapping[str, str | None], index: dict[str, str]) -> None:
        body = _written({place: checksum for place, checksum in listed.items() if checksum is not None})
        if body:
            _write(self._folder / name, body)
            index[f"{FOLDER}/{name}"] = hashlib.sha256(body).hexdigest()
        else:
            (self._folder / name).unlink(missing_ok=True)
            index.pop(f"{FOLDER}/{name}", None)

    def _finish(self, index: Mapping[str, str], signer: Signer | None) -> None:
        body = _written(index)
        _write(self._folder / INDEX_NAME, body)
        if signer is None:
            for name in (SIGNATURE_NAME, KEY_NAME):
                (self._folder / name).unlink(missing_ok=True)
            return
        _write(self._folder / KEY_NAME, signer.public_pem)
        # Each signing gives other bytes, so a signature that holds is left alone.
        if not signer.is_signature(read_file(self._folder / SIGNATURE_NAME) or b"", body):
            replace_file(self._folder / SIGNATURE_NAME, signer.detached(body))


def list_of(place: str) -> str:
    """Return the name of the list that a file is in."""
    return hashlib.sha256(place.encode()).hexdigest()[:2] + _ENDING


def _write(path: Path, body: bytes) -> None:
    if read_file(path) != body:
        replace_file(path, body)


def _written(listed: Mapping[str, str]) -> bytes:
    return "".join(f"{listed[place]}  {place}\n" for place in sorted(listed)).encode()


def _parsed(body: bytes | None) -> dict[str, str]:
    """Read a list; what somebody damaged is passed over, and the next whole bake mends it."""
    try:
        lines = (body or b"").decode().splitlines()
    except UnicodeDecodeError:
        return {}
    parts = (line.partition("  ") for line in lines)
    return {place: checksum for checksum, there, place in parts if there}
