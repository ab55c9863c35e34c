"""Mail addresses: read as people write them, told apart as mail servers tell them apart."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from interlink.newsroom.outreach.errors import BadAddress

LONGEST = 254  # RFC 5321, with the brackets taken off


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address.

    Attributes:
        email: as it is shown, with the letters of its own script.
        key: what tells it apart from others: in lower case, with its domain in ASCII. Spellings of one box share it.
        domain: the domain in ASCII.
    """

    email: str
    key: str
    domain: str


def read(written: str) -> Address:
    """Read an address as somebody wrote it.

    Letters beyond ASCII are allowed on both sides of the @ (RFC 6531, IDNA 2008). Comments, quotes, bare
    domains and numbers in place of a domain are not: some servers take them, and nobody who reads a digest has one.

    Raises:
        BadAddress: it is no address that mail could be sent to.
    """
    try:
        found = validate_email(written.strip(), check_deliverability=False, globally_deliverable=False, strict=True)
    except EmailNotValidError as error:
        raise BadAddress(str(error)) from None
    if "." not in found.ascii_domain or len(found.normalized.encode()) > LONGEST:
        raise BadAddress("The address has no whole domain, or is too long.")
    local = unicodedata.normalize("NFC", found.local_part.casefold())
    return Address(found.normalized, f"{local}@{found.ascii_domain.lower()}", found.ascii_domain.lower())


def for_server(email: str) -> tuple[str, bool]:
    """Return an address as the mail server is told it, and whether the server has to know letters beyond ASCII."""
    local, _, _ = email.rpartition("@")
    if local.isascii():
        return f"{local}@{read(email).domain}", False
    return email, True


def checksum(key: str, secret: bytes) -> str:
    """Return a keyed checksum by which an address is known again and cannot be read."""
    return hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()
