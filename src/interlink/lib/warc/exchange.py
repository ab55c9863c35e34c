"""What passed between us and a server, and what we made of it ourselves, as it goes into a capture.

Header names and values are text in Latin-1, as the door to the network gives them: encoded in Latin-1 they
are the bytes that were received.
"""

from dataclasses import dataclass
from datetime import datetime

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Hop:
    """A redirect on the way to the page.

    Attributes:
        address: The address that was asked for in this step.
        status: The HTTP status.
        headers: The answer's headers as received, in their order.
        reason: The words after the status.
        request_headers: What we sent; empty where it was not kept, and then no request is recorded.
        wire_body: The answer's body as received; None where it was not kept, and the record then says so.
        http_version: As "1.1" or "HTTP/1.1".
        ip_address: The server's address, where known.
    """

    address: str
    status: int
    headers: Headers
    reason: str = ""
    request_headers: Headers = ()
    wire_body: bytes | None = None
    http_version: str = "1.1"
    ip_address: str | None = None


@dataclass(frozen=True)
class Exchange:
    """One page asked for and received, with the redirects on the way.

    Attributes:
        asked: The address that we were given.
        address: The address that answered at last.
        status: The HTTP status of the last answer.
        reason: The words after the status.
        http_version: As "1.1" or "HTTP/1.1".
        request_headers: What we sent with the last request.
        headers: The last answer's headers as received, in their order.
        wire_body: The last answer's body as received: content encoding kept, chunking removed.
        hops: The redirects, the first one first.
        fetched_at: When; aware.
        ip_address: The address of the server that answered at last, where known.
        method: The method of the requests.
    """

    asked: str
    address: str
    status: int
    reason: str
    http_version: str
    request_headers: Headers
    headers: Headers
    wire_body: bytes
    hops: tuple[Hop, ...]
    fetched_at: datetime
    ip_address: str | None = None
    method: str = "GET"


PICTURE = "urn:view:"
TEXT = "urn:text:"


@dataclass(frozen=True)
class Made:
    """Something that we made of a page, as a browser's picture of it; no server sent it.

    Attributes:
        address: A name, not a place: PICTURE or TEXT and then the page's address, as Browsertrix names such things,
            so that its readers find them.
        media_type: What it is, as "image/png".
        content: All of it.
        at: When it was made; aware.
    """

    address: str
    media_type: str
    content: bytes
    at: datetime
