"""Sign packages with the desk's own key, and check signatures.

The form is the anonymous signature of "WACZ Signing and Verification" 0.1.0, as ReplayWeb.page verifies it:
ECDSA on the curve P-384 with SHA-256 over the manifest's checksum as text ("sha256:" and 64 hexadecimal digits),
the two numbers r and s of 48 bytes each, one after the other, in base 64, and the public key in base 64 (SPKI).
"""

import base64
import binascii
import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
)

from interlink.lib.sentences import Sentence
from interlink.lib.warc.errors import AlreadyThere, KeyUnusable
from interlink.lib.warc.package.facts import stamp
from interlink.lib.warc.placing import placed
from interlink.lib.warc.verify import Part, State

PRIVATE_NAME = "evidence-signing.pem"
PUBLIC_FOLDER = "evidence-signing-public"
PART_NAME = "the signature"
FORM_VERSION = "0.1.0"

_NUMBER = 48
_ALGORITHM = ec.ECDSA(SHA256())
_OTHERS_MAY = 0o077


@dataclass(frozen=True)
class SigningKey:
    """A key that signs packages.

    Attributes:
        public: Its public half, as DER (SPKI).
    """

    _private: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> bytes:
        """Give the public half, as DER (SPKI)."""
        return self._private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def fingerprint(self) -> str:
        """Give the checksum of the public half, which people compare."""
        return fingerprint_of(self.public)

    @property
    def public_pem(self) -> bytes:
        """Give the public half, as PEM."""
        return self._private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def detached(self, data: bytes) -> bytes:
        """Sign some bytes for themselves, as `openssl dgst -sha256 -verify` checks it (ECDSA in DER).

        What is signed so must never look like a manifest's checksum as `signed` takes it.
        """
        return self._private.sign(data, _ALGORITHM)

    def detached_digest(self, digest: bytes) -> bytes:
        """Sign a file by its SHA-256, so that it need not be in memory; checked as a signature of `detached` is."""
        return self._private.sign(digest, ec.ECDSA(Prehashed(SHA256())))

    def is_signature(self, signature: bytes, data: bytes) -> bool:
        """Say whether a detached signature is one that this key made of these bytes."""
        try:
            self._private.public_key().verify(signature, data, _ALGORITHM)
        except InvalidSignature:
            return False
        return True

    def signed(self, checksum: str, *, created: datetime, software: str) -> dict[str, str]:
        """Give the signature of a manifest's checksum as it goes into the package.

        Args:
            checksum: Of the manifest, as "sha256:..." in hexadecimal.
            created: The package's own time; readers compare the two.
            software: What signs.
        """
        r, s = decode_dss_signature(self._private.sign(checksum.encode(), _ALGORITHM))
        signature = r.to_bytes(_NUMBER, "big") + s.to_bytes(_NUMBER, "big")
        return {
            "hash": checksum,
            "created": stamp(created),
            "software": software,
            "version": FORM_VERSION,
            "signature": base64.b64encode(signature).decode(),
            "publicKey": base64.b64encode(self.public).decode(),
        }


def key_in(folder: Path) -> SigningKey:
    """Give the key kept in the folder; where there is none yet, make it.

    Raises:
        KeyUnusable: The file is no key of ours, or others than its owner may read it.
        WriteFailed: It cannot be kept.
    """
    path = folder / PRIVATE_NAME
    if not path.exists():
        with contextlib.suppress(AlreadyThere):
            _keep(ec.generate_private_key(ec.SECP384R1()), folder)
    try:
        if path.stat().st_mode & _OTHERS_MAY:
            raise KeyUnusable(
                path, Sentence("others may read it; put that right with: chmod 600 %(name)s", name=path.name)
            )
        found = _private_key(path.read_bytes())
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnusable(path, Sentence("it cannot be read as a key")) from error
    if not isinstance(found, ec.EllipticCurvePrivateKey) or not isinstance(found.curve, ec.SECP384R1):
        raise KeyUnusable(path, Sentence("it is a key of another kind than packages are signed with (P-384)"))
    return SigningKey(found)


