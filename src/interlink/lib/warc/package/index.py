"""The index of a package: which record is where (CDXJ 0.1.0, one line of JSON for each answer of a server)."""

import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from interlink.lib.warc.errors import BrokenFile, TooLarge
from interlink.lib.warc.read import BOUNDS, Bounds, Record, record_in, records_in
from interlink.lib.warc.unpack import Source

_STEP = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_INDEXED = frozenset({"response", "revisit", "resource"})
_WWW = re.compile(r"^www\d*\.")
_AFTER_TYPE = re.compile(r"[;\s].*", re.DOTALL)
_OWN_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Place:
    """A record, and where it is in its file.

    Attributes:
        record: What it says.
        offset: Where its compressed form begins.
        length: How long that is.
        sha256: The checksum of the compressed form.
    """

    record: Record
    offset: int
    length: int
    sha256: str


def places_in(source: Source, path: Path, *, bounds: Bounds = BOUNDS) -> Iterator[Place]:
    """Give the records of an open file with their places.

    Raises:
        BrokenFile: The file is damaged, or its records are not compressed one by one, so that no index can
            point to them.
        TooLarge: A record is beyond the bounds.
    """
    offset = 0
    for number, (packed, plain) in enumerate(_members(source, path, most=bounds.record + bounds.head), start=1):
        if number > bounds.records:
            raise TooLarge(path, f"it has more than {bounds.records} records")
        record = record_in(plain, bounds=bounds) or _read(plain, path, bounds)
        yield Place(record, offset, len(packed), sha256(packed).hexdigest())
        offset += len(packed)


def _read(plain: bytes, path: Path, bounds: Bounds) -> Record:
    records = list(records_in(io.BytesIO(plain), path, bounds=bounds))
    if len(records) > 1:
        raise BrokenFile(path, "some of its records are compressed together")
    return records[0]


def line_of(place: Place, filename: str) -> str | None:
    """Give the index's line for a record; None for a record that no reader looks up."""
    record = place.record
    if record.kind not in _INDEXED or not record.address or record.date is None:
        return None
    facts = {
        "url": record.address,
        "mime": _media_type(record),
        "status": "" if record.status is None else str(record.status),
        "digest": record.header("WARC-Payload-Digest") or "",
        "length": str(place.length),
        "offset": str(place.offset),
        "filename": filename,
        "recordDigest": f"sha256:{place.sha256}",
    }
    moment = record.date.strftime("%Y%m%d%H%M%S")
    return f"{key_of(record.address)} {moment} {json.dumps({k: v for k, v in facts.items() if v})}\n"


def key_of(address: str) -> str:
    """Give the key under which an index sorts an address, its host's parts reversed (SURT).

    It is made as ReplayWeb.page looks it up: in lower case, without "www." and the scheme's own port, the parts
    of the query sorted.
    """
    try:
        parts = urlsplit(address.lower())
        port = parts.port
    except ValueError:
        return address.replace(" ", "%20")
    if parts.scheme not in _OWN_PORTS or not parts.hostname:
        return address.replace(" ", "%20")
    host = ",".join(reversed(_WWW.sub("", parts.hostname).split(".")))
    shown_port = "" if port in (None, _OWN_PORTS[parts.scheme]) else f":{port}"
    query = "&".join(sorted(parts.query.split("&"), key=lambda part: part.partition("=")[0]))
    key = f"{host}{shown_port}){parts.path or '/'}" + (f"?{query}" if query else "")
    return key.replace(" ", "%20")


def _media_type(record: Record) -> str:
    if record.kind == "revisit":
        return "warc/revisit"
    kept = record.header("Content-Type") if record.kind == "resource" else record.http_header("Content-Type")
    return _AFTER_TYPE.sub("", kept or "")


def _members(source: Source, path: Path, *, most: int) -> Iterator[tuple[bytes, bytes]]:
    packed = source.read(_STEP)
    while packed:
        member = zlib.decompressobj(_GZIP)
        plain, eaten = bytearray(), bytearray()
        while not member.eof:
            if not packed:
                packed = source.read(_STEP)
                if not packed:
                    raise BrokenFile(path, "it ends in the middle of a part")
            try:
                plain += member.decompress(packed, most + 1 - len(plain))
            except zlib.error as error:
                raise BrokenFile(path, "its records are not compressed one by one, or no longer add up") from error
            if len(plain) > most:
                raise TooLarge(path, "one of its parts goes on beyond all measure")
            left = member.unused_data if member.eof else member.unconsumed_tail
            eaten += packed[: len(packed) - len(left)]
            packed = left
        yield bytes(eaten), bytes(plain)
        packed = packed or source.read(_STEP)
