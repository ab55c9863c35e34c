"""Timestamps by authorities that are not us (RFC 3161): who asks later cannot have asked earlier.

An authority signs a checksum together with the time. What it answers is kept as it is, beside the file that it is
about, in the form that `openssl ts` reads. Nothing here touches the network: whoever calls brings a function that
posts.
"""

import contextlib
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response
from rfc3161_client.verify import Verifier

from interlink.lib.sentences import Sentence
from interlink.lib.warc.errors import StampRefused
from interlink.lib.warc.placing import placed
from interlink.lib.warc.verify import Part, State

QUERY_TYPE = "application/timestamp-query"
REPLY_TYPE = "application/timestamp-reply"
SUFFIX = ".tsr"
LONGEST_REPLY = 64 * 1024

_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = (0, 1)
_NONCE_BYTES = 8
_CHECKSUM_BYTES = 32
# A request is a fixed form around a checksum and a number (RFC 3161, 2.4.1). The library would want the whole
# content to compute the checksum from, which for a capture may be large and has been done before.
_HEAD = bytes.fromhex("3043 020101 3031 300d 0609 608648016503040201 0500 0420")
_NONCE_HEAD = bytes.fromhex("0208")
_WITH_CERTIFICATES = bytes.fromhex("0101ff")

Post = Callable[[str, bytes, Mapping[str, str]], Awaitable[bytes]]


@dataclass(frozen=True)
class Authority:
    """Who gives timestamps.

    Attributes:
        name: Short and fit for a file name, without a dot; it stands in the names of its timestamps.
        address: Where it is asked.
        roots: The certificates that we trust it by, PEM, one after the other; empty where we have none, and
            then its timestamps are kept and not believed.
    """

    name: str
    address: str
    roots: bytes = b""


@dataclass(frozen=True)
class Query:
    """What is sent to an authority.

    Attributes:
        content: As it is posted.
        nonce: A number that the answer has to repeat.
    """

    content: bytes
    nonce: int


@dataclass(frozen=True)
class Stamped:
    """What is known of a timestamp.

    Attributes:
        part: Whether it holds.
        at: The time that it states; None where that is not to be believed.
    """

    part: Part
    at: datetime | None


def query_for(sha256: str) -> Query:
    """Make the request for a timestamp of a checksum.

    Raises:
        ValueError: It is no SHA-256 in hexadecimal.
    """
    checksum = bytes.fromhex(sha256)
    if len(checksum) != _CHECKSUM_BYTES:
        raise ValueError("A timestamp is of a SHA-256.")
    drawn = secrets.token_bytes(_NONCE_BYTES)
    nonce = bytes([drawn[0] & 0x7F | 0x40]) + drawn[1:]  # positive, and as long as the form says
    content = _HEAD + checksum + _NONCE_HEAD + nonce + _WITH_CERTIFICATES
    return Query(content, int.from_bytes(nonce, "big"))


async def ask(sha256: str, authority: Authority, post: Post) -> bytes:
    """Ask an authority for a timestamp, and give its answer once it has been checked.

    Args:
        sha256: Of what is to be timestamped, in hexadecimal.
        authority: Whom to ask.
        post: Sends a body with headers to an address and gives the body of the answer; what it raises is passed on.

    Raises:
        StampRefused: The answer is no timestamp of this checksum, or not by this authority.
    """
    query = query_for(sha256)
    headers = {"Content-Type": QUERY_TYPE, "Accept": REPLY_TYPE}
    answer = await post(authority.address, query.content, headers)
    _accept(answer, sha256, authority, query.nonce)
    return answer


def keep(answer: bytes, path: Path, authority: Authority) -> Path:
    """Put a timestamp beside the file that it is about; give its place.

    Raises:
        WriteFailed: The disk refuses.
    """
    place = place_of(path, authority.name)
    with placed(place, replace=True) as out:
        out.write(answer)
    return place


def place_of(path: Path, name: str) -> Path:
    """Give the place of a file's timestamp by the authority of that name."""
    return path.with_name(f"{path.name}.{name}{SUFFIX}")


