"""`interlink watch`: check sources now."""

from __future__ import annotations

import click
from django.utils import timezone

from interlink.newsroom.stories import actions as stories
from interlink.newsroom.watch import queries, rounds
from interlink.newsroom.watch.models import Item, Source
from interlink.newsroom.watch.subjects import spot_again
from interlink.project.console import in_a_desk, say, track


@click.command("watch")
@click.option("--due", is_flag=True, help="Only the sources whose turn has come.")
@click.option("--spot-again", "again", is_flag=True, help="Also look for the subjects in everything read before.")
@in_a_desk
def command(due: bool, again: bool) -> None:
    """Check the sources now, read the articles that are new, and group them into stories."""
    if not Source.objects.filter(active=True).exists():
        say("Nothing is watched yet. Add a source with 'interlink source add URL'.")
        return
    say(watch(due_only=due))
    if again:
        items = Item.objects.order_by("pk")
        named = sum(item.mentions.exists() for item in track(spot_again(items.iterator()), "spot", items.count()))
        say(f"          {named} of all items name a subject.")
    say(group())


def watch(*, due_only: bool = False) -> str:
    """Check sources and read what is new, with progress; return a line on what was found."""
    now = timezone.now()
    sources = list(queries.due_sources(now) if due_only else Source.objects.filter(active=True))
    new = changed = 0
    problems: list[str] = []
    for checked in track(rounds.check_sources(sources, timezone.now), "watch", len(sources)):
        new, changed = new + checked.taken.new, changed + checked.taken.changed
        if checked.problem:
            problems.append(f"          {checked.source.name}: {checked.problem}")
    items = list(queries.items_to_read(timezone.now()))
    unread = [done for done in track(rounds.read_items(items, timezone.now), "read", len(items)) if done.problem]
    problems.extend(f"          {done.item.source.name}, {done.item.title}: {done.problem}" for done in unread)
    seen = f"{new} new items, {changed} changed; {len(items) - len(unread)} articles read"
    found = f"watch     {len(sources)} sources: {seen}"
    return "\n".join([found, *problems])


def group() -> str:
    """Group what has no story yet, with progress; return a line on what was found."""
    grouped = list(track(stories.group_new_items(), "group"))
    fresh = sum(not one.joined for one in grouped)
    return f"group     {len(grouped)} items: {fresh} new stories, {len(grouped) - fresh} more reports of known ones"
