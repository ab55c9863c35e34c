"""Taking what others send: who it is from, whether it may be, and what follows from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from interlink.lib.signatures import BadSignature, Request, SignatureError, check, key_named
from interlink.newsroom.outreach.fediverse import actions, activities, addresses, queries, senders
from interlink.newsroom.outreach.fediverse.activities import Incoming
from interlink.newsroom.outreach.fediverse.errors import (
    Gone,
    NobodyHere,
    NotTheirs,
    TooMany,
    Unreadable,
    Unwelcome,
)
from interlink.newsroom.outreach.fediverse.models import Activity, Actor, Follower, Sender, Taken
from interlink.newsroom.outreach.fediverse.rules import AN_HOUR, REMEMBERED, TAKEN_AN_HOUR, Kind
from interlink.newsroom.outreach.signup import limits


def take(request: Request, now: datetime) -> bool:
    """Take a request to one of our inboxes; say whether anything followed from it.

    What concerns none of our followers is not looked into any further, and no key is fetched for it.

    Raises:
        Refused: It is not taken.
    """
    try:
        key = key_named(request)
    except SignatureError as error:
        raise NotTheirs(error.message) from None
    server = _server_of(key)
    if queries.is_blocked(server):
        raise Unwelcome("We do not speak with this server.")
    incoming = activities.read(request.body)
    if not incoming.is_heeded:
        return False
    if {_server_of(incoming.actor), _server_of(incoming.name)} != {server}:
        raise NotTheirs("The activity, its actor and the key are not of the same server.")
    us = _concerned(incoming)
    if us is None:
        return False
    if not limits.within(f"fediverse taken {server}", TAKEN_AN_HOUR, AN_HOUR, now):
        raise TooMany("Your server sends more than we take in an hour.")
    try:
        sender = _verified(request, key, us, now)
    except Gone:
        if incoming.kind != "Delete" or incoming.target != incoming.actor:
            raise
        # Their server says itself that they are gone, which is what the activity says.
        actions.forget_person(incoming.actor)
        return True
    if sender.address != incoming.actor:
        raise NotTheirs("The activity is not by the actor whose key signed it.")
    return _follow_from(incoming, sender, us, now)


def _server_of(address: str) -> str:
    found = addresses.proper(address)
    if found is None:
        raise NotTheirs("The key, the actor and the activity need addresses that begin with https.")
    return addresses.server_of(found)


def _concerned(incoming: Incoming) -> Actor | None:
    """Return which of our actors an activity concerns; None where it concerns nobody.

    Raises:
        NobodyHere: Somebody wants to follow who is not here.
    """
    followed = Follower.objects.filter(address=incoming.actor)
    match incoming.kind:
        case "Follow":
            us = queries.actor_at(incoming.target)
            if us is None:
                raise NobodyHere("Nobody here can be followed by that name.")
            return us
        case "Undo" if incoming.inner in {"Follow", ""}:
            row = followed.select_related("actor").first()
            return row.actor if row else None
        case "Block":
            us = queries.actor_at(incoming.target)
            return us if us is not None and followed.filter(actor=us).exists() else None
        case "Delete" if incoming.target == incoming.actor:
            row = followed.select_related("actor").first()
            return row.actor if row else None
        case "Accept" | "Reject":
            asked = Activity.objects.filter(kind=Kind.FOLLOW, name=incoming.target).select_related("actor").first()
            return asked.actor if asked else None
    return None


def _verified(request: Request, key: str, us: Actor, now: datetime) -> Sender:
    sender = senders.sender(key, us, now)
    try:
        try:
            check(request, sender.pem, now)
        except BadSignature:
            renewed = senders.sender(key, us, now, anew=True)
            if renewed.pem == sender.pem:
                raise
            check(request, renewed.pem, now)
            return renewed
    except SignatureError as error:
        raise NotTheirs(error.message) from None
    return sender


def _follow_from(incoming: Incoming, sender: Sender, us: Actor, now: datetime) -> bool:
    checksum = hashlib.sha256(incoming.name.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        with transaction.atomic():
            # In the same transaction as what follows from it: either both are there or neither.
            Taken.objects.create(checksum=checksum, until=now + REMEMBERED)
            DEEDS[incoming.kind](incoming, sender, us, now)
    except IntegrityError:
        if not Taken.objects.filter(checksum=checksum).exists():
            raise
        return False
    return True


def _followed(incoming: Incoming, sender: Sender, us: Actor, now: datetime) -> None:
    if len(incoming.name) > actions.LONGEST_NAME:
        raise Unreadable("The id of the activity is too long.")
    actions.accept(us, sender, incoming.name, now)


def _undone(incoming: Incoming, sender: Sender, us: Actor, now: datetime) -> None:
    del us, now
    # Of an Undo that only names the Follow, we know the name.
    for row in Follower.objects.filter(address=sender.address).select_related("actor"):
        if incoming.target == row.follow or incoming.inner_target == addresses.of_actor(row.actor):
            actions.unfollow(row)


def _blocked(incoming: Incoming, sender: Sender, us: Actor, now: datetime) -> None:
    del incoming, now
    for row in Follower.objects.filter(address=sender.address, actor=us):
        actions.unfollow(row)


def _deleted(incoming: Incoming, sender: Sender, us: Actor, now: datetime) -> None:
    del incoming, us, now
    actions.forget_person(sender.address)


def _answered(incoming: Incoming, sender: Sender, us: Actor, now: datetime) -> None:
    del now
    asked = Activity.objects.filter(actor=us, kind=Kind.FOLLOW, name=incoming.target, about=sender.address)
    asked.update(answer=incoming.kind)


DEEDS: Final[dict[str, Callable[[Incoming, Sender, Actor, datetime], None]]] = {
    "Follow": _followed,
    "Undo": _undone,
    "Block": _blocked,
    "Delete": _deleted,
    "Accept": _answered,
    "Reject": _answered,
}
