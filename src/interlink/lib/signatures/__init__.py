"""Signatures of HTTP requests: made and checked as servers of the fediverse do.

`sign` makes one as draft-cavage-http-signatures-12 says, which all of them understand. `check` takes these and those of
RFC 9421, by whichever key `key_named` says; it asks nobody for the key, and reads no clock.
"""

from interlink.lib.signatures.checking import check, key_named
from interlink.lib.signatures.errors import (
    BadKey,
    BadSignature,
    NotCovered,
    NotSigned,
    OtherContent,
    SignatureError,
    WrongTime,
)
from interlink.lib.signatures.keys import new_private_key, public_key_of
from interlink.lib.signatures.requests import Request
from interlink.lib.signatures.signing import sign

__all__ = [
    "BadKey",
    "BadSignature",
    "NotCovered",
    "NotSigned",
    "OtherContent",
    "Request",
    "SignatureError",
    "WrongTime",
    "check",
    "key_named",
    "new_private_key",
    "public_key_of",
    "sign",
]
