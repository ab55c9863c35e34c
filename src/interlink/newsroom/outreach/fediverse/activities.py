"""What others send, read strictly: JSON whose parts are what they have to be. No vocabulary is fetched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from interlink.newsroom.outreach.fediverse.errors import NotTheirs, Unreadable

LARGEST: Final = 256_000
HEEDED: Final = frozenset({"Follow", "Undo", "Block", "Delete", "Accept", "Reject"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """An activity that somebody sent.

    Attributes:
        kind: Its type.
        name: Its address, by which it is known again.
        actor: Who did it.
        target: What it was done to: the address of its object.
        inner: Of an Undo, the type of what is undone; of an Accept, of what is accepted; empty where it does not say.
        inner_target: The object of that.
    """

    kind: str
    name: str
    actor: str
    target: str
    inner: str = ""
    inner_target: str = ""

    @property
    def is_heeded(self) -> bool:
        """Whether anything follows from such an activity."""
        return self.kind in HEEDED


def read(body: bytes) -> Incoming:
    """Read an activity.

    Raises:
        Unreadable: It is none.
    """
    found = _json(body)
    kind, name, actor = _type(found), found.get("id"), address_in(found.get("actor"))
    if not kind or not isinstance(name, str) or not name or not actor:
        raise Unreadable("An activity has a type, an id and one actor.")
    about = found.get("object")
    inner = about if isinstance(about, dict) else {}
    return Incoming(kind, name, actor, address_in(about), _type(inner), address_in(inner.get("object")))


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unreadable("The body is no proper JSON.") from None
    if not isinstance(found, dict):
        raise Unreadable("The body is no JSON object.")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Take an object whose names are there once: what is read in two ways could be checked in one and done in another.

    Raises:
        ValueError: One is there twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is there twice")
    return found


def _no_constant(text: str) -> None:
    raise ValueError(text)


def _type(found: dict[str, Any]) -> str:
    """Return the one type of an object; JSON-LD also lets it be a list."""
    kind = found.get("type")
    if isinstance(kind, list) and len(kind) == 1:
        kind = kind[0]
    return kind if isinstance(kind, str) else ""


def address_in(value: Any) -> str:
    """Return the address in what is either an address, an object that has one, or a list of just one of these."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is, as their own server says.

    Attributes:
        address: Of the actor.
        inbox: Where they take what is for them.
        shared_inbox: Where their server takes what is for several; empty without one.
        keys: The names of their keys, with the keys in PEM.
    """

    address: str
    inbox: str
    shared_inbox: str
    keys: dict[str, str]


def read_self(body: bytes) -> str:
    """Return whose address the answer to a WebFinger question gives; empty where it gives none (RFC 7033)."""
    try:
        links = _json(body).get("links")
    except Unreadable:
        return ""
    found = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
    kinds = ("application/activity+json", "application/ld+json")
    own = [one for one in found if one.get("rel") == "self" and str(one.get("type", "")).startswith(kinds)]
    return address_in(own[0].get("href")) if own else ""


def read_person(body: bytes) -> Person | str:
    """Read the document of an actor; of a key alone, return the address of the actor that it is said to be of.

    Raises:
        NotTheirs: It is neither.
    """
    try:
        found = _json(body)
    except Unreadable:
        raise NotTheirs("The document of the key is no proper JSON.") from None
    owner = address_in(found.get("owner"))
    if owner and not found.get("inbox"):
        return owner
    keys = found.get("publicKey")
    listed = keys if isinstance(keys, list) else [keys]
    own = {
        one["id"]: one["publicKeyPem"]
        for one in listed
        if isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get("publicKeyPem"), str)
        and address_in(one.get("owner")) == found.get("id")
    }  # fmt: skip
    endpoints = found.get("endpoints")
    shared = endpoints.get("sharedInbox") if isinstance(endpoints, dict) else ""
    person = Person(address_in(found), address_in(found.get("inbox")), shared if isinstance(shared, str) else "", own)
    if not (person.address and person.inbox and person.keys):
        raise NotTheirs("The document of the key has no actor with an inbox and a public key.")
    return person