def rotate(folder: Path) -> SigningKey:
    """Make a new key in the old one's place.

    The old one's public half stays, so that what it signed is still known for the desk's; its private half is
    gone for good.

    Raises:
        WriteFailed: It cannot be kept; then the old key is still in place.
    """
    private = ec.generate_private_key(ec.SECP384R1())
    _keep(private, folder, replace=True)
    return SigningKey(private)


def fingerprint_of(public: bytes) -> str:
    """Give the fingerprint of a public key (DER): its SHA-256 in hexadecimal."""
    return sha256(public).hexdigest()


def public_keys_in(folder: Path) -> dict[str, bytes]:
    """Give all the desk's public keys, those retired too, by fingerprint; what cannot be read is left out."""
    found: dict[str, bytes] = {}
    for path in sorted((folder / PUBLIC_FOLDER).glob("*.pem")):
        with contextlib.suppress(OSError, ValueError, UnsupportedAlgorithm):
            key = load_pem_public_key(path.read_bytes())
            der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            found[fingerprint_of(der)] = der
    return found


def check_signature(signed: object, *, checksum: str, known: frozenset[str] | None = None) -> Part:
    """Check a package's signature against its manifest.

    Args:
        signed: What the package gives as its signature ("signedData"); whatever that is.
        checksum: Of the manifest as it is now, as "sha256:...".
        known: Fingerprints of the keys whose owner we know; None where nobody's are known.
    """
    if not isinstance(signed, dict):
        return Part(PART_NAME, State.UNKNOWN, "The package is not signed.")
    if signed.get("hash") != checksum:
        return Part(PART_NAME, State.CHANGED, "The signature is of another manifest than the one in the package.")
    if not isinstance(signed.get("publicKey"), str):
        return Part(PART_NAME, State.UNKNOWN, "It is signed with a certificate, which we do not check.")
    return _check_key(signed["publicKey"], signed.get("signature"), checksum, known or frozenset())


def der_signature(raw: bytes) -> bytes:
    """Give a signature of 96 bytes in the form that the `openssl` command checks.

    Raises:
        ValueError: It has another length.
    """
    if len(raw) != 2 * _NUMBER:
        raise ValueError("A signature on P-384 has 96 bytes.")
    return encode_dss_signature(int.from_bytes(raw[:_NUMBER], "big"), int.from_bytes(raw[_NUMBER:], "big"))


def _check_key(public_key: str, signature: object, checksum: str, known: frozenset[str]) -> Part:
    public, key = _public_key(public_key)
    if key is None:
        return Part(PART_NAME, State.UNKNOWN, "The key in it is not one that we can check with.")
    if not _holds(key, signature, checksum):
        return Part(PART_NAME, State.CHANGED, "The signature is not one that its key made of this manifest.")
    fingerprint = fingerprint_of(public)
    if fingerprint not in known:
        words = f"The signature holds, but we do not know whose key that is (fingerprint {fingerprint})."
        return Part(PART_NAME, State.UNKNOWN, words)
    return Part(PART_NAME, State.INTACT, f"The signature holds, by the known key with the fingerprint {fingerprint}.")


def _keep(private: ec.EllipticCurvePrivateKey, folder: Path, *, replace: bool = False) -> None:
    public = private.public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    # The public half first: a signature whose key nobody can name would be worth nothing.
    with placed(folder / PUBLIC_FOLDER / f"{fingerprint_of(der)}.pem", replace=True) as out:
        out.write(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with placed(folder / PRIVATE_NAME, replace=replace) as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@lru_cache(maxsize=1)
def _private_key(content: bytes) -> PrivateKeyTypes:
    # Reading a key takes almost as long as signing with it.
    return load_pem_private_key(content, password=None)


@lru_cache(maxsize=16)
def _public_key(encoded: str) -> tuple[bytes, ec.EllipticCurvePublicKey | None]:
    try:
        der = base64.b64decode(encoded, validate=True)
        key = load_der_public_key(der)
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return b"", None
    is_ours = isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP384R1)
    return der, key if is_ours and isinstance(key, ec.EllipticCurvePublicKey) else None


def _holds(key: ec.EllipticCurvePublicKey, encoded: object, checksum: str) -> bool:
    try:
        raw = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else b""
        key.verify(der_signature(raw), checksum.encode(), _ALGORITHM)
    except (ValueError, binascii.Error, InvalidSignature):
        return False
    return True
