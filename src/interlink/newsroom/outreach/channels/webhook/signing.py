"""Signatures of webhooks, in the form of Standard Webhooks (github.com/standard-webhooks: spec, version 1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import Final

PREFIX: Final = "whsec_"
_BYTES: Final = 32
_FEWEST_BYTES: Final = 16


def new_secret() -> str:
    """Return a new secret, as receivers want it written."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes that a secret stands for.

    Raises:
        ValueError: It is not written as secrets are, or too short to be one.
    """
    try:
        key = base64.b64decode(secret.strip().removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(key) < _FEWEST_BYTES:
        raise ValueError("too short")
    return key


def signature(secret: str, name: str, moment: int, body: bytes) -> str:
    """Return what goes into the header `webhook-signature`: over the event's name, the moment and the body.

    Raises:
        ValueError: The secret is none.
    """
    signed = f"{name}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key_of(secret), signed, hashlib.sha256)).decode()