def kept_beside(path: Path, names: Iterable[str] | None = None) -> dict[str, Path]:
    """Give the timestamps that are beside a file, by the name of their authority.

    Args:
        path: The file.
        names: The timestamps in its folder, where they have been listed before.
    """
    start = f"{path.name}."
    listed = stamps_in(path.parent).get(path.name, ()) if names is None else names
    return {name[len(start) : -len(SUFFIX)]: path.with_name(name) for name in sorted(listed)}


def stamps_in(folder: Path) -> dict[str, list[str]]:
    """Give the names of the timestamps in a folder, by the name of the file that they are about."""
    found: dict[str, list[str]] = {}
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            name = entry.name
            about, _, authority = name.removesuffix(SUFFIX).rpartition(".")
            if name.endswith(SUFFIX) and about and authority:
                found.setdefault(about, []).append(name)
    return found


def check_stamp(answer: bytes, sha256: str, authority: Authority, *, name: str) -> Stamped:
    """Check a timestamp against what it should be of, with nothing but files.

    The authority's certificates have to have been valid at the time that it states; later they may expire.

    Args:
        answer: The timestamp as it was kept.
        sha256: The checksum, as it is now, of what it should be of.
        authority: Who should have given it.
        name: What to call it.
    """
    if not authority.roots:
        words = f"We have no certificate of {authority.name} to check it with."
        return Stamped(Part(name, State.UNKNOWN, words), None)
    try:
        response, imprint = _genuine(answer, authority)
    except (VerificationError, ValueError):
        words = f"It is damaged, or not by {authority.name}, and proves nothing."
        return Stamped(Part(name, State.UNKNOWN, words), None)
    at = response.tst_info.gen_time
    if imprint != sha256.lower():
        return Stamped(Part(name, State.CHANGED, f"On {at:%Y-%m-%d} {authority.name} saw something else."), at)
    words = f"It was there on {at:%Y-%m-%d at %H:%M:%S} UTC, says {authority.name}."
    return Stamped(Part(name, State.INTACT, words), at)


def _accept(answer: bytes, sha256: str, authority: Authority, nonce: int) -> None:
    if len(answer) > LONGEST_REPLY:
        raise StampRefused(authority.name, Sentence("its answer is too long"), again=True)
    try:
        response = decode_timestamp_response(answer)
        if response.status not in _GRANTED:
            told = "; ".join(response.status_string or ())
            raise StampRefused(
                authority.name,
                Sentence("it refused and said: %(words)s", words=told)
                if told
                else Sentence("it refused and gave no reason"),
            )
        imprint = _imprint(response)
    except ValueError as error:
        raise StampRefused(authority.name, Sentence("its answer is no timestamp"), again=True) from error
    if imprint != sha256.lower() or response.tst_info.nonce != nonce:
        raise StampRefused(authority.name, Sentence("its answer is about something else"), again=True)
    if authority.roots:
        try:
            _genuine(answer, authority)
        except (VerificationError, ValueError) as error:
            raise StampRefused(
                authority.name, Sentence("its answer cannot be verified (%(why)s)", why=str(error))
            ) from error


def _genuine(answer: bytes, authority: Authority) -> tuple[TimeStampResponse, str]:
    response = decode_timestamp_response(answer)
    imprint = _imprint(response)
    _verifier(authority.roots).verify(response, bytes.fromhex(imprint))
    return response, imprint


def _imprint(response: TimeStampResponse) -> str:
    imprint = response.tst_info.message_imprint
    if imprint.hash_algorithm.dotted_string != _SHA256:
        raise ValueError("The timestamp is not of a SHA-256.")
    return imprint.message.hex()


@lru_cache(maxsize=16)
def _verifier(roots: bytes) -> Verifier:
    builder = VerifierBuilder()
    for certificate in load_pem_x509_certificates(roots):
        builder = builder.add_root_certificate(certificate)
    return builder.build()
