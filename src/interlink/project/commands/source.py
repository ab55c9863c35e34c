"""`interlink source`: what is watched."""

from __future__ import annotations

import click

from interlink.newsroom.watch import adding, finding, queries
from interlink.newsroom.watch.errors import NothingFound, WatchError
from interlink.project.commands.source_lists import export_list, import_list
from interlink.project.commands.source_states import check, list_sources, pause, resume
from interlink.project.console import console, in_a_desk, say


@click.group("source")
def command() -> None:
    """Add, list, pause and check sources."""


for _command in (list_sources, pause, resume, check, import_list, export_list):
    command.add_command(_command)


@command.command("add")
@click.argument("address", metavar="URL")
@click.option("--example", default="", help="The address of an article that the page at URL links to.")
@click.option("--name", default="", help="What the desk calls it; otherwise what it calls itself.")
@click.option("--language", default="", help="Its language, if it does not say.")
@click.option("--folder", default="", help="The folder to keep it in.")
@click.option("--look", is_flag=True, help="Only show what is there; add nothing.")
@in_a_desk
def add(address: str, example: str, name: str, language: str, folder: str, look: bool) -> None:
    """Watch what is at URL: a feed, a sitemap, a page of links, a Telegram channel, a mailbox.

    The address of a site will do; the best way to watch it is found by itself. A mailbox that is named in the
    settings is imap://NAME/FOLDER. With an example, a page that is watched by its links already is learnt anew.
    """
    try:
        with console.status(f"Looking for a way to watch {address}"):
            proposal = finding.look(address, example)
        watched = adding.known_as(proposal)
        if watched is None or not (example and adding.learns_anew(proposal, watched)):
            adding.refuse_known(proposal)
        _show(proposal)
        _warn_of_namesake(name or proposal.name, proposal.address)
        if look:
            say("Nothing was changed." if watched else "Nothing was added.")
            return
        if watched is not None:
            adding.relearn(watched, proposal)
            say(f"{watched.name} is watched already. From now on its links are read as shown here.")
            return
        source = adding.add(proposal, name=name, language=language, folder=folder)
    except NothingFound as error:
        hint = " That is: interlink source add URL --example ARTICLE" if error.example_helps and not example else ""
        raise click.ClickException(f"{error}{hint}") from error
    except WatchError as error:
        raise click.ClickException(str(error)) from error
    say(f"Watching {source.name}: {source.address}")
    say("It is checked as soon as 'interlink up' runs, or now with 'interlink watch'.")


def _warn_of_namesake(name: str, address: str) -> None:
    other = queries.namesake(name, address)
    if other is not None:
        say(f"  Note: {other.name} is the name of a source already ({other.address}).")
        say("  --name tells the two apart. An article that both have is taken in once.")


def _show(proposal: finding.Proposal) -> None:
    say(f"Found a {proposal.kind.label}: {proposal.address}")
    for entry in proposal.latest:
        day = f"{entry.published:%Y-%m-%d}" if entry.published else ""
        say(f"  {day:10}  {entry.title or entry.address or ''}")
    if not proposal.latest:
        say("  There are no entries yet.")
    for note in filter(None, (proposal.feed.problem, proposal.warning)):
        say(f"  Note: {note}")
