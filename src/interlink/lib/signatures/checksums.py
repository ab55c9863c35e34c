"""Checksums of bodies in headers: Digest (RFC 3230) and Content-Digest (RFC 9530)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Any, Final

from interlink.lib.signatures.errors import OtherContent

KNOWN: Final[dict[str, Callable[[bytes], Any]]] = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
# The name in any case (RFC 3230, 4.1.1); of several only those that we know count.
_ONE: Final = re.compile(r"\s*([A-Za-z0-9-]{1,20})=([A-Za-z0-9+/=_-]{1,120})\s*")


def digest(body: bytes) -> str:
    """Return the value of a Digest header for a body."""
    return f"SHA-256={base64.b64encode(hashlib.sha256(body).digest()).decode()}"


def check_digest(value: str, body: bytes) -> None:
    """Check a body by its Digest header; each checksum that we know has to be right, and there has to be one.

    Raises:
        OtherContent: It is of another body, or says nothing that we understand.
    """
    counted = 0
    for part in value.split(","):
        found = _ONE.fullmatch(part)
        make = KNOWN.get(found[1].lower()) if found else None
        if found is None or make is None:
            continue
        if not hmac.compare_digest(base64.b64encode(make(body).digest()), found[2].encode()):
            raise OtherContent("The body is not the one that the Digest header is of.")
        counted += 1
    if not counted:
        raise OtherContent("The Digest header has no checksum of the kinds SHA-256 or SHA-512.")
