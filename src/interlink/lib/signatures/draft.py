"""Signatures as draft-cavage-http-signatures-12 says, which is what the fediverse speaks.

Mastodon and those after it say `algorithm="rsa-sha256"` or `"hs2019"`, and mean PKCS #1 v1.5 with SHA-256 by both where
the key is an RSA key.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from interlink.lib.signatures.errors import BadSignature, NotCovered, WrongTime
from interlink.lib.signatures.keys import PublicKey
from interlink.lib.signatures.requests import Request

TARGET, CREATED, EXPIRES = "(request-target)", "(created)", "(expires)"
RSA, ANY = "rsa-sha256", "hs2019"
ALGORITHMS: Final = frozenset({"", RSA, ANY, "ed25519", "ed25519-sha512"})
MOST_COVERED: Final = 40
_PARAMETER: Final = re.compile(r'\s*([A-Za-z]{1,20})=(?:"([^"\\]{0,4000})"|([0-9]{1,15}(?:\.[0-9]{1,9})?))\s*(,|$)')


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a Signature header says.

    Attributes:
        key_id: By which key.
        algorithm: How; empty where it is not said.
        covered: What is signed, in order and in lower case.
        signature: The signature itself.
        created: When it was made, in seconds, if it says so.
        expires: Until when it holds, in seconds, if it says so.
    """

    key_id: str
    algorithm: str
    covered: tuple[str, ...]
    signature: bytes
    created: str = ""
    expires: str = ""


def read(header: str) -> Parameters:
    """Read a Signature header, or what stands after `Signature` in an Authorization header.

    Raises:
        BadSignature: It is not written as one is.
    """
    found: dict[str, str] = {}
    place = 0
    while place < len(header):
        one = _PARAMETER.match(header, place)
        if one is None or one[1].lower() in found:
            raise BadSignature("The Signature header is not written as one is.")
        found[one[1].lower()] = one[3] if one[2] is None else one[2]
        place = one.end()
    covered = tuple(found.get("headers", CREATED if "created" in found else "date").lower().split())
    try:
        signature = base64.b64decode(found["signature"], validate=True)
    except (KeyError, binascii.Error, ValueError):
        raise BadSignature("The Signature header has no signature that can be read.") from None
    if not found.get("keyid") or not covered or len(covered) > MOST_COVERED or len(set(covered)) != len(covered):
        raise BadSignature("The Signature header names no key, or not what is signed.")
    if found.get("algorithm", "").lower() not in ALGORITHMS:
        raise BadSignature("The signature’s algorithm is not one of rsa-sha256, hs2019 and ed25519.")
    algorithm = found.get("algorithm", "").lower()
    return Parameters(found["keyid"], algorithm, covered, signature, found.get("created", ""), found.get("expires", ""))


def base_of(request: Request, told: Parameters) -> bytes:
    """Return what is signed (draft, 2.3).

    Raises:
        BadSignature: Something that is said to be signed is not there, or cannot be signed so.
    """
    return "\n".join(_line(name, request, told) for name in told.covered).encode("latin-1", "replace")


def _line(name: str, request: Request, told: Parameters) -> str:
    if name == TARGET:
        return f"{name}: {request.method.lower()} {request.target}"
    if name in {CREATED, EXPIRES}:
        value = told.created if name == CREATED else told.expires
        if not value or told.algorithm.startswith("rsa"):  # forbidden by the draft, 2.3
            raise BadSignature(f"The signature covers {name}, which it cannot.")
        return f"{name}: {value}"
    found = request.header(name)
    if found is None:
        raise BadSignature("The signature covers a header that is not there.")
    return f"{name}: {found}"


def check(request: Request, told: Parameters, key: PublicKey) -> None:
    """Check that a key made a signature.

    Raises:
        BadSignature: It did not.
    """
    base = base_of(request, told)
    try:
        if isinstance(key, RSAPublicKey):
            if told.algorithm.startswith("ed"):
                raise BadSignature("The signature is by another kind of key than the one that it names.")
            key.verify(told.signature, base, PKCS1v15(), SHA256())
        elif told.algorithm == RSA:
            raise BadSignature("The signature is by another kind of key than the one that it names.")
        else:
            key.verify(told.signature, base)
    except InvalidSignature:
        raise BadSignature("The signature is not by the key that it names, or the request was changed.") from None


def require(told: Parameters, names: Sequence[str]) -> None:
    """Ask that a signature covers the target, all of some headers, and a time.

    Raises:
        NotCovered: It does not.
    """
    missing = [name for name in (TARGET, *names) if name not in told.covered]
    if missing:
        raise NotCovered(f"The signature does not cover {', '.join(missing)}.")
    if not {"date", CREATED} & set(told.covered):
        raise NotCovered("The signature covers neither date nor (created).")


def made_at(request: Request, told: Parameters) -> tuple[datetime, datetime | None]:
    """Return when a signature was made, and until when it holds if it says so.

    Raises:
        WrongTime: That cannot be read.
    """
    expires = _moment(told.expires) if EXPIRES in told.covered else None
    if CREATED in told.covered:
        return _moment(told.created), expires
    try:
        at = parsedate_to_datetime(request.header("date") or "")
    except (TypeError, ValueError, OverflowError):
        raise WrongTime("The Date header cannot be read.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC), expires


def _moment(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise WrongTime("The time of the signature cannot be read.") from None
