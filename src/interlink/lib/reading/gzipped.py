"""Documents that are gzip files by themselves, apart from how they were sent."""

import zlib

_MAGIC = b"\x1f\x8b"
_CHUNK = 1 << 16


def ungzipped(body: bytes, most: int) -> bytes:
    """The document in a gzip file, as far as it can be read; anything else as it is.

    Args:
        body: The document.
        most: How many bytes it may have, unpacked.

    Raises:
        ValueError: The file is damaged from the start.
        OverflowError: There are more bytes; no more than these were ever unpacked.
    """
    if body.startswith(_MAGIC):
        body = _unpacked(body, most)
    if len(body) > most:
        raise OverflowError(most)
    return body


def _unpacked(body: bytes, most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    unpacking = zlib.decompressobj(wbits=31)
    try:
        for start in range(0, len(body), _CHUNK):
            waiting = body[start : start + _CHUNK]
            while waiting and not unpacking.eof:
                piece = unpacking.decompress(waiting, most - size + 1)
                waiting = unpacking.unconsumed_tail
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    raise OverflowError(most)
    except zlib.error as error:
        if not pieces:
            raise ValueError("not a gzip file") from error
    return b"".join(pieces)
