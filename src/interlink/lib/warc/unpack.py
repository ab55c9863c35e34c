"""The plain content of a file that may be compressed, with limits on what it may unpack to.

warcio could do this too, but it takes a damaged member for the end of the file, and a line without an end for
a line.
"""

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from warcio.bufferedreaders import ChunkedDataReader

from interlink.lib.warc.errors import BrokenFile, NoPage, TooLarge

_STEP = 64 * 1024
_GZIP_START = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_UNENCODED = ("identity", "")


class Source(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Give as many bytes at most; none at the end."""


class Unpacked(io.RawIOBase):
    """Reads a file's plain content: gzip, member after member, or as it is.

    Attributes:
        allowance: How many more bytes may be read before `TooLarge` is raised; whoever reads sets it anew.
    """

    def __init__(self, source: Source, path: Path) -> None:
        super().__init__()
        self.allowance = _STEP
        self._source = source
        self._path = path
        self._packed = source.read(_STEP)
        self._is_gzip = self._packed.startswith(_GZIP_START)
        self._member = zlib.decompressobj(_GZIP)
        self._inside = False

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into the buffer; part of what `io` needs."""
        wanted = min(len(buffer), _STEP)
        content = self._gunzip(wanted) if self._is_gzip else self._as_it_is(wanted)
        self.allowance -= len(content)
        if self.allowance < 0:
            raise TooLarge(self._path, "one of its parts goes on beyond all measure")
        buffer[: len(content)] = content
        return len(content)

    def _as_it_is(self, wanted: int) -> bytes:
        content, self._packed = self._packed[:wanted], self._packed[wanted:]
        return content or self._source.read(wanted)

    def _gunzip(self, wanted: int) -> bytes:
        while True:
            if not self._packed:
                self._packed = self._source.read(_STEP)
            if not self._packed and not self._inside:
                return b""
            if not self._packed:
                raise BrokenFile(self._path, "it ends in the middle of a part")
            try:
                content = self._member.decompress(self._packed, wanted)
            except zlib.error as error:
                raise BrokenFile(self._path, "the compression of one of its parts does not add up") from error
            self._inside = True
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed = self._member.unused_data
                self._member = zlib.decompressobj(_GZIP)
                self._inside = False
            if content:
                return content


def decoded(path: Path, body: bytes, *, encodings: str, chunked: bool, most: int) -> bytes:
    """Undo a body's chunks and content encodings.

    Raises:
        NoPage: An encoding that we do not know, or one that the body does not have.
        TooLarge: It decodes to more than `most` bytes.
    """
    if chunked:
        body = ChunkedDataReader(io.BytesIO(body)).read()
    names = [name.strip().lower() for name in encodings.split(",")]
    for name in reversed(names):
        if name in _UNENCODED:
            continue
        if name not in _DECODERS:
            raise NoPage(path, f"it is encoded as {name}, which we cannot decode")
        try:
            body = _DECODERS[name](path, body, most)
        except zlib.error as error:
            raise NoPage(path, f"it says that it is encoded as {name}, and is not") from error
    if len(body) > most:
        raise TooLarge(path, "the page is longer than we are willing to show")
    return body


def _gunzipped(path: Path, body: bytes, most: int) -> bytes:
    parts: list[bytes] = []
    while body:
        member = zlib.decompressobj(_GZIP)
        parts.append(member.decompress(body, most + 1 - sum(map(len, parts))))
        if sum(map(len, parts)) > most:
            raise TooLarge(path, "the page unpacks to more than we are willing to show")
        body = member.unused_data
        if not body.startswith(_GZIP_START):
            break  # browsers take no notice of what follows either
    return b"".join(parts)


def _inflated(path: Path, body: bytes, most: int) -> bytes:
    try:
        content = zlib.decompressobj().decompress(body, most + 1)
    except zlib.error:  # some servers leave the wrapping away
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, most + 1)
    if len(content) > most:
        raise TooLarge(path, "the page unpacks to more than we are willing to show")
    return content


_DECODERS: dict[str, Callable[[Path, bytes, int], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
}
