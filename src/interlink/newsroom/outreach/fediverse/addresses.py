"""Addresses of actors and of what they say, and what others' addresses have to be like."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from interlink.lib.fetch import AddressRefused
from interlink.lib.fetch.addresses import WebAddress, read_address
from interlink.lib.fetch.guard import Guard
from interlink.newsroom.outreach.fediverse.models import LONGEST, Actor, Note
from interlink.newsroom.press import links

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def host() -> str:
    """Return what stands after the second @ of our handles."""
    return urlsplit(settings.INTERLINK_SITE_ADDRESS).netloc


def handle(actor: Actor) -> str:
    """Return the name by which people find an actor."""
    return f"@{actor.name}@{host()}"


def of_actor(actor: Actor, part: str = "") -> str:
    """Return the address of an actor, or of its inbox, outbox or followers."""
    return links.whole(reverse(f"fediverse_{part or 'actor'}", args=[actor.language]))


def of_key(actor: Actor) -> str:
    """Return the name of an actor's key."""
    return f"{of_actor(actor)}#key-{actor.key_number}"


def of_note(note: Note) -> str:
    """Return the address of a note."""
    return links.whole(reverse("fediverse_note", args=[note.pk]))


def shared_inbox() -> str:
    """Return the address at which we take what is for any of our actors."""
    return links.whole(reverse("fediverse_shared_inbox"))


def proper(text: object) -> WebAddress | None:
    """Read an address of somebody else's server; None where it is none that we would go to.

    Only https, but for what the settings allow on this very machine.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    try:
        found = read_address(text)
    except AddressRefused:
        return None
    allowed = Guard(settings.INTERLINK_ALLOWED_LOOPBACK).allows_loopback(found.host, found.port)
    return found if found.scheme == "https" or allowed else None


def server_of(address: WebAddress) -> str:
    """Return the name of the server of an address: its host, with the port where that is not the usual one."""
    return urlsplit(address.text).netloc
