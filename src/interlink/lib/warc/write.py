"""Write a capture: the page, the redirects before it and the parts it needs, in one file.

A payload that an earlier capture holds already is not written again: a revisit record says where it is. See
`interlink.lib.warc.placing` for how a file gets onto the disk whole or not at all.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from interlink.lib.warc.exchange import Exchange, Headers, Hop, Made
from interlink.lib.warc.placing import is_leftover, leftovers, placed
from interlink.lib.warc.read import read_records
from interlink.lib.warc.records import Draft, Original, drafts

__all__ = [
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
        revisits: How many payloads were not written, being in an earlier capture.
    """

    path: Path
    sha256: str
    size: int
    payload_sha256: str
    revisits: int = 0


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
    exchanges = (exchange, *parts)
    drafted = list(drafts(exchanges, name=path.name, software=software(), originals=originals or {}, made=made))
    revisits = sum(draft.kind == "revisit" for draft in drafted)
    is_loose = revisits > 0 and sum(len(draft.block) for draft in drafted) <= _LITTLE
    total, size = sha256(), 0
    with placed(path, replace=replace) as out:
        for draft in drafted:
            content = _member(draft, 0 if is_loose or (draft.is_packed and len(draft.block) > _LONG) else _LEVEL)
            out.write(content)
            total.update(content)
            size += len(content)
    return Written(path, total.hexdigest(), size, sha256(exchange.wire_body).hexdigest(), revisits)


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
