"""Signing mails, so that who gets them can tell that they are ours and were not altered (DKIM, RFC 6376).

A library that signs mails is there (dkimpy), and our tests have it check what is signed here. It signs some fifty mails
a second; a mailing wants hundreds.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.conf import settings

BITS = 2048  # what every server checks; a longer key does not fit into one string of the DNS
EXPONENT = 65537
LINE = 72
_BETWEEN_FIELDS = re.compile(rb"\r\n(?![ \t])")
_SPACE = re.compile(rb"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for a domain; its public key is in the DNS under the selector."""

    key: RSAPrivateKey
    domain: str
    selector: str

    def signed(self, content: bytes, at: int) -> bytes:
        """Return a whole message, lines ended by CRLF, with its signature in front.

        All fields of its head are signed, and `From` in such a way that no second one can be added
        (relaxed head, simple body).

        Args:
            content: the message.
            at: the time, in seconds since 1970.
        """
        head, _, body = content.partition(b"\r\n\r\n")
        fields = [_relaxed(field) for field in _BETWEEN_FIELDS.split(head)]
        names = b":".join([*(field.partition(b":")[0] for field in fields), b"from"])
        checksum = base64.b64encode(hashlib.sha256(_simple(body)).digest())
        unsigned = (
            b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=%b; s=%b; t=%d;\r\n h=%b;\r\n bh=%b;\r\n b="
            % (self.domain.encode(), self.selector.encode(), at, names, checksum)
        )
        # Fields that are named more often than they are there count as empty, so `from` adds nothing here.
        data = b"".join(field + b"\r\n" for field in fields) + _relaxed(unsigned)
        signature = base64.b64encode(self.key.sign(data, padding.PKCS1v15(), hashes.SHA256()))
        lines = b"\r\n ".join(signature[start : start + LINE] for start in range(0, len(signature), LINE))
        return b"%b%b\r\n%b" % (unsigned, lines, content)

    @property
    def record(self) -> str:
        """What the DNS has to say at `name`."""
        return record_of(self.key)

    @property
    def name(self) -> str:
        """Where the DNS has to say it."""
        return f"{self.selector}._domainkey.{self.domain}"


def _relaxed(field: bytes) -> bytes:
    name, _, value = field.partition(b":")
    return b"%b:%b" % (name.strip().lower(), _SPACE.sub(b" ", value).strip())


def _simple(body: bytes) -> bytes:
    """Return a body with one line end at its end, however many there are."""
    end = len(body)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return body[:end] + b"\r\n"


def record_of(key: RSAPrivateKey) -> str:
    """Return the DNS record of a key."""
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


def make_key(path: Path) -> None:
    """Make a key that nobody but the desk reads.

    Raises:
        FileExistsError: there is one.
    """
    key = generate_private_key(EXPONENT, BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(pem)


def signer() -> Signer | None:
    """Return what signs this desk's mails; None where no key was made, or where a mail service signs them.

    Such a service puts each mail together by itself, so no signature of ours would fit it.

    Raises:
        ValueError: what is there is no such key.
        OSError: the key cannot be read.
    """
    path = Path(settings.INTERLINK_DKIM_KEY)
    if settings.INTERLINK_MAIL_SERVICE or not path.exists():
        return None
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].encode("idna").decode()
    return Signer(_read(path, path.stat().st_mtime_ns), domain, settings.INTERLINK_DKIM_SELECTOR)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> RSAPrivateKey:
    del changed
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError(f"{path} holds no RSA key.")  # noqa: TRY004 - what is in a file is a value
    return key
