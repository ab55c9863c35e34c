"""Find the wrapping of a package that lies there whole, as earlier versions kept it."""

import struct
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from interlink.lib.warc.errors import BrokenFile, TooLarge
from interlink.lib.warc.package.facts import MANIFEST, MANIFEST_DIGEST
from interlink.lib.warc.package.read import PACKAGE_BOUNDS, Package
from interlink.lib.warc.package.shelf import sum_of
from interlink.lib.warc.package.wrapping import LONGEST, Held, Span, Wrapping

# A part's head (PKWARE's APPNOTE, 4.3.7): its name and a further field stand between it and the part's content.
_HEAD = struct.Struct("<4s22xHH")
_MAGIC = b"PK\x03\x04"
_STEP = 1024 * 1024


def rewrapped(package: BinaryIO, path: Path, kept: Mapping[str, str]) -> Wrapping:
    """Take a package apart into what is kept beside it and what only it has.

    Args:
        package: All of it, open; nothing is written.
        path: Where it is, for what is said of it.
        kept: The paths of files in the folder of evidence that stay there, by their checksums.

    Raises:
        BrokenFile: It is no package as we wrote them.
        TooLarge: What only it has is too much for a wrapping.
    """
    size = package.seek(0, 2)
    checksum = sum_of(package)
    read = Package(path, package, PACKAGE_BOUNDS)
    texts = [read.content(name) for name in (MANIFEST, MANIFEST_DIGEST)]
    own, pieces, place = bytearray(), list[Span | Held](), 0

    def take(end: int) -> None:
        if end - place + len(own) > LONGEST // 2:
            raise TooLarge(path, "too much of it is kept nowhere else")
        if end > place:
            package.seek(place)
            pieces.append(Span(len(own), end - place))
            own.extend(package.read(end - place))

    for start, length in _stored(package, path):
        name = kept.get(_sum(package, start, length)) if length else None
        if name is not None:
            take(start)
            pieces.append(Held(name, length, _sum(package, start, length)))
            place = start + length
    take(size)
    manifest, digest = (_found(own, text) for text in texts)
    return Wrapping(size, checksum, tuple(pieces), bytes(own), manifest, digest)


def _stored(package: BinaryIO, path: Path) -> list[tuple[int, int]]:
    """Give where the parts are that are not compressed, and how long, in their order."""
    found = []
    try:
        with zipfile.ZipFile(package) as parts:
            infos = [info for info in parts.infolist() if info.compress_type == zipfile.ZIP_STORED]
        for info in infos:
            package.seek(info.header_offset)
            magic, name, extra = _HEAD.unpack(package.read(_HEAD.size))
            if magic != _MAGIC:
                raise BrokenFile(path, f"{info.filename} in it is not where it says")
            found.append((info.header_offset + _HEAD.size + name + extra, info.file_size))
    except (zipfile.BadZipFile, struct.error) as error:
        raise BrokenFile(path, "it is not in the form that packages have") from error
    return sorted(found)


def _sum(package: BinaryIO, start: int, length: int) -> str:
    package.seek(start)
    total = sha256()
    while length > 0 and (content := package.read(min(length, _STEP))):
        total.update(content)
        length -= len(content)
    return total.hexdigest()


def _found(own: bytearray, text: bytes) -> Span:
    """Give where a text is among the package's own bytes; one that was compressed there is put behind them."""
    place = own.rfind(text)
    if place < 0:
        place = len(own)
        own.extend(text)
    return Span(place, len(text))
