"""Open a package, ours or others', without trusting it.

Nothing is ever unpacked to the disk, so a part's name cannot lead out of a folder; a part is read in pieces and
never beyond what we are willing to hold, whatever it says of its size.
"""

import contextlib
import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from interlink.lib.warc.errors import BrokenFile, NotReadable, NotThere, TooLarge
from interlink.lib.warc.package.facts import MANIFEST, MANIFEST_DIGEST, PAGES, Page
from interlink.lib.warc.package.lines import object_of, page_of_line

_STEP = 1024 * 1024
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
# What the standard library's reader raises on files that are made to hurt.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True)
class PackageBounds:
    """How much of a package we are willing to hold.

    Attributes:
        parts: The most parts.
        listing: The longest list of parts, in bytes.
        part: The longest part that is compressed, unpacked, in bytes.
        manifest: The longest manifest or page list, in bytes.
    """

    parts: int = 20_000
    listing: int = 8 * 1024 * 1024
    part: int = 512 * 1024 * 1024
    manifest: int = 32 * 1024 * 1024


PACKAGE_BOUNDS = PackageBounds()


class Package:
    """An open package.

    Attributes:
        path: Where it is.
        names: Its parts that can be read, in their order.
        oddities: What is wrong with its list of parts, in plain words by the part's name.
    """

    def __init__(self, path: Path, source: BinaryIO, bounds: PackageBounds) -> None:
        self.path = path
        self._bounds = bounds
        with _faults_told(path):
            # The reader asks for the whole list of parts at once; the file itself may be far longer.
            self._zip = zipfile.ZipFile(_Careful(source, path, bounds.listing))
        if len(self._zip.infolist()) > bounds.parts:
            raise TooLarge(path, f"it has more than {bounds.parts} parts")
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self.oddities: dict[str, str] = {}
        for info in self._zip.infolist():
            self._take(info)
        self.names = tuple(name for name in self._infos if name not in self.oddities)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give a part piece by piece.

        Raises:
            BrokenFile: There is no such part, or it is damaged.
            TooLarge: It unpacks to more than we are willing to hold.
        """
        info = self._infos.get(name)
        if info is None or name in self.oddities:
            raise BrokenFile(self.path, f"{name} cannot be read in it")
        most = info.compress_size if info.compress_type == zipfile.ZIP_STORED else self._bounds.part
        with _faults_told(self.path, name), self._zip.open(info) as part:
            size = 0
            while content := part.read(_STEP):
                size += len(content)
                if size > most:
                    raise TooLarge(self.path, f"{name} unpacks to more than {most} bytes")
                yield content

    def content(self, name: str) -> bytes:
        """Give a short part whole; raises as `pieces` does."""
        content = b""
        for piece in self.pieces(name):
            content += piece
            if len(content) > self._bounds.manifest:
                raise TooLarge(self.path, f"{name} is longer than {self._bounds.manifest} bytes")
        return content

    def manifest(self) -> dict[str, object]:
        """Give what the package says of itself and its parts; raises as `pieces` does."""
        return self._object(MANIFEST)

    def manifest_digest(self) -> dict[str, object]:
        """Give what is said of the manifest: its checksum and the signature; raises as `pieces` does."""
        return self._object(MANIFEST_DIGEST)

    def pages(self) -> Iterator[Page]:
        """Give the pages that can be made out; raises as `pieces` does."""
        for line in self.content(PAGES).splitlines():
            page = page_of_line(line)
            if page is not None:
                yield page

    def _object(self, name: str) -> dict[str, object]:
        found = object_of(self.content(name))
        if found is None:
            raise BrokenFile(self.path, f"{name} in it is not in the form that packages have")
        return found

    def _take(self, info: zipfile.ZipInfo) -> None:
        name = info.filename
        if info.is_dir():
            return
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name or "\0" in info.orig_filename:
            self.oddities[name] = "Its name leads out of the package."
        elif name in self._infos:
            self.oddities[name] = "There are several parts of this name, and readers differ in which they take."
        elif info.flag_bits & _ENCRYPTED:
            self.oddities[name] = "It is locked with a password."
        elif info.compress_type not in _METHODS:
            self.oddities[name] = "It is compressed in a way that packages do not use."
        self._infos[name] = info


class _Careful:
    """A file that refuses to be read whole."""

    def __init__(self, source: BinaryIO, path: Path, most: int) -> None:
        self._source = source
        self._path = path
        self._most = most

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise TooLarge(self._path, "the list of its parts is too long")
        content = self._source.read(size if size >= 0 else self._most + 1)
        if len(content) > self._most:
            raise TooLarge(self._path, "the list of its parts is too long")
        return content

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._source.seek(offset, whence)

    def tell(self) -> int:
        return self._source.tell()

    def seekable(self) -> bool:
        return True


@contextlib.contextmanager
def opened(path: Path, *, bounds: PackageBounds = PACKAGE_BOUNDS) -> Iterator[Package]:
    """Open a package.

    Raises:
        NotThere: No such file.
        NotReadable: The disk does not let us.
        BrokenFile: It is no package, or its list of parts is damaged.
        TooLarge: It has more parts than we are willing to hold.
    """
    try:
        with path.open("rb") as source:
            yield Package(path, source, bounds)
    except FileNotFoundError as error:
        raise NotThere(path) from error
    except OSError as error:
        raise NotReadable(path, error.strerror or str(error)) from error


@contextlib.contextmanager
def _faults_told(path: Path, name: str | None = None) -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        about = "it is not in the form that packages have" if name is None else f"{name} in it cannot be unpacked"
        raise BrokenFile(path, about) from error
    except OSError as error:
        if error.errno is not None and error.errno != errno.EINVAL:
            raise
        raise BrokenFile(path, "its parts are not where it says") from error
