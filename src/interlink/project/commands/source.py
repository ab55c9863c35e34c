"""`interlink source`: what is watched."""

from __future__ import annotations

import click

from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.finding import add_source, find_feed
from interlink.newsroom.watch.models import Source
from interlink.project.commands.source_lists import export_list, import_list
from interlink.project.console import console, in_a_desk, say

SHOWN = 5


@click.group("source")
def command() -> None:
    """Add and list sources."""


command.add_command(import_list)
command.add_command(export_list)


@command.command("add")
@click.argument("address", metavar="URL")
@click.option("--name", default="", help="What the desk calls it; otherwise the feed's own title.")
@click.option("--language", default="", help="Its language, if the feed does not say.")
@in_a_desk
def add(address: str, name: str, language: str) -> None:
    """Watch the site or feed at URL; the feed is found by itself."""
    try:
        with console.status(f"Looking for a feed at {address}"):
            candidate = find_feed(address)
        source = add_source(candidate, name=name, language=language)
    except WatchError as error:
        raise click.ClickException(str(error)) from error
    say(f"Watching {source.name}: {source.address}")
    for entry in candidate.feed.entries[:SHOWN]:
        say(f"  {entry.published:%Y-%m-%d}  {entry.title}" if entry.published else f"  {'':10}  {entry.title}")
    if candidate.feed.problem:
        say(f"  Note: {candidate.feed.problem}")
    say("It is checked as soon as 'interlink up' runs, or now with 'interlink watch'.")


@command.command("list")
@in_a_desk
def list_sources() -> None:
    """List the sources and how each is doing."""
    for source in Source.objects.all():
        say(f"{source.name}: {source.address}")
        success = f"; last success {source.last_success:%Y-%m-%d %H:%M}" if source.last_success else ""
        say(f"  {state(source)}{success}")
    if not Source.objects.exists():
        say("Nothing is watched yet. Add a source with 'interlink source add URL'.")


def state(source: Source) -> str:
    """Say in plain words how a source is doing."""
    if not source.active:
        return "not watched"
    if source.failing_since:
        return f"failing since {source.failing_since:%Y-%m-%d %H:%M}: {source.problem}"
    if source.last_check is None:
        return "not checked yet"
    return source.problem or "fine"
