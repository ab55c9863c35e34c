"""What came back: the answer with everything that reading and archiving need of it."""

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

Headers = tuple[tuple[str, str], ...]

_CHARSET: Final = re.compile(r";\s*charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_SECONDS: Final = re.compile(r"[0-9]{1,9}")
_MAX_VALIDATOR: Final = 1_024
PERMANENT: Final = frozenset({301, 308})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED: Final = 304
_FIRST_ERROR: Final = 400


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask with next time whether anything changed.

    Attributes:
        etag: The ETag header as received.
        last_modified: The Last-Modified header as received, not parsed.
    """

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> Headers:
        """The request headers that make a request conditional."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return tuple((name, value) for name, value in named if value and _fit_to_send(value))


def _fit_to_send(value: str) -> bool:
    return len(value) <= _MAX_VALIDATOR and value.isascii() and value.isprintable()


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way.

    Attributes:
        address: What was asked.
        status: 301, 302, 303, 307 or 308.
        location: Where it leads, made absolute.
        headers: As received, in order.
        reason: The words after the status.
        http_version: Such as "HTTP/1.1".
        request_headers: As sent, in order.
    """

    address: str
    status: int
    location: str
    headers: Headers
    reason: str = ""
    http_version: str = "HTTP/1.1"
    request_headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, kept close to what went over the wire.

    Byte for byte as received: names and values of headers, their order and repeats (as text in Latin-1, so
    encoding them in Latin-1 gives the bytes back), and the body with its Content-Encoding. Not byte for byte:
    chunking is taken off (the Transfer-Encoding header stays, trailers are dropped), white space around
    header values and folded lines are lost, bodies of redirects are not kept, and 1xx answers before the
    final one are skipped.

    Attributes:
        asked: The address as the caller gave it.
        address: The address that answered, after redirects, in our own spelling and without "#…".
        status: The HTTP status; 400 and more are answers as well.
        reason: The words after the status.
        http_version: Such as "HTTP/1.1".
        headers: As received.
        request_headers: As sent in the last request, in order.
        wire_body: The body as received, still packed.
        body: The body unpacked.
        hops: The redirects followed, first one first.
        fetched_at: When the last request was sent, UTC.
        seconds: Time on the network, all hops together, without waiting for our turn.
    """

    asked: str
    address: str
    status: int
    reason: str
    http_version: str
    headers: Headers
    request_headers: Headers
    wire_body: bytes
    body: bytes
    hops: tuple[Hop, ...]
    fetched_at: datetime
    seconds: float

    def header(self, name: str) -> str | None:
        """The first header of this name, in any case, or None."""
        return find_header(self.headers, name)

    @property
    def media_type(self) -> str | None:
        """The media type in lower case without parameters, or None when not told."""
        value = self.header("content-type")
        kind = value.partition(";")[0].strip().lower() if value else ""
        return kind if "/" in kind else None

    @property
    def charset(self) -> str | None:
        """The character set the Content-Type names, as Python calls it; None when not told or unknown."""
        found = _CHARSET.search(self.header("content-type") or "")
        if found is None:
            return None
        try:
            return codecs.lookup((found[1] or found[2] or found[3] or "").strip()).name
        except (LookupError, ValueError):
            return None

    @property
    def validators(self) -> Validators:
        """What to hand to the next fetch of this address."""
        return Validators(self.header("etag"), self.header("last-modified"))

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed since the validators were given (304)."""
        return self.status == NOT_MODIFIED

    @property
    def permanent_address(self) -> str | None:
        """Where the address has moved for good: the target of the permanent redirects at the start, if any.

        None when there are none, or when the way ends in an error, for then the move is not to be trusted.
        """
        if self.status >= _FIRST_ERROR:
            return None
        moved = None
        for hop in self.hops:
            if hop.status not in PERMANENT:
                break
            moved = hop.location
        return moved

    @property
    def retry_after(self) -> float | None:
        """Seconds the server asks us to wait (Retry-After) from ``fetched_at``; None when not told."""
        return retry_after(self.header("retry-after"), self.fetched_at)


def find_header(headers: Headers, name: str) -> str | None:
    """The first value of a header, or None."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds, or a date. Source: RFC 9110, 10.2.3."""
    if value is None:
        return None
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())
