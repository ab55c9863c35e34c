"""Read web archive files, ours and others', without trusting them."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from interlink.lib.warc.errors import BrokenFile, NoPage, NotReadable, NotThere, TooLarge
from interlink.lib.warc.exchange import Headers
from interlink.lib.warc.records import safe_address
from interlink.lib.warc.unpack import Source, Unpacked, decoded

_ANSWERS = frozenset({"response", "revisit"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HTTP_KINDS = ("request", "response", "revisit")
_HEAD_END = re.compile(rb"\r?\n\r?\n")  # the standards want the longer form; some writers use the shorter
_FOLDED_LINE = re.compile(rb"\r?\n[ \t]+")
_RECORD_END = b"\r\n\r\n"
# The head of a record as most programs write it, ours among them.
_USUAL_HEAD = re.compile(rb"WARC/1\.[01]\r\n((?:[!-9;-~]+: [!-~][ -~]*\r\n)+)\r\n")


@dataclass(frozen=True)
class Bounds:
    """How much of a file we are willing to hold.

    Attributes:
        record: The longest record, in bytes.
        head: The longest head of a record, in bytes.
        records: The most records.
        page: The longest decoded page, in bytes.
    """

    record: int = 64 * 1024 * 1024
    head: int = 1024 * 1024
    records: int = 100_000
    page: int = 64 * 1024 * 1024


BOUNDS = Bounds()


@dataclass(frozen=True)
class Record:
    """One record of a web archive file.

    Attributes:
        number: Its place in the file, from 1.
        kind: Its WARC-Type ("warcinfo", "request", "response", ...), empty where it has none.
        record_id: Its WARC-Record-ID, empty where it has none.
        address: Its WARC-Target-URI.
        date: Its WARC-Date; None where it has none that can be read.
        headers: Its WARC headers.
        block: All of its content.
        http_first: The first line of its HTTP head, empty where it has none.
        http_headers: The headers of its HTTP head, in Latin-1 as in an exchange.
        payload: What follows its HTTP head; the block, where it has none.
    """

    number: int
    kind: str
    record_id: str
    address: str
    date: datetime | None
    headers: Headers
    block: bytes
    http_first: str
    http_headers: Headers
    payload: bytes

    @property
    def status(self) -> int | None:
        """The HTTP status of a response; None for all else."""
        words = self.http_first.split(" ", 2)
        is_answer = self.kind in ("response", "revisit") and len(words) > 1 and words[1].isascii()
        return int(words[1][:3]) if is_answer and words[1].isdecimal() else None

    def header(self, name: str) -> str | None:
        """Give a WARC header's first value."""
        return _first(self.headers, name)

    def http_header(self, name: str) -> str | None:
        """Give an HTTP header's first value."""
        return _first(self.http_headers, name)


def read_records(path: Path, *, bounds: Bounds = BOUNDS) -> Iterator[Record]:
    """Give a file's records one by one, each whole.

    Where the file is damaged, the records before the damage come first, and then the error.

    Raises:
        NotThere: No such file.
        NotReadable: The disk does not let us.
        BrokenFile: It is no web archive, or is damaged from here on.
        TooLarge: A record is beyond the bounds.
    """
    try:
        with path.open("rb") as source:
            yield from records_in(source, path, bounds=bounds)
    except FileNotFoundError as error:
        raise NotThere(path) from error
    except OSError as error:
        raise NotReadable(path, error.strerror or str(error)) from error


def records_in(source: Source, path: Path, *, bounds: Bounds = BOUNDS) -> Iterator[Record]:
    """Give the records of an open file, as `read_records` does; the path is for errors only."""
    unpacked = Unpacked(source, path)
    stream = io.BufferedReader(unpacked)
    number = 0
    while True:
        unpacked.allowance = bounds.head
        if not stream.peek(1):
            break
        number += 1
        if number > bounds.records:
            raise TooLarge(path, f"it has more than {bounds.records} records")
        yield _next(stream, number=number, path=path, bounds=bounds)
    if number == 0:
        raise BrokenFile(path, "it is empty")


def record_in(plain: bytes, *, bounds: Bounds = BOUNDS) -> Record | None:
    """Give the record that these bytes are, if they are one in the usual form and nothing else; else None.

    Records are read by warcio, which knows all forms and tells what is wrong with a damaged one. This takes less than
    half of the time, and says the same of a record that is as it should be.
    """
    head = _USUAL_HEAD.match(plain)
    if head is None or head.end() > bounds.head:
        return None
    lines = (line.partition(": ") for line in head[1].decode("ascii").split("\r\n"))
    headers = tuple((name, value.rstrip()) for name, colon, value in lines if colon)
    length = _length(headers)
    if length is None or length > bounds.record or (_first(headers, "WARC-Target-URI") or "").startswith("<"):
        return None
    ends = head.end() + length
    return _record(1, headers, plain[head.end() : ends]) if plain[ends:] == _RECORD_END else None


