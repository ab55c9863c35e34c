"""What happens in the fediverse: who is followed by whom, and what is told to whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from wagtail.models import Page

from interlink.newsroom.outreach.channels.composing import public_page
from interlink.newsroom.outreach.fediverse import addresses, documents, keys, queries
from interlink.newsroom.outreach.fediverse.models import (
    Activity,
    Actor,
    Delivery,
    Follower,
    Inbox,
    Note,
    Sender,
    Server,
)
from interlink.newsroom.outreach.fediverse.rules import NEWS_FOR, OPEN, WAIT, Kind, Standing, covers
from interlink.newsroom.outreach.fediverse.tasks import deliver_soon
from interlink.newsroom.press.bake.addresses import about_address, address_of
from interlink.newsroom.press.bake.jobs import bake_soon
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage

LONGEST_TITLE = 300
LONGEST_NAME = 500


# Who can be followed


@transaction.atomic
def turn_on(actor: Actor, now: datetime) -> None:
    """Let an actor be followed. What was published before is told to nobody; the newest of it can be found."""
    keys.private_key(actor)
    actor.is_on, actor.on_since = True, actor.on_since or now
    actor.save(update_fields=["is_on", "on_since"])
    for page in queries.newest_before(actor, now):
        _note(actor, page, now, left=True)
        bake_soon([address_of(page)])
    _name_on_pages(actor)


@transaction.atomic
def turn_off(actor: Actor) -> None:
    """Let nobody follow an actor any more, and tell of nothing new. Who follows is kept, for when it is on again.

    What was told before is still taken back where it is withdrawn.
    """
    Actor.objects.filter(pk=actor.pk).update(is_on=False)
    new = Delivery.objects.filter(activity__actor=actor, activity__kind=Kind.CREATE, standing__in=OPEN)
    new.update(standing=Standing.CALLED_OFF)
    _name_on_pages(actor)


@transaction.atomic
def renew_key(actor: Actor, now: datetime) -> Path:
    """Give an actor a new key, and tell everybody; return where the old one is.

    The old one signs nothing more. Whoever keeps its public half fetches the new one when a signature does not fit.
    """
    old = keys.file_of(actor)
    actor.key_number += 1
    keys.private_key(actor)
    actor.save(update_fields=["key_number"])
    if actor.is_on:
        told = {name: value for name, value in documents.actor(actor).items() if name != "@context"}
        name = f"{addresses.of_actor(actor)}#update-{uuid.uuid4()}"
        said = Activity.objects.create(actor=actor, kind=Kind.UPDATE, name=name, about=told, made_at=now)
        _deliver(said, queries.told_inboxes(actor), now)
    return old


def _name_on_pages(actor: Actor) -> None:
    for front in FrontPage.objects.filter(locale__language_code=actor.language):
        bake_soon([address_of(front), about_address(front)])


# Who follows


@transaction.atomic
def accept(actor: Actor, sender: Sender, follow: str, now: datetime) -> None:
    """Let somebody follow an actor, and tell their server so. Who follows already is told once more."""
    inbox = _inbox(actor, sender)
    told = {"inbox": inbox, "follow": follow, "since": now}
    Follower.objects.update_or_create(actor=actor, address=sender.address, defaults=told)
    asked = {"id": follow, "type": "Follow", "actor": sender.address, "object": addresses.of_actor(actor)}
    name = f"{addresses.of_actor(actor)}#accept-{uuid.uuid4()}"
    _deliver(Activity.objects.create(actor=actor, kind=Kind.ACCEPT, name=name, about=asked, made_at=now), [inbox], now)


def _inbox(actor: Actor, sender: Sender) -> Inbox:
    address = sender.shared_inbox or sender.inbox
    place = addresses.proper(address)
    assert place is not None  # the sender's server was asked there
    server, _made = Server.objects.get_or_create(host=addresses.server_of(place))
    if server.let_go_at:
        Server.objects.filter(pk=server.pk).update(let_go_at=None, failing_since=None, tries=0, problem="")
    return Inbox.objects.get_or_create(actor=actor, address=address, defaults={"server": server})[0]


@transaction.atomic
def unfollow(row: Follower) -> None:
    """Forget that somebody follows. Where their server has posts of ours, it goes on hearing of changes to them."""
    inbox = row.inbox
    row.delete()
    _let_go_if_unused(inbox)


def _let_go_if_unused(inbox: Inbox) -> None:
    """Forget an inbox that nobody follows by and that has nothing of ours; and one person's own in any case."""
    if inbox.followers.exists():
        return
    is_shared = Sender.objects.filter(shared_inbox=inbox.address).exists()
    if not inbox.told or not is_shared:
        inbox.delete()


@transaction.atomic
def forget_person(address: str) -> None:
    """Forget somebody whose account is there no more."""
    for row in Follower.objects.filter(address=address).select_related("inbox"):
        unfollow(row)
    Sender.objects.filter(address=address).delete()


