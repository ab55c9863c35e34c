"""Records of a capture, made from an exchange (WARC 1.1, ISO 28500:2017).

The heads are put together here, not by warcio, which would encode what is not ASCII in HTTP heads anew: a record holds
the bytes as they were received, as far as the door to the network still has them. It also takes twice as long.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote, urlsplit
from uuid import uuid4

from interlink.lib.warc.exchange import Exchange, Headers, Hop, Made

WARC_VERSION = "WARC/1.1"
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
# The body is kept without its chunks, so the header that announces them must not be taken at its word.
UNCHUNKED_NAME = "X-Archive-Orig-Transfer-Encoding"
# The same payload as in an earlier record (WARC 1.1, 6.7.2).
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_ALGORITHM = "sha256:"

_PACKED = re.compile(
    r"content-encoding: *(?!identity)\S"
    r"|content-type: *(image/(?!svg)|video/|audio/|font/woff|application/(zip|pdf|gzip))",
    re.IGNORECASE,
)
_BREAKS = re.compile(rb"[\r\n\0]+")
_NOT_IN_ADDRESS = re.compile(r"[^\x21-\x3b\x3d\x3f-\x7e]")  # white space, < and >, control characters, not ASCII


@dataclass(frozen=True)
class Original:
    """Where a payload is that need not be written again.

    Attributes:
        address: The record's WARC-Target-URI.
        date: Its WARC-Date, as it is written there.
        record_id: Its WARC-Record-ID.
        request: The WARC-Block-Digest of the request that it answers; empty where none was kept.
    """

    address: str
    date: str
    record_id: str
    request: str = ""


@dataclass(frozen=True)
class Draft:
    """A record before it is written.

    Attributes:
        kind: Its WARC-Type.
        content_type: Of the block.
        block: All of its content, HTTP head included.
        headers: Its further WARC headers.
        record_id: A URN in angle brackets.
        is_packed: Whether most of it cannot be made smaller by compressing it once more.
        points_to: The SHA-256 of the payload that it points to, in hexadecimal; empty where it has its own.
    """

    kind: str
    content_type: str
    block: bytes
    headers: Headers
    record_id: str = field(default_factory=lambda: f"<urn:uuid:{uuid4()}>")
    is_packed: bool = False
    points_to: str = ""

    def head(self) -> bytes:
        """Give the record's own head, to its empty line."""
        lines = [
            WARC_VERSION,
            f"WARC-Type: {self.kind}",
            f"WARC-Record-ID: {self.record_id}",
            *(f"{name}: {value}" for name, value in self.headers),
            f"WARC-Block-Digest: {digest(self.block)}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.block)}",
        ]
        return "\r\n".join((*lines, "", "")).encode()


def digest(content: bytes) -> str:
    """Give a checksum as WARC writes it; in hexadecimal, so that `sha256sum` can be held against it."""
    return f"{_ALGORITHM}{sha256(content).hexdigest()}"


