"""The key of the list of those who are not mailed: one of its own, since the list outlives a new secret key."""

from __future__ import annotations

import hashlib
import os
import secrets

from interlink.project.desk import Desk
from interlink.project.errors import BadSettings
from interlink.project.newdesk import write_private

VARIABLE = "INTERLINK_ADDRESS_KEY"
LENGTH = 32
_BLOCK = 64  # what HMAC with SHA-256 takes as a key without making a checksum of it first


def address_key(desk: Desk, secret: str) -> bytes:
    """Return the key: from its variable, its file, or, where there is neither, what was used before it had one.

    Raises:
        BadSettings: it is not written in hexadecimal digits.
    """
    file = desk.address_key_file
    written = os.environ.get(VARIABLE) or (file.read_text() if file.is_file() else "")
    try:
        return bytes.fromhex(written) or older_key(secret)
    except ValueError:
        fault = f"the key in keys/{file.name} (or {VARIABLE}) is not whole: put the old one back"
        raise BadSettings(desk.settings_file, [fault]) from None


def older_key(secret: str) -> bytes:
    """Return what addresses were hidden with before there was a key for it; the secret key cannot be read from it."""
    key = f"interlink.address:{secret}".encode()
    return hashlib.sha256(key).digest() if len(key) > _BLOCK else key


def keep_address_key(desk: Desk, secret: str, *, in_use: bool) -> None:
    """Write the key to its file, if there is none yet.

    Args:
        desk: whose key.
        secret: the desk's secret key.
        in_use: whether there are addresses on the list, which stay hidden with the key that they were hidden with.
    """
    if os.environ.get(VARIABLE) or desk.address_key_file.exists():
        return
    key = older_key(secret) if in_use else secrets.token_bytes(LENGTH)
    write_private(desk.address_key_file, key.hex() + "\n")
