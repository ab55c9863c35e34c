"""Whose a key is: asked of their server through the one door, and kept for a while."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from django.utils import timezone

from interlink.lib.fetch import Answer, Door, FetchError, Limits
from interlink.lib.fetch.addresses import WebAddress
from interlink.lib.signatures import Request, sign
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.outreach.fediverse import addresses, keys
from interlink.newsroom.outreach.fediverse.activities import Person, read_person
from interlink.newsroom.outreach.fediverse.documents import MEDIA_TYPE, STREAMS
from interlink.newsroom.outreach.fediverse.errors import Gone, NotNow, NotTheirs, TooMany
from interlink.newsroom.outreach.fediverse.models import Actor, Sender
from interlink.newsroom.outreach.fediverse.rules import AN_HOUR, ASKED_AN_HOUR, KEY_HOLDS, KEY_IS_FRESH
from interlink.newsroom.outreach.signup import limits

ACCEPT: Final = f'{MEDIA_TYPE}, application/ld+json; profile="{STREAMS}"'
DOCUMENT: Final = Limits(
    max_bytes=200_000, max_wire_bytes=200_000, total_seconds=8.0, connect_seconds=4.0, max_redirects=2
)
AT_ONCE: Final = 4
_asking = threading.BoundedSemaphore(AT_ONCE)
"""Each request that names an unknown key holds one of the web server's threads for as long as its server takes."""


def sender(key: str, us: Actor, now: datetime, *, anew: bool = False) -> Sender:
    """Return whose a key is.

    Args:
        key: The key's name.
        us: As whom we ask; some servers answer signed questions only.
        now: The time.
        anew: Whether the key that is known did not fit, so that they may have another one by now.

    Raises:
        NotTheirs: It is nobody's, or its server says otherwise.
        NotNow: Its server does not say just now.
    """
    known = Sender.objects.filter(key=key).first()
    if known is not None:
        age = now - known.fetched_at
        if age < (KEY_IS_FRESH if anew else KEY_HOLDS):
            return known
    person = _ask_for(key, us, now)
    told = {
        "address": person.address, "inbox": person.inbox, "shared_inbox": person.shared_inbox,
        "pem": person.keys[key], "fetched_at": now,
    }  # fmt: skip
    found, _made = Sender.objects.update_or_create(key=key, defaults=told)
    return found


def person(address: str, us: Actor) -> Person:
    """Ask who somebody is.

    Raises:
        NotTheirs: Nobody, or their server says otherwise.
        NotNow: Their server does not say just now.
    """
    where = _proper(address)
    found = read_person(_document(where, us))
    if isinstance(found, str):
        raise NotTheirs("This is the address of a key, and not of an actor.")
    _require_of(where, found)
    return found


def fetched(address: str, us: Actor) -> bytes:
    """Return what is at an address of another server, asked as one of our actors.

    Raises:
        NotTheirs: It is not there, or not to be asked for.
        NotNow: The server does not say just now.
    """
    return _document(_proper(address), us)


def _ask_for(key: str, us: Actor, now: datetime) -> Person:
    where = _proper(key.partition("#")[0])
    if not limits.within(f"fediverse asked {addresses.server_of(where)}", ASKED_AN_HOUR, AN_HOUR, now):
        raise TooMany("Your server was asked for too many keys this hour.")
    found = read_person(_document(where, us))
    if isinstance(found, str):  # a key with an address of its own; the actor has to say that it is theirs
        owner = _proper(found)
        if addresses.server_of(owner) != addresses.server_of(where):
            raise NotTheirs("The key and its owner are not of the same server.")
        where, found = owner, person(found, us)
    _require_of(where, found)
    if key not in found.keys:
        raise NotTheirs("The actor does not say that this key is its own.")
    return found


def _require_of(where: WebAddress, found: Person) -> None:
    """Ask that an actor and its inboxes are of the server that was asked.

    Raises:
        NotTheirs: They are not.
    """
    told = [found.address, found.inbox, *([found.shared_inbox] if found.shared_inbox else [])]
    places = [addresses.proper(one) for one in told]
    if any(one is None or addresses.server_of(one) != addresses.server_of(where) for one in places):
        raise NotTheirs("The actor, its inbox and its key are not of the same server.")


def _proper(address: str) -> WebAddress:
    found = addresses.proper(address)
    if found is None:
        raise NotTheirs("The key has no address that is fetched: only https, and no private network.")
    return found


def _document(where: WebAddress, us: Actor) -> bytes:
    if not _asking.acquire(blocking=False):
        raise NotNow("Too many keys are being fetched. Please try again.")
    try:
        answer = asyncio.run(_get(where, us))
    except FetchError as error:
        if not error.again and not error.asked:
            raise NotTheirs(f"The key could not be fetched: {error.message}") from None
        raise NotNow(f"The key could not be fetched: {error.message}") from None
    finally:
        _asking.release()
    if answer.status == HTTPStatus.GONE:
        raise Gone("The actor is there no more.")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NotNow(f"The key could not be fetched: your server answered {answer.status}.")
    if answer.status != HTTPStatus.OK:
        raise NotTheirs(f"The key could not be fetched: your server answered {answer.status}.")
    # A redirect to another server would let one that leads anywhere speak for the other.
    if urlsplit(answer.address).netloc != addresses.server_of(where):
        raise NotTheirs("The address of the key leads to another server.")
    return answer.body


async def _get(where: WebAddress, us: Actor) -> Answer:
    headers = {"Accept": ACCEPT}
    with suppress(OSError):
        headers |= signed("GET", where, us, b"")
    async with Door(door_rules(), user_agent=user_agent()) as door:
        return await door.get(where.text, limits=DOCUMENT, obey_robots=False, headers=headers)


def signed(method: str, where: WebAddress, us: Actor, body: bytes) -> dict[str, str]:
    """Return the headers with which an actor of ours signs a request.

    Raises:
        OSError: its key cannot be read or made.
    """
    parts = urlsplit(where.text)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = Request(method, where.scheme, addresses.server_of(where), target, (), body)
    return sign(request, addresses.of_key(us), keys.private_key(us), timezone.now())
