"""The shipped name lists: which spellings, in which scripts, are one given or family name.

They come from Wikidata by way of rigour (MIT licence, see `data/LICENSE.rigour`) and are compiled by
`scripts/name_data.py` into one file that is mapped into memory, so that what nobody asks for costs nothing.

The file, all numbers little-endian and 32 bits wide:

- `HEAD`, then the SHA-256 of all that follows it;
- `SECTIONS` pairs of offset and length, in bytes from the start of the file, for
- buckets: where the prints begin that share their first 16 bits, with one more at the end;
- prints: the next 32 bits of each folded form's BLAKE2b checksum, sorted within its bucket;
- values: for each print the number of its name, or with the highest bit set a place in the overflow;
- overflow: how many names share the form, then their numbers;
- blocks: where each block of the blob begins, with one more at the end;
- blob: zlib-packed blocks of `BLOCK` lines, one a name: its Wikidata number, then its forms, with "|" between;
- sounds: zlib-packed JSON, for each script the table that `sounds` describes.
"""

import hashlib
import json
import mmap
import struct
import zlib
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path

from interlink.lib.names.errors import BrokenNameData

HEAD = b"interlink names 1\n"
SECTIONS = 7
BLOCK = 64
SHARED = 1 << 31
BUCKETS = 1 << 16
FILE = Path(__file__).parent / "data" / "names.bin"

_MOST_BLOCKS = 768


def print_of(folded: str) -> tuple[int, int]:
    """Give the bucket and the print of a folded form."""
    digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=6).digest()
    bucket, rest = struct.unpack("<HI", digest)
    return bucket, rest


class NameLists:
    """The name lists of one file.

    Raises:
        BrokenNameData: The file is not there, or is not ours.
    """

    def __init__(self, path: Path = FILE) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise BrokenNameData(str(path)) from problem
        head = len(HEAD) + 32
        if self._map[: len(HEAD)] != HEAD:
            raise BrokenNameData(str(path))
        places = struct.unpack_from(f"<{2 * SECTIONS}I", self._map, head)
        view = memoryview(self._map)
        parts = [view[at : at + size] for at, size in zip(places[::2], places[1::2], strict=True)]
        self._buckets, self._prints, self._values, self._overflow, self._blocks = (p.cast("I") for p in parts[:5])
        self._blob, self._sounds = parts[5], parts[6]
        self._unpacked = lru_cache(maxsize=_MOST_BLOCKS)(self._unpack)

    def is_intact(self) -> bool:
        """Whether the file's checksum is that of its content. Reads the whole file."""
        head = len(HEAD) + 32
        return hashlib.sha256(self._map[head:]).digest() == self._map[len(HEAD) : head]

    def names_of(self, folded: str) -> tuple[int, ...]:
        """Give the numbers of the names that have this folded form, without spaces and signs, among theirs."""
        bucket, rest = print_of(folded)
        after = self._buckets[bucket + 1]
        at = bisect_left(self._prints, rest, self._buckets[bucket], after)
        if at == after or self._prints[at] != rest:
            return ()
        value = self._values[at]
        if value < SHARED:
            return (value,)
        place = value - SHARED
        return tuple(self._overflow[place + 1 : place + 1 + self._overflow[place]])

    def forms_of(self, name: int) -> tuple[str, ...]:
        """Give the forms of a name, in small letters, in all scripts."""
        return tuple(self._unpacked(name // BLOCK)[name % BLOCK].split("|")[1:])

    def wikidata_of(self, name: int) -> str:
        """Give the Wikidata item that a name comes from."""
        return "Q" + self._unpacked(name // BLOCK)[name % BLOCK].split("|", 1)[0]

    def sounds(self) -> dict[str, dict[str, dict[str, float]]]:
        """Give the learned table of each script, by its code."""
        tables: dict[str, dict[str, dict[str, float]]] = json.loads(zlib.decompress(self._sounds))
        return tables

    def _unpack(self, block: int) -> list[str]:
        packed = self._blob[self._blocks[block] : self._blocks[block + 1]]
        return zlib.decompress(packed).decode().split("\n")


@cache
def shipped() -> NameLists:
    """Open the shipped lists; once a process."""
    return NameLists()
