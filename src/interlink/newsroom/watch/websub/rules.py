"""What we decide about hubs. Pure, with the clock passed in.

Source: WebSub, https://www.w3.org/TR/websub/; the numbers in brackets are its sections.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from interlink.lib.reading.link_headers import HeaderLink

MAX_ADDRESS = 1_000
METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})
LEASE_ASKED = timedelta(days=10)
SHORTEST_LEASE = timedelta(minutes=10)
LONGEST_LEASE = timedelta(days=30)
RENEW_AFTER = 0.75
# The first time, this desk itself may not have been reachable yet, having just been started.
SOON = timedelta(minutes=5)
FIRST_RETRY = timedelta(hours=1)
LONGEST_RETRY = timedelta(days=7)
# How often a feed that names another hub or topic each time can make us ask.
REST_BETWEEN_CHANGES = timedelta(days=1)
SAFETY_REST = timedelta(hours=3)
# So much later than an item appears may its hub tell us of it.
SLOWEST_HUB = timedelta(minutes=15)
LEAST_REST = timedelta(minutes=1)
LEAST_REST_IN_TROUBLE = timedelta(minutes=10)
# Feeds are often a minute behind their own hub, since something in between keeps a copy.
SECOND_LOOK = timedelta(minutes=2)
_LONGEST_SECONDS = 12
_NOWHERE = (".onion", ".localhost", ".local", ".internal", ".home.arpa", ".lan")


@dataclass(frozen=True, slots=True)
class Links:
    """Where news of a feed is told, and the feed's own name for itself."""

    hub: str
    topic: str


def choose(
    hubs: Iterable[str], own_address: str | None, header_links: Iterable[HeaderLink], asked: str
) -> Links | None:
    """Choose hub and topic: the answer's headers count before the feed [4], an encrypted hub before others.

    Args:
        hubs: those that the feed names.
        own_address: what the feed says it is called.
        header_links: the links in the answer's headers.
        asked: where the feed was fetched; its name where it gives none.
    """
    header_links = tuple(header_links)
    named = [link.address for link in header_links if "hub" in link.relations] or list(hubs)
    named = [hub for hub in named if len(hub) <= MAX_ADDRESS]
    if not named:
        return None
    own = [link.address for link in header_links if "self" in link.relations] or [own_address or asked]
    topic = own[0] if len(own[0]) <= MAX_ADDRESS else asked
    return Links(min(named, key=lambda hub: not hub.startswith("https:")), topic)


def is_reachable(site_address: str) -> bool:
    """Tell whether a hub could reach a desk with this address: over https, by a public name or number."""
    parts = urlsplit(site_address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_NOWHERE)


@dataclass(frozen=True, slots=True)
class Lease:
    """How long a hub tells us of news, and when we ask for more time."""

    until: datetime
    renew: datetime


def lease(seconds: str, now: datetime, *, spread: float) -> Lease | None:
    """Read what a hub grants [5.3]; None where that is no use. More than a month is taken as a month.

    Args:
        seconds: `hub.lease_seconds` as received.
        now: the time.
        spread: -1 to 1; moves the renewal by up to a tenth of the lease, so that not all come at once.
    """
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= _LONGEST_SECONDS):
        return None
    granted = min(timedelta(seconds=min(int(seconds), LONGEST_LEASE.total_seconds())), LONGEST_LEASE)
    if granted < SHORTEST_LEASE:
        return None
    return Lease(now + granted, now + granted * (RENEW_AFTER + 0.1 * spread))


def retry(failures: int, now: datetime) -> datetime:
    """Say when a hub is asked again if nothing comes of it this time: soon, in an hour, then four times longer."""
    return now + (min(FIRST_RETRY * 4 ** min(failures - 1, 6), LONGEST_RETRY) if failures else SOON)


class SignatureCheck:
    """Checks what a hub hands over against its signature, piece by piece [7.1, 8]."""

    def __init__(self, secret: str, header: str) -> None:
        """Begin.

        Args:
            secret: what we gave the hub; empty fits nothing.
            header: `X-Hub-Signature` as received, "method=hexadecimal digits".
        """
        method, _, digits = header.strip().partition("=")
        method = method.lower()
        self._told = digits.lower().encode("utf-8", errors="replace")
        known = bool(secret) and method in METHODS
        self._mac = hmac.new(secret.encode(), digestmod=getattr(hashlib, method)) if known else None

    def add(self, piece: bytes) -> None:
        """Take the next piece of the body."""
        if self._mac is not None:
            self._mac.update(piece)

    def fits(self) -> bool:
        """Say whether the whole body fits; takes the same time whatever the signature."""
        return self._mac is not None and hmac.compare_digest(self._mac.hexdigest().encode(), self._told)


def due_when_told(now: datetime, last_check: datetime | None, failures: int) -> datetime:
    """Say when a source is asked after its hub told of news: at once, yet never more often than is polite.

    Args:
        now: the time.
        last_check: when the source was asked last.
        failures: how many checks in a row have failed.
    """
    if last_check is None:
        return now
    return max(now, last_check + (LEAST_REST_IN_TROUBLE if failures else LEAST_REST))


def rest(until: datetime | None, told: datetime | None, newest: datetime | None, now: datetime) -> timedelta:
    """Say how much longer a source may rest because its hub tells us of news.

    A hub has to earn it: it must have told us before, and no item may have come that it did not tell us of. So one
    that is silent or lies costs no more than a single long rest.

    Args:
        until: when the lease ends.
        told: when the hub told us of news last.
        newest: when the source's latest item appeared.
        now: the time.
    """
    if until is None or until <= now or told is None:
        return timedelta()
    if newest is not None and newest > told + SLOWEST_HUB:
        return timedelta()
    return SAFETY_REST
