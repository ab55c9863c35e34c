"""A file to write a package to that keeps only what is not kept elsewhere."""

from interlink.lib.warc.package.wrapping import Held, Span

_Piece = bytearray | Held


class Outline:
    """Takes what a zip writer writes; of files that are held elsewhere, only their place is noted.

    Beside `write`, what is needed to go back and put a part's head right: that is how the zip writer works.
    """

    def __init__(self) -> None:
        self._pieces: list[tuple[int, _Piece]] = []
        self._place = self._end = 0
        self._holding: tuple[str, int] | None = None

    def hold(self, name: str) -> None:
        """Take what is written from now on for a file that is kept under this name."""
        self._holding = (name, self._end)

    def held(self, checksum: str) -> None:
        """Note that the file has come to its end, and what its SHA-256 is, in hexadecimal."""
        assert self._holding is not None
        name, start = self._holding
        self._holding = None
        if self._end > start:
            self._pieces.append((start, Held(name, self._end - start, checksum)))

    def write(self, content: bytes | memoryview, /) -> int:
        """Take bytes at the present place."""
        length = len(content)
        if self._holding is not None:
            pass  # it is kept elsewhere
        elif self._place < self._end:
            self._overwrite(bytes(content))
        elif self._pieces and isinstance(self._pieces[-1][1], bytearray):
            self._pieces[-1][1].extend(content)
        else:
            self._pieces.append((self._place, bytearray(content)))
        self._place += length
        self._end = max(self._end, self._place)
        return length

    def _overwrite(self, content: bytes) -> None:
        for start, piece in reversed(self._pieces):
            if start <= self._place:
                if isinstance(piece, Held) or self._place + len(content) > start + len(piece):
                    raise ValueError("Only a part's head is written twice.")
                piece[self._place - start : self._place - start + len(content)] = content
                return

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to another place, which is before the end or there."""
        self._place = offset if whence == 0 else (self._end if whence != 1 else self._place) + offset
        return self._place

    def tell(self) -> int:
        """Give the present place."""
        return self._place

    def seekable(self) -> bool:
        """Say that one can go back."""
        return True

    def flush(self) -> None:
        """Do nothing: nothing is kept back."""

    def done(self) -> tuple[int, bytes, tuple[Span | Held, ...]]:
        """Give the size of all, the bytes that are not held elsewhere, and what it is made of."""
        own, pieces = bytearray(), list[Span | Held]()
        for _, piece in self._pieces:
            if isinstance(piece, Held):
                pieces.append(piece)
            else:
                pieces.append(Span(len(own), len(piece)))
                own += piece
        return self._end, bytes(own), tuple(pieces)
