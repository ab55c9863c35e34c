"""Keys: RSA for ourselves, which everybody in the fediverse can check; RSA and Ed25519 of others."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key

from interlink.lib.signatures.errors import BadKey

PublicKey = RSAPublicKey | Ed25519PublicKey

# Mastodon makes its own so long; shorter ones of others are no proof of anything, longer ones only cost time.
OUR_BITS: Final = 2_048
FEWEST_BITS: Final = 1_024
MOST_BITS: Final = 8_192
LONGEST_PEM: Final = 4_096


def new_private_key() -> str:
    """Make an RSA key, and return it in PEM."""
    key = generate_private_key(public_exponent=65537, key_size=OUR_BITS)
    form, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, bare).decode()


def public_key_of(private: str) -> str:
    """Return the public half of a private key, in PEM.

    Raises:
        BadKey: It is none.
    """
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return read_private(private).public_key().public_bytes(serialization.Encoding.PEM, form).decode()


@lru_cache(8)  # its numbers are checked when it is read, which takes longer than to sign
def read_private(pem: str) -> RSAPrivateKey:
    """Read our own key.

    Raises:
        BadKey: It is none.
    """
    try:
        key = serialization.load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadKey("The desk’s own key cannot be read.") from None
    if not isinstance(key, RSAPrivateKey):
        raise BadKey("The desk’s own key is no RSA key.")
    return key


def read_public(pem: str) -> PublicKey:
    """Read somebody's key.

    Raises:
        BadKey: It is none, of a kind that we do not know, or too short or long.
    """
    try:
        key = serialization.load_pem_public_key(pem[:LONGEST_PEM].encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadKey("The public key cannot be read.") from None
    if isinstance(key, RSAPublicKey) and FEWEST_BITS <= key.key_size <= MOST_BITS:
        return key
    if isinstance(key, Ed25519PublicKey):
        return key
    raise BadKey("The public key is neither RSA of 1024 to 8192 bits nor Ed25519.")