@transaction.atomic
def block(host: str) -> Server:
    """Speak with a server no more: nobody follows from there, and nothing is told to it or to those below it."""
    server, _made = Server.objects.get_or_create(host=host)
    for one in Server.objects.all():
        if covers(host, one.host):
            one.inboxes.all().delete()
    Server.objects.filter(pk=server.pk).update(is_blocked=True, problem="", problem_words="", failing_since=None)
    return server


def unblock(server: Server) -> None:
    """Speak with a server again. Who followed from there has to follow anew."""
    Server.objects.filter(pk=server.pk).update(is_blocked=False, rests_until=None, tries=0)


# What is told


@transaction.atomic
def published(page: Page, now: datetime) -> None:
    """Tell followers of a page that was just published, or that it was changed."""
    shown = public_page(page.pk)
    actor = Actor.objects.filter(language=page.locale.language_code, is_on=True).first()
    if shown is None or actor is None:
        return
    note = Note.objects.filter(page=page.pk, gone_at=None).first()
    if note is None:
        if _is_news(actor, shown, now):
            _tell(actor, shown, now)
        return
    body = documents.note(note, shown)
    if body == note.body:
        return
    note.body, note.title = body, shown.title[:LONGEST_TITLE]
    note.changed_at = now if note.left else None
    note.save(update_fields=["body", "title", "changed_at"])
    if note.left:  # else those to whom it is yet to go get it as it is now
        _say(note, Kind.UPDATE, queries.told_inboxes(actor), now)


def _is_news(actor: Actor, page: PostPage | DigestPage, now: datetime) -> bool:
    """Tell whether a page is new since the actor was turned on, and not brought along from elsewhere."""
    at = page.first_published_at
    return at is not None and actor.on_since is not None and at >= actor.on_since and now - at <= NEWS_FOR


def _tell(actor: Actor, page: PostPage | DigestPage, now: datetime) -> None:
    inboxes = list(queries.followed_inboxes(actor))
    # Where nobody waits for it, whoever looks for it finds it at once.
    note = _note(actor, page, now, left=not inboxes)
    _say(note, Kind.CREATE, inboxes, now, due=now + WAIT)


def _note(actor: Actor, page: PostPage | DigestPage, now: datetime, *, left: bool) -> Note:
    fields = {"title": page.title[:LONGEST_TITLE], "published_at": page.first_published_at or now, "left": left}
    note = Note.objects.create(actor=actor, page_id=page.pk, **fields)
    note.body = documents.note(note, page)
    note.save(update_fields=["body"])
    return note


@transaction.atomic
def withdrawn(pages: list[int], now: datetime) -> None:
    """Tell followers that pages are gone; what was not sent yet is called off."""
    for note in Note.objects.filter(page__in=pages, gone_at=None).select_related("actor"):
        note.gone_at, note.body, note.title = now, {}, ""
        note.save(update_fields=["gone_at", "body", "title"])
        open_rows = Delivery.objects.filter(activity__note=note, standing__in=OPEN)
        open_rows.filter(asked_at=None).update(standing=Standing.CALLED_OFF, noted_at=now)
        # One that was asked for may be there; what it would bring now is a tombstone, which Delete says better.
        open_rows.update(standing=Standing.CALLED_OFF, noted_at=now)
        if note.left:
            _say(note, Kind.DELETE, queries.told_inboxes(note.actor), now)


def _say(note: Note, kind: Kind, inboxes: Iterable[Inbox], now: datetime, due: datetime | None = None) -> None:
    name = f"{addresses.of_note(note)}#{kind.lower()}"
    if kind is Kind.UPDATE:
        name += f"-{uuid.uuid4()}"
    said = Activity.objects.create(actor=note.actor, note=note, kind=kind, name=name, made_at=now)
    _deliver(said, inboxes, due or now)


def _deliver(said: Activity, inboxes: Iterable[Inbox], due: datetime) -> None:
    rows = [Delivery(activity=said, inbox=inbox, due_at=due) for inbox in inboxes]
    Delivery.objects.bulk_create(rows, batch_size=500)
    if rows:
        deliver_soon()


# Trying it out


@transaction.atomic
def follow(actor: Actor, other: str, inbox: str, now: datetime) -> Activity:
    """Have an actor of ours follow somebody, to see whether two servers understand each other."""
    name = f"{addresses.of_actor(actor)}#follow-{uuid.uuid4()}"
    asked = Activity.objects.create(actor=actor, kind=Kind.FOLLOW, name=name, about=other, made_at=now)
    _deliver(asked, [_inbox(actor, Sender(inbox=inbox))], now)
    return asked


@transaction.atomic
def undo(asked: Activity, inbox: Inbox, now: datetime) -> None:
    """Take such a Follow back."""
    about = {"id": asked.name, "type": "Follow", "actor": addresses.of_actor(asked.actor), "object": asked.about}
    said = Activity.objects.create(
        actor=asked.actor, kind=Kind.UNDO, name=f"{asked.name}-undo", about=about, made_at=now
    )
    _deliver(said, [inbox], now)
