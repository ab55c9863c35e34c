"""The wrapping: all of a package but the files that are kept beside it.

A package is a list of pieces, one after the other: bytes that only it has (heads of parts, the index, the page list,
the manifest, the signature) and whole files that are kept anyway (web archive files, a screenshot). Only the first are
kept again, in one file, and with them the order. So a package is the same, byte for byte, whenever it is put together,
whatever our software or a compressor has become by then, and nothing is kept twice.

A web archive file that is mostly pointers may lie in the wrapping itself. Many wrappings repeat what that of an earlier
capture of the page has (the index of its file, the page's text); such lines are taken from there.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from interlink.lib.warc.errors import BrokenFile, TooLarge
from interlink.lib.warc.package.lines import object_of

SUFFIX = ".wrap"
LONGEST = 128 * 1024 * 1024
"""The most that a wrapping may be, unpacked, in bytes."""

_MAGIC = b"interlink wrapping 1 "
_NOBODY = b"-"
_LONGEST_START = 512
_LEVEL = 9
# Where a text may be cut to find what it shares with an earlier one: at the ends of lines, also within JSON.
_UNIT = re.compile(rb".*?(?:\n|\\n|\Z)", re.DOTALL)
# A shorter piece costs less than saying where it is.
_WORTH_TAKING = 48


@dataclass(frozen=True, slots=True)
class Span:
    """Some of the wrapping's own bytes."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Held:
    """A whole file that is kept beside the wrapping.

    Attributes:
        name: Its path in the folder of evidence.
        length: In bytes.
        sha256: Its checksum, in hexadecimal.
    """

    name: str
    length: int
    sha256: str


@dataclass(frozen=True)
class Wrapping:
    """What a package is made of.

    Attributes:
        size: Of the package, in bytes.
        sha256: The checksum of the package, in hexadecimal.
        pieces: What it is made of, in its order.
        own: The bytes that only the package has.
        manifest: Where among them the manifest is.
        manifest_digest: Where what is said of the manifest is.
        inside: Web archive files that are among them, by their paths in the folder of evidence.
        after: The wrapping of an earlier capture that it takes lines from, by its path; empty where it takes none.
    """

    size: int
    sha256: str
    pieces: tuple[Span | Held, ...]
    own: bytes
    manifest: Span
    manifest_digest: Span
    inside: Mapping[str, Span] = field(default_factory=dict)
    after: str = ""

    def cut(self, span: Span) -> bytes:
        """Give some of its own bytes."""
        return self.own[span.start : span.start + span.length]

    @property
    def held(self) -> tuple[Held, ...]:
        """The files that the package is put together from."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Held))

    @property
    def manifest_sha256(self) -> str:
        """The checksum of the manifest, which is what is signed."""
        return sha256(self.cut(self.manifest)).hexdigest()


def packed(wrapping: Wrapping, earlier: bytes = b"") -> bytes:
    """Give a wrapping as it is kept.

    Args:
        wrapping: What is to be kept.
        earlier: The own bytes of the wrapping that it comes after, if any.
    """
    taken, fresh = _without(wrapping.own, earlier) if wrapping.after else ([], wrapping.own)
    facts = {
        "size": wrapping.size,
        "sha256": wrapping.sha256,
        "pieces": [
            [piece.name, piece.length, piece.sha256] if isinstance(piece, Held) else [piece.start, piece.length]
            for piece in wrapping.pieces
        ],
        "manifest": [wrapping.manifest.start, wrapping.manifest.length],
        "manifest_digest": [wrapping.manifest_digest.start, wrapping.manifest_digest.length],
        "inside": {name: [span.start, span.length] for name, span in wrapping.inside.items()},
        "taken": taken,
    }
    start = _MAGIC + (wrapping.after.encode() or _NOBODY) + b"\n"
    return start + zlib.compress(json.dumps(facts).encode() + b"\n" + fresh, _LEVEL)


def _after(content: bytes, path: Path) -> str:
    start, end, _ = content[:_LONGEST_START].partition(b"\n")
    if not end or not start.startswith(_MAGIC):
        raise BrokenFile(path, "it is not in the form that wrappings have")
    name = start.removeprefix(_MAGIC)
    return "" if name == _NOBODY else name.decode("utf-8", "replace")


def unpacked(content: bytes, path: Path, earlier: Callable[[str], bytes]) -> Wrapping:
    """Read a wrapping.

    Args:
        content: As it is kept.
        path: Where, for what is said of it.
        earlier: Gives the own bytes of another wrapping, by its path in the folder of evidence.

    Raises:
        BrokenFile: It is damaged.
        TooLarge: It unpacks to more than we are willing to hold.
        ReadFailed: The earlier one cannot be read.
    """
    name = _after(content, path)
    try:
        whole = zlib.decompressobj()
        plain = whole.decompress(content[content.index(b"\n") + 1 :], LONGEST)
        if not whole.eof:
            raise TooLarge(path, "it goes on beyond all measure") if len(plain) >= LONGEST else ValueError
        line, _, fresh = plain.partition(b"\n")
        facts = object_of(line) or {}
        own = b"".join(_joined(facts["taken"], fresh, earlier(name))) if name else fresh
        return _wrapping(facts, own, name)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise BrokenFile(path, "it is not in the form that wrappings have") from error


def _wrapping(facts: Mapping[str, object], own: bytes, name: str) -> Wrapping:
    listed, inside = facts["pieces"], facts["inside"]
    if not isinstance(listed, list) or not isinstance(inside, dict):
        raise TypeError
    return Wrapping(
        size=_number(facts["size"]),
        sha256=str(facts["sha256"]),
        pieces=tuple(_piece(one, own) for one in listed),
        own=own,
        manifest=_span(facts["manifest"], own),
        manifest_digest=_span(facts["manifest_digest"], own),
        inside={str(name): _span(place, own) for name, place in inside.items()},
        after=name,
    )


def _piece(facts: list[object], own: bytes) -> Span | Held:
    if len(facts) == 2:  # noqa: PLR2004 - a span has a start and a length, and a file a checksum, too
        return _span(facts, own)
    name, length, checksum = facts
    return Held(str(name), _number(length), str(checksum))


def _span(facts: object, own: bytes) -> Span:
    if not isinstance(facts, list):
        raise TypeError
    start, length = map(_number, facts)
    if start + length > len(own):
        raise ValueError
    return Span(start, length)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def _without(own: bytes, earlier: bytes) -> tuple[list[list[int]], bytes]:
    """Give what is left when lines that the earlier bytes have are taken from there: [fresh, start, length] each."""
    places: dict[bytes, int] = {}
    for found in _UNIT.finditer(earlier):
        if found.end() - found.start() >= _WORTH_TAKING:
            places.setdefault(found[0], found.start())
    taken: list[list[int]] = []
    fresh, since = bytearray(), 0
    for found in _UNIT.finditer(own):
        start = places.get(found[0])
        if start is None:
            fresh += found[0]
        elif taken and len(fresh) == since and taken[-1][1] + taken[-1][2] == start:
            taken[-1][2] += len(found[0])
        else:
            taken.append([len(fresh) - since, start, len(found[0])])
            since = len(fresh)
    return taken, bytes(fresh)


def _joined(taken: object, fresh: bytes, earlier: bytes) -> Iterator[bytes]:
    if not isinstance(taken, list):
        raise TypeError
    place = 0
    for one in taken:
        before, start, length = map(_number, one)
        if place + before > len(fresh) or start + length > len(earlier):
            raise ValueError
        yield fresh[place : place + before]
        yield earlier[start : start + length]
        place += before
    yield fresh[place:]
