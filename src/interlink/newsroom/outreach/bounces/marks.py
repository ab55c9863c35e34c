"""The mark in each mail by which it is known again when it comes back: which mail it is, signed.

It stands in the address that a mail comes back to (VERP) and in its Message-ID. Nobody can make one of a mail that
was not theirs, so nobody is stopped by a bounce that somebody else has made up.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "interlink.bounce"
LENGTH = 16  # letters and digits of five bits each; mail servers may change the case
SHAPE = re.compile(rf"\b([ds])([1-9][0-9]{{0,17}})-([a-z2-7]{{{LENGTH}}})(?=[@>\s]|$)", re.IGNORECASE)


class Kind(StrEnum):
    """What kind of mail it is."""

    DELIVERY = "d"  # a row of the ledger
    SIGN_UP = "s"  # the mail with the link that confirms


@dataclass(frozen=True, slots=True)
class Mark:
    """Which mail it is: a kind, and the number of its row."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        return f"{self.kind}{self.number}-{_signature(self.kind, self.number)}"


def find(text: str) -> Mark | None:
    """Return the first mark of ours in a text, such as an address or the headers of a mail."""
    for kind, number, signature in SHAPE.findall(text):
        found = Mark(Kind(kind.lower()), int(number))
        if constant_time_compare(signature.lower(), _signature(found.kind, found.number)):
            return found
    return None


def sender(mark: Mark) -> str:
    """Return the address that a mail comes back to: marked, where the desk has an address for that."""
    local, _, domain = settings.INTERLINK_BOUNCES.rpartition("@")
    return f"{local}+{mark}@{domain}" if local else settings.DEFAULT_FROM_EMAIL


def message_id(mark: Mark) -> str:
    """Return a mail's Message-ID: each time the same."""
    return f"<{mark}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"


def _signature(kind: Kind, number: int) -> str:
    digest = salted_hmac(SALT, f"{kind}{number}", algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]
