"""`interlink fediverse`: the site as accounts that can be followed, and trying them out."""

from __future__ import annotations

from urllib.parse import quote

import click
from django.utils import timezone

from interlink.newsroom.outreach.fediverse import actions, addresses, delivering, queries, senders
from interlink.newsroom.outreach.fediverse.activities import read_self
from interlink.newsroom.outreach.fediverse.errors import Refused
from interlink.newsroom.outreach.fediverse.models import Activity, Actor, Inbox
from interlink.newsroom.outreach.fediverse.rules import Kind, Standing
from interlink.project.console import in_a_desk, say


@click.group("fediverse")
def command() -> None:
    """See who can be followed in the fediverse, and try whether another server understands this one."""


@command.command("list")
@in_a_desk
def list_() -> None:
    """List the accounts, with how many follow each and what waits."""
    found = list(queries.actors())
    if not found:
        say("No language can be followed yet. Turn one on at the desk, under Channels.")
    for actor in found:
        waiting = queries.deliveries_of(actor)["waiting"]
        state = "" if actor.is_on else ", turned off"
        say(f"{addresses.handle(actor)}: {actor.followers.count()} followers, {waiting} deliveries waiting{state}")


@command.command("follow")
@click.argument("handle", metavar="@NAME@HOST")
@click.option("--as", "language", required=True, metavar="LANGUAGE", help="Which account follows.")
@in_a_desk
def follow(handle: str, language: str) -> None:
    """Follow @NAME@HOST, to see whether two servers understand each other. Nothing that it sends is kept."""
    actor = _actor(language)
    try:
        other = senders.person(_found(handle, actor), actor)
    except Refused as error:
        raise click.ClickException(error.message) from None
    asked = actions.follow(actor, other.address, other.inbox, timezone.now())
    delivering.deliver()
    row = asked.deliveries.get()
    if row.standing != Standing.DONE:
        raise click.ClickException(f"It was not taken: {row.problem_words or row.get_standing_display()}")
    say(f"{other.address} has the request. When it is accepted, 'interlink fediverse follows' says so.")


@command.command("follows")
@in_a_desk
def follows() -> None:
    """List whom accounts of this desk asked to follow, and what was answered."""
    for asked in Activity.objects.filter(kind=Kind.FOLLOW).select_related("actor"):
        say(f"{addresses.handle(asked.actor)} → {asked.about}: {asked.answer or 'no answer yet'}")


@command.command("unfollow")
@click.argument("handle", metavar="@NAME@HOST")
@click.option("--as", "language", required=True, metavar="LANGUAGE", help="Which account followed.")
@in_a_desk
def unfollow(handle: str, language: str) -> None:
    """Take such a request back."""
    actor = _actor(language)
    try:
        other = _found(handle, actor)
    except Refused as error:
        raise click.ClickException(error.message) from None
    asked = Activity.objects.filter(actor=actor, kind=Kind.FOLLOW, about=other).last()
    if asked is None:
        raise click.ClickException(f"{addresses.handle(actor)} did not ask to follow {other}.")
    actions.undo(asked, Inbox.objects.get(deliveries__activity=asked), timezone.now())
    delivering.deliver()
    say(f"{other} was told.")


def _actor(language: str) -> Actor:
    actor = queries.actor_of(language)
    if actor is None:
        raise click.ClickException(f"Nobody can be followed in '{language}' yet. See 'interlink fediverse list'.")
    return actor


def _found(handle: str, actor: Actor) -> str:
    """Ask where somebody is who is named as people name them (RFC 7033)."""
    name, at, host = handle.removeprefix("@").rpartition("@")
    # Without encryption only what the settings allow on this very machine, as when two desks are tried there.
    place = next((one for one in (f"http://{host}/", f"https://{host}/") if addresses.proper(one) is not None), None)
    if not (name and at and place):
        raise click.ClickException("A handle is written as @name@host.")
    address = f"{place}.well-known/webfinger?resource={quote(f'acct:{name}@{host}', safe='')}"
    return read_self(senders.fetched(address, actor))
