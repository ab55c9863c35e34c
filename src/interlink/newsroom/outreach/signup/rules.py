"""What we decide about signing up by the form; pure."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import UTC, datetime, timedelta
from enum import Enum

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LINK_WORKS = timedelta(days=3)  # then the address is forgotten
FORM_WORKS = timedelta(hours=12)
# Nobody reads the form and writes an address faster. A proof of work has taken its time already.
QUICKEST, QUICKEST_WITH_PROOF = timedelta(seconds=4), timedelta(seconds=1)
# Forms from one network in an hour. Behind an onion address, and in some countries, thousands share one.
OF_A_NETWORK, OF_A_NETWORK_WITH_PROOF = 10, 40
TO_AN_ADDRESS_A_DAY = 3  # mails with a link
PROOF_BITS = 15  # a tenth of a second on a new phone, a few seconds on an old one
LONGEST_PROOF = 20
V4_PREFIX, V6_PREFIX = 24, 48


class Form(Enum):
    """How a form that came back is judged."""

    GOOD = "good"
    TOO_QUICK = "too quick"
    TOO_OLD = "too old"
    BAITED = "baited"


def judge(age: timedelta | None, bait: str, *, proven: bool) -> Form:
    """Judge a form.

    Args:
        age: how long ago it was given out; None where it was not given out by us.
        bait: what came back in a field that people do not see.
        proven: whether a proof of work came along.
    """
    if bait:
        return Form.BAITED
    if age is None or age > FORM_WORKS or age < timedelta(0):
        return Form.TOO_OLD
    return Form.TOO_QUICK if age < (QUICKEST_WITH_PROOF if proven else QUICKEST) else Form.GOOD


def proves(stamp: str, proof: str) -> bool:
    """Say whether work was done on a form: a number was found whose checksum with the stamp begins with zeros."""
    if not proof or len(proof) > LONGEST_PROOF or not (proof.isascii() and proof.isdigit()):
        return False
    digest = hashlib.sha256(f"{stamp}:{proof}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - PROOF_BITS) == 0


def network_of(ip: str) -> str:
    """Return the network that an address of the internet is in: whoever has one address has its neighbours too."""
    try:
        found = ipaddress.ip_address(ip)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, V4_PREFIX if found.version == 4 else V6_PREFIX), strict=False))  # noqa: PLR2004


def window_of(now: datetime, span: timedelta) -> datetime:
    """Return the beginning of the hour or day that is counted."""
    return datetime.fromtimestamp(now.timestamp() // span.total_seconds() * span.total_seconds(), UTC)


def label(what: str, secret: str, window: datetime) -> str:
    """Return a name to count something under: keyed, and another one each day, so that it tells nobody what it was."""
    key = hmac.new(secret.encode(), f"interlink.signup:{window:%Y-%m-%d}".encode(), hashlib.sha256).digest()
    return hmac.new(key, f"{window.isoformat()} {what}".encode(), hashlib.sha256).hexdigest()
