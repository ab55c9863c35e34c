"""The files of captures by their names, whether they lie on the disk as such or are put together when asked for.

A package is put together from its wrapping and the files beside it, a web archive file that is mostly pointers is cut
out of its wrapping, and what lies there as it is, is read as it is: packages of earlier versions, too.
"""

import io
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import local
from typing import BinaryIO, cast

from interlink.lib.warc.errors import BrokenFile, NotReadable, NotThere, TooLarge
from interlink.lib.warc.package.facts import MANIFEST, MANIFEST_DIGEST
from interlink.lib.warc.package.read import PACKAGE_BOUNDS, Package
from interlink.lib.warc.package.wrapping import LONGEST, SUFFIX, Held, Wrapping, unpacked

PACKAGE_SUFFIX = ".wacz"
WARC_SUFFIX = ".warc.gz"
PICTURE_SUFFIX = ".png"
_BUFFER = 256 * 1024
_DEEPEST = 8


_own = local()


def nothing(_name: str) -> Path | None:
    """Say that nothing lies beyond a folder."""
    return None


@dataclass(frozen=True)
class Shelf:
    """A folder of evidence.

    Attributes:
        folder: Where it is.
        beyond: Gives the place of a file that is not in the folder, and None where it is nowhere; what it raises is
            passed on.
    """

    folder: Path
    beyond: Callable[[str], Path | None] = nothing

    def open(self, name: str) -> BinaryIO:
        """Open a file of a capture. Once it is open, it can be read to its end, whatever is deleted meanwhile.

        Raises:
            NotThere: There is none of that name, and nothing that it can be put together from.
            NotReadable: The disk does not let us.
            BrokenFile: What it is to be put together from is damaged.
            TooLarge: The wrapping is beyond all measure.
        """
        ways = [self.as_it_lies, self._wrapped]
        if self._only_its_wrapping_is_here(name):
            ways.reverse()
        for way in ways:
            found = way(name)
            if found is not None:
                return found
        raise NotThere(self.folder / name)

    def _only_its_wrapping_is_here(self, name: str) -> bool:
        """Say whether a file is best looked for in its wrapping: what is beyond may be far away or out of reach."""
        return not (self.folder / name).is_file() and (self.folder / wrapping_name(name)).is_file()

    def _wrapped(self, name: str) -> BinaryIO | None:
        """Open what is put together from a wrapping, or lies in one; None where there is none such."""
        wrapped = wrapping_name(name)
        if wrapped == name or self.place(wrapped) is None:
            return None
        wrapping = self.wrapping(wrapped)
        if name.endswith(PACKAGE_SUFFIX):
            return self.assembled(wrapping)
        return io.BytesIO(wrapping.cut(wrapping.inside[name])) if name in wrapping.inside else None

    def as_it_lies(self, name: str) -> BinaryIO | None:
        """Open a file that lies there under its name; None where there is none such.

        Raises:
            NotReadable: The disk does not let us.
        """
        try:
            with suppress(FileNotFoundError, IsADirectoryError):
                return open(f"{self.folder}/{name}", "rb")  # noqa: PTH123 - a path object costs more
            place = self.beyond(name)
            return place.open("rb") if place is not None else None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NotReadable(self.folder / name, error.strerror or str(error)) from error

    def place(self, name: str) -> Path | None:
        """Say where a file lies under its name; None where there is none such."""
        path = self.folder / name
        return path if path.is_file() else self.beyond(name)

    @contextmanager
    def laid_out(self, names: Iterable[str]) -> Iterator[dict[str, Path]]:
        """Give files as files on the disk, by their names, for those who need that; raises as `open` does."""
        with ExitStack() as lasting:
            found: dict[str, Path] = {}
            for name in names:
                place = None if self._only_its_wrapping_is_here(name) else self.place(name)
                if place is None:
                    with self.open(name) as source:
                        place = Path(lasting.enter_context(TemporaryDirectory())) / PurePosixPath(name).name
                        place.write_bytes(source.read())
                found[name] = place
            yield found

    def assembled(self, wrapping: Wrapping) -> BinaryIO:
        """Open the package that a wrapping is of; raises as `open` does."""
        with ExitStack() as opened:
            sources: list[BinaryIO | bytes] = []
            for piece in wrapping.pieces:
                if not isinstance(piece, Held):
                    sources.append(wrapping.cut(piece))
                    continue
                source = opened.enter_context(self.open(piece.name))
                if source.seek(0, io.SEEK_END) != piece.length:
                    raise BrokenFile(self.folder / piece.name, "it has another length than when it was packaged")
                sources.append(source)
            lengths = [piece.length for piece in wrapping.pieces]
            raw = _Joined(sources, lengths, opened.pop_all())
            return io.BufferedReader(raw, _BUFFER)

    def manifest_of(self, name: str) -> tuple[bytes, bytes]:
        """Give a package's manifest, and what the package says of that; raises as `open` does.

        Nothing but the wrapping is needed for it, if the package has one.
        """
        if self.place(wrapping_name(name)) is not None:
            wrapping = self.wrapping(wrapping_name(name))
            return wrapping.cut(wrapping.manifest), wrapping.cut(wrapping.manifest_digest)
        with self.open(name) as source:
            package = Package(self.folder / name, source, PACKAGE_BOUNDS)
            return package.content(MANIFEST), package.content(MANIFEST_DIGEST)

    def wrapping(self, name: str) -> Wrapping:
        """Read a wrapping by its path; raises as `open` does."""
        return self._wrapping(name, _DEEPEST)

    def unwrapped(self, name: str, content: bytes) -> Wrapping:
        """Read a wrapping whose content has been read; raises as `open` does."""
        return unpacked(content, self.folder / name, lambda earlier: self._wrapping(earlier, _DEEPEST - 1).own)

    def _wrapping(self, name: str, depth: int) -> Wrapping:
        path = self.folder / name
        if depth == 0:
            raise BrokenFile(path, "it takes from wrappings that take from each other")
        with self.open(name) as source:
            content = source.read(LONGEST + 1)
        if len(content) > LONGEST:
            raise TooLarge(path, "it goes on beyond all measure")
        return unpacked(content, path, lambda earlier: self._wrapping(earlier, depth - 1).own)


