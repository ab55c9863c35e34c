"""What our actors say of themselves and of posts, as ActivityPub has it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.html import escape, linebreaks
from wagtail.models import Page

from interlink.lib.signatures import public_key_of
from interlink.newsroom.outreach import messages
from interlink.newsroom.outreach.channels.composing import content_of
from interlink.newsroom.outreach.channels.protocol import Content
from interlink.newsroom.outreach.fediverse import addresses, keys
from interlink.newsroom.outreach.fediverse.models import Activity, Actor, Note
from interlink.newsroom.outreach.fediverse.rules import Kind
from interlink.newsroom.press import links
from interlink.newsroom.press.look.current import current
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage

STREAMS: Final = "https://www.w3.org/ns/activitystreams"
CONTEXT: Final = [
    STREAMS,
    "https://w3id.org/security/v1",
    {"toot": "http://joinmastodon.org/ns#", "discoverable": "toot:discoverable", "indexable": "toot:indexable"},
]
MEDIA_TYPE: Final = "application/activity+json"
OTHER_NAME: Final = f'application/ld+json; profile="{STREAMS}"'
ICON_TYPE: Final = "image/webp"


def moment(at: datetime) -> str:
    """Write a time as ActivityPub does."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def actor(one: Actor) -> dict[str, Any]:
    """Return what an actor says of itself.

    It is a Service, which programs show as automated: nobody reads what is answered to it.

    Raises:
        OSError: its key cannot be read or made.
    """
    look, address = current(), addresses.of_actor(one)
    front = FrontPage.objects.filter(locale__language_code=one.language).first()
    with translation.override(one.language):
        aims = (front.aims if front else "") or str(settings.INTERLINK_GROUP_AIMS)
        told = messages.posts_by_itself()
    found = {
        "@context": CONTEXT,
        "id": address,
        "type": "Service",
        "preferredUsername": one.name,
        "name": look.name,
        "summary": f"<p>{escape(aims)}</p><p>{escape(told)}</p>" if aims else f"<p>{escape(told)}</p>",
        "url": links.whole(f"/{one.language}/"),
        "inbox": addresses.of_actor(one, "inbox"),
        "outbox": addresses.of_actor(one, "outbox"),
        "followers": addresses.of_actor(one, "followers"),
        "endpoints": {"sharedInbox": addresses.shared_inbox()},
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "indexable": True,
        "publicKey": {
            "id": addresses.of_key(one),
            "owner": address,
            "publicKeyPem": public_key_of(keys.private_key(one)),
        },
    }
    if one.on_since:
        found["published"] = moment(one.on_since)
    if look.logo is not None:
        found["icon"] = {"type": "Image", "mediaType": ICON_TYPE, "url": links.whole(look.logo.address)}
    return found


def note(one: Note, page: PostPage | DigestPage) -> dict[str, Any]:
    """Return a post or digest as a Note, from what readers see of it now."""
    content = content_of(page)
    text = written(content)
    address = addresses.of_actor(one.actor)
    found: dict[str, Any] = {
        "id": addresses.of_note(one),
        "type": "Note",
        "attributedTo": address,
        "to": [addresses.PUBLIC],
        "cc": [addresses.of_actor(one.actor, "followers")],
        "url": content.link,
        "published": moment(one.published_at),
        "content": text,
        "contentMap": {content.language: text},
    }
    if content.picture is not None:
        found["attachment"] = [
            {
                "type": "Image",
                "mediaType": content.picture.media_type,
                "url": content.picture.address,
                "name": content.picture.alt,
            }
        ]
    return found


def written(content: Content) -> str:
    """Return what a Note says, in the few tags that all programs of the fediverse show."""
    shown = content.link.partition("://")[2].rstrip("/")
    parts = [
        f"<p><strong>{escape(content.title)}</strong></p>",
        linebreaks(escape(content.words)) if content.words else "",
        f"<p>{escape(content.dateline)}</p>" if content.dateline else "",
        f"<p>{escape(content.corrected)}</p>" if content.corrected else "",
        f'<p><a href="{escape(content.link)}">{escape(shown)}</a></p>',
    ]
    return "".join(part.replace("\n", "") for part in parts)


def preview(one: Actor, page: Page, now: datetime) -> dict[str, Any]:
    """Return how a page would be told, for the desk; it is not stored."""
    assert isinstance(page, PostPage | DigestPage)
    return note(Note(pk=0, actor=one, page=page, published_at=page.first_published_at or now), page)


def tombstone(one: Note) -> dict[str, Any]:
    """Return what is left of a note that was withdrawn."""
    found: dict[str, Any] = {"id": addresses.of_note(one), "type": "Tombstone"}
    return found | ({"deleted": moment(one.gone_at)} if one.gone_at else {})


def as_told(one: Note) -> dict[str, Any]:
    """Return a note as it was told, or that it is gone."""
    if one.gone_at is not None:
        return tombstone(one)
    return dict(one.body) | ({"updated": moment(one.changed_at)} if one.changed_at else {})


def activity(one: Activity) -> dict[str, Any]:
    """Return an activity as it is sent, with its note as it is now."""
    address = addresses.of_actor(one.actor)
    found: dict[str, Any] = {"@context": STREAMS, "id": one.name, "type": one.kind, "actor": address}
    if one.note is None:
        return found | {"object": one.about} | _audience(one, address)
    told = as_told(one.note)
    found |= {"object": told, "to": [addresses.PUBLIC], "cc": [addresses.of_actor(one.actor, "followers")]}
    return found | {"published": moment(one.made_at)}


def _audience(one: Activity, address: str) -> dict[str, Any]:
    # An actor that has a new key tells it to everybody.
    return {"to": [addresses.PUBLIC], "cc": [f"{address}followers"]} if one.kind == Kind.UPDATE else {}


def created(one: Note) -> dict[str, Any]:
    """Return the activity by which a note was told, as the outbox lists it."""
    said = Activity(
        actor=one.actor, note=one, kind=Kind.CREATE, name=f"{addresses.of_note(one)}#create", made_at=one.published_at
    )
    return {name: value for name, value in activity(said).items() if name != "@context"}


def collection(address: str, total: int) -> dict[str, Any]:
    """Return a collection: how many are in it."""
    return {"@context": STREAMS, "id": address, "type": "OrderedCollection", "totalItems": total}
