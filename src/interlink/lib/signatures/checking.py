"""Checking whose request it is, in whichever of the two ways it is signed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from http_message_signatures import ContentDigest, InvalidSignature

from interlink.lib.signatures import draft, standard
from interlink.lib.signatures.checksums import check_digest
from interlink.lib.signatures.errors import NotSigned, OtherContent, WrongTime
from interlink.lib.signatures.keys import read_public
from interlink.lib.signatures.requests import Request

# Servers sign anew each time they try. What is older has been kept by somebody.
WINDOW: Final = timedelta(hours=1)


def key_named(request: Request) -> str:
    """Return which key is said to have signed a request.

    Raises:
        NotSigned: There is no signature.
        BadSignature: It is not written as one is.
    """
    if request.header("signature-input") is not None:
        return standard.key_named(request)
    return draft.read(_header(request)).key_id


def check(request: Request, pem: str, now: datetime, *, window: timedelta = WINDOW) -> None:
    """Check that a key signed a request as it came, for this address, not long ago, with this body.

    Args:
        request: The request.
        pem: The public key.
        now: The time.
        window: How far the signature's time may be from now, both ways.

    Raises:
        SignatureError: It is not so.
    """
    key = read_public(pem)
    with_body = bool(request.body) or request.method == "POST"
    expires: datetime | None = None
    if request.header("signature-input") is not None:
        made = standard.check(request, key, with_body=with_body)
    else:
        told = draft.read(_header(request))
        draft.require(told, ("host", "digest") if with_body else ("host",))
        draft.check(request, told, key)
        made, expires = draft.made_at(request, told)
    if abs(now - made) > window or (expires is not None and expires < now):
        raise WrongTime("The signature is too old, or the clocks differ by more than an hour.")
    if with_body:
        _check_body(request)


def _header(request: Request) -> str:
    found = request.header("signature")
    if found is None:
        scheme, _, rest = (request.header("authorization") or "").partition(" ")
        found = rest if scheme.lower() == "signature" else None
    if found is None:
        raise NotSigned("The request is not signed.")
    return found


def _check_body(request: Request) -> None:
    """Check the body by each header that has a checksum of it; the signature covers one of them at least."""
    old, new = request.header("digest"), request.header("content-digest")
    if old is not None:
        check_digest(old, request.body)
    if new is not None:
        try:
            ContentDigest.verify(new, request.body)
        except InvalidSignature:
            raise OtherContent("The body is not the one that the Content-Digest header is of.") from None