def page_of(
    path: Path, address: str | None = None, *, beside: Iterable[Path] = (), bounds: Bounds = BOUNDS
) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Give the captured page, decoded, with its headers as received: for showing a copy.

    Args:
        path: The capture.
        address: Which page, where the file holds several; without it, the first answer that is no redirect.
        beside: Earlier captures, in which the page's body may be.
        bounds: How much we are willing to hold.

    Raises:
        NoPage: There is no such answer, or it cannot be decoded.
        ReadFailed: The file cannot be read to its end.
    """
    response = response_of(path, address, bounds=bounds)
    payload = response.payload
    if response.kind == "revisit":
        payload = _original_of(response, path, beside, bounds).payload
    body = decoded(
        path,
        payload,
        encodings=response.http_header("Content-Encoding") or "",
        chunked=(response.http_header("Transfer-Encoding") or "").strip().lower() == "chunked",
        most=bounds.page,
    )
    return body, response.http_headers


def response_of(path: Path, address: str | None = None, *, bounds: Bounds = BOUNDS) -> Record:
    """Give the record of the captured page itself, after all redirects; raises as `page_of` does.

    It may be a revisit, whose payload is in an earlier capture. With an address, it is the last answer of that one.
    """
    found: Record | None = None
    wanted = None if address is None else safe_address(address)
    for record in read_records(path, bounds=bounds):
        if record.kind not in _ANSWERS or wanted not in (None, record.address):
            continue
        found = record
        # The page stands before its parts; only the redirects before it are no page.
        if wanted is None and record.status not in _REDIRECTS:
            break
    if found is None:
        raise NoPage(path, "no answer of a server is in it")
    return found


def _original_of(revisit: Record, path: Path, beside: Iterable[Path], bounds: Bounds) -> Record:
    """Give the record that a revisit points to."""
    wanted = revisit.header("WARC-Refers-To")
    for other in (path, *beside):
        for record in read_records(other, bounds=bounds):
            if wanted and record.record_id == wanted and record.kind == "response":
                return record
    raise NoPage(path, "what it shows is in an earlier capture, which is not here")


def _next(stream: "io.BufferedReader[Unpacked]", *, number: int, path: Path, bounds: Bounds) -> Record:
    try:
        raw = ArcWarcRecordLoader().parse_record_stream(stream, known_format="warc", no_record_parse=True)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise BrokenFile(path, f"record {number} does not begin as a record does") from error
    headers = tuple((name, value) for name, value in raw.rec_headers.headers)
    length = _length(headers)
    if length is None:
        raise BrokenFile(path, f"record {number} does not say how long it is")
    if length > bounds.record:
        raise TooLarge(path, f"record {number} has {length} bytes")
    stream.raw.allowance = length + bounds.head
    block = raw.raw_stream.read()
    if len(block) < length:
        raise BrokenFile(path, f"record {number} is shorter than it says")
    if stream.read(len(_RECORD_END)) != _RECORD_END:
        raise BrokenFile(path, f"record {number} does not end where it says")
    return _record(number, headers, block)


def _record(number: int, headers: Headers, block: bytes) -> Record:
    kind = _first(headers, "WARC-Type") or ""
    first, http_headers, payload = _http_parts(kind, headers, block)
    return Record(
        number=number,
        kind=kind,
        record_id=_first(headers, "WARC-Record-ID") or "",
        address=_first(headers, "WARC-Target-URI") or "",
        date=_date(_first(headers, "WARC-Date")),
        headers=headers,
        block=block,
        http_first=first,
        http_headers=http_headers,
        payload=payload,
    )


def _http_parts(kind: str, headers: Headers, block: bytes) -> tuple[str, Headers, bytes]:
    is_http = (_first(headers, "Content-Type") or "").replace(" ", "").lower().startswith("application/http")
    if kind not in _HTTP_KINDS or not is_http or not block:
        return "", (), block
    end = _HEAD_END.search(block)
    if end is None:
        return "", (), block
    first, *lines = _FOLDED_LINE.sub(b" ", block[: end.start()]).decode("latin-1").split("\n")
    parted = (line.partition(":") for line in lines)
    http_headers = tuple((name.strip(), value.strip()) for name, colon, value in parted if colon)
    return first.rstrip("\r"), http_headers, block[end.end() :]


def _length(headers: Headers) -> int | None:
    value = _first(headers, "Content-Length") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < len(str(2**64)) else None


def _date(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _first(headers: Headers, name: str) -> str | None:
    wanted = name.lower()
    for key, value in headers:
        if key == name or key.lower() == wanted:
            return value
    return None