def wrapping_name(name: str) -> str:
    """Give the path of the wrapping of a capture by that of one of its files."""
    for suffix in (PACKAGE_SUFFIX, WARC_SUFFIX, SUFFIX):
        if name.endswith(suffix):
            return name.removesuffix(suffix) + SUFFIX
    return f"{name}{SUFFIX}"


def sum_of(source: BinaryIO) -> str:
    """Give the checksum of a file from its beginning, in hexadecimal."""
    source.seek(0)
    total = sha256()
    into = getattr(_own, "buffer", None)
    if into is None:  # a new one for each file takes as long as the checksum of a short one
        into = _own.buffer = memoryview(bytearray(_BUFFER))
    read = cast("io.BufferedReader", source).readinto
    while length := read(into):
        total.update(into[:length])
    return total.hexdigest()


class _Joined(io.RawIOBase):
    """Pieces as one file that can be read from anywhere."""

    def __init__(self, sources: Iterable[BinaryIO | bytes], lengths: Iterable[int], opened: ExitStack) -> None:
        self._sources = tuple(sources)
        ends = tuple(accumulate(lengths))
        self._starts = (0, *ends[:-1])
        self._size = ends[-1] if ends else 0
        self._place = 0
        self._opened = opened

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("There is nothing before the beginning of a file.")
        self._place = base + offset
        return self._place

    def readinto(self, into: memoryview, /) -> int:  # type: ignore[override] # a writable buffer is all we are given
        if self._place >= self._size:
            return 0
        number = bisect_right(self._starts, self._place) - 1
        source, offset = self._sources[number], self._place - self._starts[number]
        if isinstance(source, bytes):
            content = source[offset : offset + len(into)]
        else:
            source.seek(offset)
            content = source.read(len(into))
        into[: len(content)] = content
        self._place += len(content)
        return len(content)

    def close(self) -> None:
        self._opened.close()
        super().close()