def warc_date(moment: datetime) -> str:
    """Write a moment as WARC 1.1 does, in UTC to the microsecond.

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A capture's time needs a time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def info_of(page: Exchange, *, name: str, software: str) -> Draft:
    """Give the first record of a capture, which says what the file is.

    Args:
        page: The first exchange in it.
        name: The file's.
        software: What writes it.
    """
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS_TO}\r\n"
    headers = (("WARC-Date", warc_date(page.fetched_at)), ("WARC-Filename", name))
    return Draft("warcinfo", "application/warc-fields", fields.encode(), headers)


def drafts_of(exchange: Exchange, info: Draft, originals: Mapping[str, Original]) -> Iterator[Draft]:
    """Give the records of one exchange in their order: each redirect, then what answered at last.

    Args:
        exchange: The page, or one of its parts.
        info: The capture's first record.
        originals: Payloads that earlier captures hold, by their SHA-256.
    """
    shared = (("WARC-Date", warc_date(exchange.fetched_at)), ("WARC-Warcinfo-ID", info.record_id))
    for step in (*exchange.hops, _last(exchange)):
        checksum = sha256(step.wire_body or b"").hexdigest()
        original = originals.get(checksum) if step.wire_body else None
        response = _response(step, shared, checksum, original)
        request = _request(step, exchange.method, shared, response) if step.request_headers else None
        # The same request is next to the original; on a page of many parts, requests are half of what is left.
        if request is not None and (original is None or original.request != digest(request.block)):
            yield request
        yield response


def draft_of(one: Made, info: Draft, originals: Mapping[str, Original]) -> Draft:
    """Give the record of what no server sent; the arguments are as those of `drafts_of`."""
    checksum = sha256(one.content).hexdigest()
    headers = (
        ("WARC-Target-URI", safe_address(one.address)),
        ("WARC-Date", warc_date(one.at)),
        ("WARC-Warcinfo-ID", info.record_id),
        ("WARC-Payload-Digest", f"{_ALGORITHM}{checksum}"),
    )
    original = originals.get(checksum)
    if original is None:
        packed = _PACKED.match(f"content-type: {one.media_type}") is not None
        return Draft("resource", one.media_type, one.content, headers, is_packed=packed)
    return Draft("revisit", one.media_type, b"", (*headers, *_pointers(original)), points_to=checksum)


def _last(exchange: Exchange) -> Hop:
    return Hop(
        address=exchange.address,
        status=exchange.status,
        headers=exchange.headers,
        reason=exchange.reason,
        request_headers=exchange.request_headers,
        wire_body=exchange.wire_body,
        http_version=exchange.http_version,
        ip_address=exchange.ip_address,
    )


def _request(step: Hop, method: str, shared: Headers, response: Draft) -> Draft:
    address = urlsplit(step.address)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    first = f"{method} {safe_address(target)} HTTP/{_version(step.http_version)}"
    # A request has no body; some readers would sum up the whole block and call that the payload.
    no_body = ("WARC-Payload-Digest", digest(b""))
    headers = (*_about(step, shared), ("WARC-Concurrent-To", response.record_id), no_body)
    return Draft("request", "application/http; msgtype=request", _head(first, step.request_headers), headers)


def _response(step: Hop, shared: Headers, checksum: str, original: Original | None) -> Draft:
    body = step.wire_body or b""
    headers = (*_about(step, shared), ("WARC-Payload-Digest", f"{_ALGORITHM}{checksum}"))
    if step.wire_body is None:
        headers = (*headers, ("WARC-Truncated", "unspecified"))
    kept = tuple(
        (UNCHUNKED_NAME if name.lower() == "transfer-encoding" else name, value) for name, value in step.headers
    )
    head = _head(f"HTTP/{_version(step.http_version)} {step.status} {step.reason}", kept)
    if original is None:
        packed = any(_PACKED.match(f"{name}: {value}") for name, value in step.headers)
        return Draft("response", "application/http; msgtype=response", head + body, headers, is_packed=packed)
    headers = (*headers, *_pointers(original))
    return Draft("revisit", "application/http; msgtype=response", head, headers, points_to=checksum)


def _pointers(original: Original) -> Headers:
    return (
        ("WARC-Profile", SAME_PAYLOAD),
        ("WARC-Refers-To", original.record_id),
        ("WARC-Refers-To-Target-URI", original.address),
        ("WARC-Refers-To-Date", original.date),
    )


def _about(step: Hop, shared: Headers) -> Headers:
    about = (("WARC-Target-URI", safe_address(step.address)), *shared)
    return (*about, ("WARC-IP-Address", step.ip_address)) if step.ip_address else about


def _head(first: str, headers: Headers) -> bytes:
    lines = [_line(first), *(_line(name) + b": " + _line(value) for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _line(text: str) -> bytes:
    try:
        line = text.encode("latin-1")
    except UnicodeEncodeError:  # not from the wire, then; an address of ours, say
        line = text.encode("utf-8", "replace")
    return _BREAKS.sub(b" ", line)


def _version(http_version: str) -> str:
    return http_version.removeprefix("HTTP/")


def safe_address(address: str) -> str:
    """Give the address as a record names it: what has no place in an address is percent-encoded."""
    return _NOT_IN_ADDRESS.sub(lambda part: quote(part[0], safe="", errors="surrogatepass"), address)
