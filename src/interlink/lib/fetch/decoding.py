"""Unpacking bodies within bounds: a small answer must not become a large one unnoticed."""

import zlib
from typing import Final

from interlink.lib.sentences import Sentence

_MAX_LAYERS: Final = 2
_GZIP_WINDOW: Final = 31
_MAX_MEMBERS: Final = 1_000  # each costs a fresh zlib state; block-wise gzip of 10 MB has about 160
_SLICE: Final = 65_536
_STEP: Final = 262_144


class DecodingError(Exception):
    """A body cannot be unpacked.

    Attributes:
        what: What came instead of a body, as words that can stand after "sent".
    """

    def __init__(self, what: Sentence) -> None:
        super().__init__(what)
        self.what = what


class UnpackedTooLargeError(DecodingError):
    """A body unpacks to more than was allowed."""


def layers(content_encoding: str) -> tuple[str, ...]:
    """The packings named by a Content-Encoding header, in the order they were applied."""
    names = (name.strip().lower() for name in content_encoding.split(","))
    return tuple(name.removeprefix("x-") for name in names if name not in {"", "identity"})


def decode(body: bytes, content_encoding: str, max_bytes: int) -> bytes:
    """Unpack a body.

    Args:
        body: As received.
        content_encoding: That header, or "". Only gzip and deflate are known; we ask for no others.
        max_bytes: The most that any layer may unpack to.

    Raises:
        UnpackedTooLargeError: It grows beyond the bound. Not more than the bound is ever held.
        DecodingError: An unknown packing, more than two layers of it, or damaged data.
    """
    packed = layers(content_encoding) if content_encoding else ()
    if len(packed) > _MAX_LAYERS:
        raise DecodingError(Sentence("something that is packed %(times)s times over", times=len(packed)))
    for name in packed:
        if name not in {"gzip", "deflate"}:
            raise DecodingError(
                Sentence("something that is packed in a way that we did not ask for (%(name)s)", name=name[:20])
            )
    if not body:
        return b""
    for name in reversed(packed):
        body = _inflate(body, _window(name, body), max_bytes)
    if len(body) > max_bytes:
        raise UnpackedTooLargeError(Sentence("too much"))
    return body


def _window(name: str, body: bytes) -> int:
    if name == "gzip":
        return _GZIP_WINDOW
    # "deflate" means the zlib format, but some servers send the bare stream; its first two bytes tell.
    zlib_header = len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and (body[0] << 8 | body[1]) % 31 == 0
    return zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS


def _inflate(body: bytes, window: int, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    room = max_bytes
    # A cursor over slices: handing zlib the whole rest at each step would copy it each time.
    view, at = memoryview(body), 0
    try:
        for _ in range(_MAX_MEMBERS):
            stream = zlib.decompressobj(window)
            while not stream.eof:
                piece: bytes | memoryview = stream.unconsumed_tail
                if not piece:
                    piece = view[at : at + _SLICE]
                    at += len(piece)
                # One byte more than there is room for tells "exactly full" from "too much".
                part = stream.decompress(piece, min(room + 1, _STEP))
                room -= len(part)
                if room < 0:
                    raise UnpackedTooLargeError(Sentence("too much"))
                if part:
                    parts.append(part)
                elif not piece and not stream.eof:
                    raise DecodingError(Sentence("packed data that breaks off"))
            at -= len(stream.unused_data)
            # Several gzip members may follow one another; browsers ignore anything else after the end.
            if window != _GZIP_WINDOW or bytes(view[at : at + 2]) != b"\x1f\x8b":
                return b"".join(parts)
    except zlib.error:
        raise DecodingError(Sentence("packed data that is damaged")) from None
    raise DecodingError(Sentence("something that is packed in more than %(pieces)s pieces", pieces=_MAX_MEMBERS))
