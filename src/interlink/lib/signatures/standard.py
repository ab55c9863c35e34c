"""Signatures as RFC 9421 says: the library `http-message-signatures` reads and checks them.

Newer servers of the fediverse send these. They have RSA keys and say `rsa-v1_5-sha256`, or Ed25519 keys.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
)
from http_message_signatures.algorithms import ED25519, RSA_PSS_SHA512, RSA_V1_5_SHA256

from interlink.lib.signatures.errors import BadSignature, NotCovered, WrongTime
from interlink.lib.signatures.keys import PublicKey
from interlink.lib.signatures.requests import Request

# What a signature has to cover so that it cannot be used for another address: one of these.
ADDRESSES = (
    frozenset({"@target-uri"}),
    frozenset({"@authority", "@path"}),
    frozenset({"@authority", "@request-target"}),
)


class _Fields:
    """Headers as the library reads them, repeated ones included."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def items(self) -> tuple[tuple[str, str], ...]:
        return self._request.headers


@dataclass(frozen=True)
class _Message:
    method: str
    url: str
    headers: _Fields
    request_target: str


class _Keys(HTTPSignatureKeyResolver):
    """Has one key, and remembers which was asked for."""

    def __init__(self, key: PublicKey | None) -> None:
        self.asked = ""
        self._key = key

    def resolve_public_key(self, key_id: str) -> PublicKey | None:
        self.asked = key_id
        return self._key


def key_named(request: Request) -> str:
    """Return which key is said to have signed a request.

    Raises:
        BadSignature: The headers are not written as such are.
    """
    keys = _Keys(None)
    try:
        HTTPMessageVerifier(signature_algorithm=RSA_V1_5_SHA256, key_resolver=keys).verify(_seen(request), max_age=None)
    except (HTTPMessageSignaturesException, InvalidSignature) as error:
        # The key is asked for after all else was read, but another algorithm is found out before that.
        if keys.asked:
            return keys.asked
        if "algorithm" not in str(error):
            raise BadSignature("The Signature-Input header is not written as one is.") from None
    for algorithm in (ED25519, RSA_PSS_SHA512):
        try:
            HTTPMessageVerifier(signature_algorithm=algorithm, key_resolver=keys).verify(_seen(request), max_age=None)
        except (HTTPMessageSignaturesException, InvalidSignature):
            if keys.asked:
                return keys.asked
    raise BadSignature("The signature’s algorithm is not one of rsa-v1_5-sha256, rsa-pss-sha512 and ed25519.")


def check(request: Request, key: PublicKey, *, with_body: bool) -> datetime:
    """Check that a key made the one signature of a request, over all that counts; return when.

    Raises:
        SignatureError: It did not.
    """
    kinds = (RSA_V1_5_SHA256, RSA_PSS_SHA512) if isinstance(key, RSAPublicKey) else (ED25519,)
    failure: Exception | None = None
    for kind in kinds:
        verifier = HTTPMessageVerifier(signature_algorithm=kind, key_resolver=_Keys(key))
        try:
            (found,) = verifier.verify(_seen(request), max_age=None)
        except (HTTPMessageSignaturesException, InvalidSignature) as error:
            failure = error
            continue
        covered = {name.partition(";")[0].strip('"') for name in found.covered_components}
        _require(covered, with_body=with_body)
        return datetime.fromtimestamp(int(found.parameters["created"]), UTC)
    if failure is not None and "future" in str(failure):
        raise WrongTime("The signature is from the future.")
    if failure is not None and "expires" in str(failure):
        raise WrongTime("The signature has expired.")
    raise BadSignature("The signature is not by the key that it names, or the request was changed.")


def _require(covered: Collection[str], *, with_body: bool) -> None:
    if "@method" not in covered or not any(needed <= set(covered) for needed in ADDRESSES):
        raise NotCovered("The signature does not cover @method and @target-uri.")
    if with_body and "content-digest" not in covered:
        raise NotCovered("The signature does not cover content-digest.")


def _seen(request: Request) -> _Message:
    return _Message(request.method, request.url, _Fields(request), request.target)
