"""One request and its answer over the wire, with every failure told in our own terms."""

import asyncio
import socket
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError, LineTooLong
from yarl import URL

from interlink.lib.fetch.addresses import WebAddress
from interlink.lib.fetch.answers import Headers, find_header
from interlink.lib.fetch.errors import (
    AddressRefused,
    BadAnswer,
    FetchError,
    HostUnknown,
    TooLarge,
    TooSlow,
    Unreachable,
)
from interlink.lib.fetch.limits import Limits
from interlink.lib.fetch.questions import Question
from interlink.lib.fetch.resolver import SpecialAddressError
from interlink.lib.sentences import Sentence

MAX_HEADERS: Final = 200
_SWITCHING_PROTOCOLS: Final = 101


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request.

    Attributes:
        status: The HTTP status.
        reason: The words after it.
        http_version: Such as "HTTP/1.1".
        headers: As received.
        request_headers: As sent.
        body: As received; empty when it is a redirect to be followed.
        sent_at: When the request was sent, UTC.
        redirect: Where it sends us on to, as given, or None when it is the answer.
    """

    status: int
    reason: str
    http_version: str
    headers: Headers
    request_headers: Headers
    body: bytes
    sent_at: datetime
    redirect: str | None = None


async def exchange(
    session: aiohttp.ClientSession,
    address: WebAddress,
    question: Question,
    limits: Limits,
    seconds: float,
    *,
    cut: bool = False,
) -> Reply:
    """Send one request and take the answer in, within bounds.

    Args:
        session: The client, which must be the door's own.
        address: Where to; the guard has seen it.
        question: What to send, with all headers that the client does not make by itself.
        limits: The bounds, of which the time left is the next argument.
        seconds: Time left.
        cut: Whether a body that is too large is cut off rather than refused.

    Raises:
        FetchError: Any of its kinds but RobotsRefused and TooManyRedirects.
    """
    sent_at = datetime.now(UTC)
    try:
        async with asyncio.timeout(max(seconds, 0.001)):
            response = await session.request(
                question.method,
                URL(address.text, encoded=True),
                headers=question.headers,
                data=question.body,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=limits.connect_seconds),
                max_line_size=limits.max_header_bytes // 2,
                max_field_size=limits.max_header_bytes // 2,
                max_headers=MAX_HEADERS,
            )
            try:
                return await _take_in(response, address, question, limits, sent_at, cut=cut)
            finally:
                response.close()
    except aiohttp.ConnectionTimeoutError:
        raise TooSlow(
            address.text,
            Sentence(
                "The server at %(host)s took no connection within %(seconds)s seconds.",
                host=address.host,
                seconds=limits.connect_seconds,
            ),
            asked=False,
        ) from None
    except TimeoutError:
        raise TooSlow(
            address.text,
            Sentence(
                "The server at %(host)s took longer than %(seconds)s seconds to answer.",
                host=address.host,
                seconds=limits.total_seconds,
            ),
        ) from None
    except (aiohttp.ClientError, HttpProcessingError, OSError) as error:
        raise _in_our_terms(error, address) from error


async def _take_in(
    response: aiohttp.ClientResponse,
    address: WebAddress,
    question: Question,
    limits: Limits,
    sent_at: datetime,
    *,
    cut: bool,
) -> Reply:
    raw = response.raw_headers
    if sum(len(name) + len(value) + 4 for name, value in raw) > limits.max_header_bytes:
        raise _headers_too_large(address)
    if response.status == _SWITCHING_PROTOCOLS:
        raise BadAnswer(
            address.text, Sentence("The server at %(host)s does not answer as a web server does.", host=address.host)
        )
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)
    version = response.version
    reply = Reply(
        status=response.status,
        reason=response.reason or "",
        http_version=f"HTTP/{version.major}.{version.minor}" if version else "HTTP/1.1",
        headers=headers,
        request_headers=tuple(response.request_info.headers.items()),
        body=b"",
        sent_at=sent_at,
        redirect=_location(headers) if question.redirected(response.status) is not None else None,
    )
    if reply.redirect is not None:
        response.release()  # keeps the connection when the body is in already, closes it otherwise
        return reply
    return replace(reply, body=await _read_body(response, address, limits.max_wire_bytes, cut=cut))


def _location(headers: Headers) -> str | None:
    location = find_header(headers, "location")
    if not location:
        return None
    try:
        # Addresses in headers should be ASCII; those that are not are UTF-8 nearly always.
        return location.encode("latin-1").decode()
    except UnicodeDecodeError:
        return location


async def _read_body(response: aiohttp.ClientResponse, address: WebAddress, most: int, *, cut: bool) -> bytes:
    told = response.content_length
    if told is not None and told > most and not cut:
        raise _body_too_large(address, most)
    content = response.content
    chunk = await content.readany()
    if content.at_eof():
        parts, size = [chunk], len(chunk)
    else:
        parts, size = [], 0
        while chunk:
            parts.append(chunk)
            size += len(chunk)
            if size > most:
                break
            chunk = await content.readany()
    if size > most:
        if not cut:
            raise _body_too_large(address, most)
        return b"".join(parts)[:most]
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _body_too_large(address: WebAddress, most: int) -> TooLarge:
    return TooLarge(
        address.text,
        Sentence(
            "What %(host)s sends is larger than the %(megabytes)s MB that we take in.",
            host=address.host,
            megabytes=most / 1000000,
        ),
    )


def _headers_too_large(address: WebAddress) -> TooLarge:
    return TooLarge(
        address.text,
        Sentence("The server at %(host)s sends far more headers than a web page needs.", host=address.host),
    )


def _in_our_terms(error: Exception, address: WebAddress) -> FetchError:
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, SpecialAddressError):
        return refused(address, error.os_error.what)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _unknown(error, address)
    if _too_much_header(error):
        return _headers_too_large(address)
    for kind, made, words in _IN_OUR_WORDS:
        if isinstance(error, kind):
            # No connection, no question: only one that stood can have carried it over.
            asked = not isinstance(error, aiohttp.ClientConnectorError)
            return made(address.text, words.about(host=address.host), asked=asked)
    return BadAnswer(address.text, Sentence("The answer from %(host)s is not proper HTTP.", host=address.host))


# The first that fits counts, so the particular ones stand before the general.
_IN_OUR_WORDS: Final[tuple[tuple[type[Exception], type[FetchError], Sentence], ...]] = (
    (
        aiohttp.ClientConnectorCertificateError,
        Unreachable,
        Sentence("The security certificate of %(host)s is not valid, so nothing was fetched."),
    ),
    (aiohttp.ClientSSLError, Unreachable, Sentence("No secure connection to %(host)s could be made.")),
    (aiohttp.ClientConnectorError, Unreachable, Sentence("Nothing answers at %(host)s.")),
    (
        aiohttp.ServerDisconnectedError,
        Unreachable,
        Sentence("The server at %(host)s closed the connection without answering."),
    ),
    (OSError, Unreachable, Sentence("The connection to %(host)s broke before an answer came.")),
    (aiohttp.ClientPayloadError, BadAnswer, Sentence("The answer from %(host)s broke off in the middle.")),
)


def _unknown(error: aiohttp.ClientConnectorDNSError, address: WebAddress) -> HostUnknown:
    if isinstance(error.os_error, socket.gaierror) and error.os_error.errno == socket.EAI_AGAIN:
        return HostUnknown(
            address.text,
            Sentence("The name service could not say just now where %(host)s is.", host=address.host),
            again=True,
        )
    return HostUnknown(address.text, Sentence("There is no site named %(host)s.", host=address.host), again=False)


def _too_much_header(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, LineTooLong):
            return True
        if isinstance(error, HttpProcessingError) and error.message.startswith("Too many headers"):
            return True
        error = error.__cause__
    return False


def refused(address: WebAddress, what: str) -> AddressRefused:
    """The error for an address that leads into a special network."""
    return AddressRefused(
        address.text,
        Sentence(
            "The host %(host)s leads into a network that is not the public internet (%(network)s).",
            host=address.host,
            network=what,
        ),
    )
