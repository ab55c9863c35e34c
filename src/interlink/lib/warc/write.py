"""Write a capture: the page, the redirects before it and the parts it needs, in one file.

A payload that an earlier capture holds already is not written again: a revisit record says where it is. See
`interlink.lib.warc.placing` for how a file gets onto the disk whole or not at all.
"""

import zlib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from interlink.lib.warc.exchange import Exchange, Headers, Hop, Made
from interlink.lib.warc.placing import is_leftover, leftovers, placed
from interlink.lib.warc.read import read_records
from interlink.lib.warc.records import Draft, Original, draft_of, drafts_of, info_of

__all__ = [
    "CaptureFile",
    "Exchange",
    "Headers",
    "Hop",
    "Made",
    "Original",
    "Written",
    "is_leftover",
    "leftovers",
    "originals_in",
    "write_capture",
]

# A shorter payload costs less to keep once more than to point to.
_WORTH_POINTING_TO = 128
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 6
_RECORD_END = b"\r\n\r\n"
# A file of pointers with so little of its own is laid into its wrapping, and packed there far better than record by
# record: what is compressed already could not be.
_LITTLE = 256 * 1024
# A record of that length is not worth trying to pack, if its body is packed already.
_LONG = 4 * 1024


@dataclass(frozen=True)
class Written:
    """A capture that is on the disk.

    Attributes:
        path: Where.
        sha256: The file's checksum, in hexadecimal; to be kept elsewhere, for `verify`.
        size: Of the file, in bytes.
        payload_sha256: The checksum of the page's body as received.
        pointed_to: The checksums of the payloads that were not written, being in an earlier capture.
    """

    path: Path
    sha256: str
    size: int
    payload_sha256: str
    pointed_to: frozenset[str] = frozenset()


class CaptureFile:
    """A capture's file before it is on the disk: each record is made ready as soon as there is what it is made of.

    So most of the work is done while the rest of the page is still on its way. Nothing is on the disk before `write`.

    Args:
        name: The file's; usually ending in ".warc.gz".
        page: What was asked and received first.
        originals: Payloads that earlier captures hold, by their SHA-256 in hexadecimal. Whoever packages this
            capture has to package those as well.

    Raises:
        ValueError: The exchange's time has no time zone.
    """

    def __init__(self, name: str, page: Exchange, originals: Mapping[str, Original] | None = None) -> None:
        self._originals = originals or {}
        self._info = info_of(page, name=name, software=software())
        self._payload_sha256 = sha256(page.wire_body).hexdigest()
        self._drafted: deque[Draft] = deque()
        self._packed: list[bytes] = []
        self._total = sha256()
        self._take((self._info,))
        self.add(page)

    def add(self, exchange: Exchange) -> None:
        """Take something that the page needs to be seen, as asked and received after it.

        Raises:
            ValueError: The exchange's time has no time zone.
        """
        self._take(drafts_of(exchange, self._info, self._originals))

    def write(self, path: Path, *, made: Iterable[Made] = (), replace: bool = False) -> Written:
        """Put the file on the disk: whole, or not at all. It is done once, and nothing can be added afterwards.

        Args:
            path: Its final name, whose last part is the name that it was given. Missing folders are made.
            made: What we made of the page ourselves, as a picture.
            replace: Whether to take the place of a file of that name, as a task that runs twice may want.

        Raises:
            DiskFull: There is no room.
            AlreadyThere: A file of that name exists, and it is not to be replaced.
            WriteFailed: The disk refuses for another reason.
        """
        self._take(draft_of(one, self._info, self._originals) for one in made)
        pointed_to = frozenset(draft.points_to for draft in self._drafted if draft.points_to)
        is_loose = bool(pointed_to) and sum(len(draft.block) for draft in self._drafted) <= _LITTLE
        self._pack(is_loose=is_loose)
        with placed(path, replace=replace) as out:
            out.writelines(self._packed)
        size = sum(map(len, self._packed))
        return Written(path, self._total.hexdigest(), size, self._payload_sha256, pointed_to)

    def _take(self, drafts: Iterable[Draft]) -> None:
        self._drafted += drafts
        if not self._originals:  # nothing can turn out to be a pointer, so each record is packed for itself
            self._pack(is_loose=False)

    def _pack(self, *, is_loose: bool) -> None:
        while self._drafted:  # what is packed is not held as it was as well
            draft = self._drafted.popleft()
            is_left = is_loose or (draft.is_packed and len(draft.block) > _LONG)
            member = _member(draft, 0 if is_left else _LEVEL)
            self._packed.append(member)
            self._total.update(member)


def write_capture(
    exchange: Exchange,
    path: Path,
    *,
    parts: tuple[Exchange, ...] = (),
    made: tuple[Made, ...] = (),
    originals: Mapping[str, Original] | None = None,
    replace: bool = False,
) -> Written:
    """Write the exchange as a WARC 1.1 file, each record compressed for itself, as far as that makes it smaller.

    Args:
        exchange: What was asked and received.
        path: The final name; usually ending in ".warc.gz". Missing folders are made.
        parts: What the page needs to be seen, as asked and received after it.
        made: What we made of it ourselves, as a picture.
        originals: Payloads that earlier captures hold, by their SHA-256 in hexadecimal. Whoever packages this
            capture has to package those as well.
        replace: Whether to take the place of a file of that name, as a task that runs twice may want.

    Raises:
        DiskFull: There is no room.
        AlreadyThere: A file of that name exists, and it is not to be replaced.
        WriteFailed: The disk refuses for another reason.
        ValueError: The exchange's time has no time zone.
    """
    file = CaptureFile(path.name, exchange, originals)
    for part in parts:
        file.add(part)
    return file.write(path, made=made, replace=replace)


def _member(draft: Draft, level: int) -> bytes:
    """Give a record as it stands in the file, compressed for itself."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return b"".join(map(packer.compress, (draft.head(), draft.block, _RECORD_END))) + packer.flush()


def originals_in(path: Path) -> dict[str, Original]:
    """Give the payloads that a capture holds itself, for the next capture of the address to point to.

    What a revisit record points to is not given: it is in an earlier file, and chains are not made.

    Raises:
        ReadFailed: The file cannot be read to its end.
    """
    found: dict[str, Original] = {}
    requests: dict[str, str] = {}
    for record in read_records(path):
        if record.kind == "request":
            requests[record.header("WARC-Concurrent-To") or ""] = record.header("WARC-Block-Digest") or ""
        if (
            record.kind not in ("response", "resource")
            or len(record.payload) < _WORTH_POINTING_TO
            or record.header("WARC-Truncated")
        ):
            continue
        original = Original(
            address=record.address,
            date=record.header("WARC-Date") or "",
            record_id=record.record_id,
            request=requests.get(record.record_id, ""),
        )
        found.setdefault(sha256(record.payload).hexdigest(), original)
    return found


@cache
def software() -> str:
    """Name what writes, with the versions."""
    try:
        return f"interlink/{version('interlink')} warcio/{version('warcio')}"
    except PackageNotFoundError:
        return "interlink"
