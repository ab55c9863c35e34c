"""`interlink search`: the index that readers search the public site by."""

from __future__ import annotations

import click

from interlink.newsroom.press.lists import upkeep as lists
from interlink.newsroom.press.search import actions
from interlink.project.console import bar, in_a_desk, say


@click.group("search")
def command() -> None:
    """Build the search of the public site anew."""


@command.command("rebuild")
@in_a_desk
def rebuild() -> None:
    """Look through the whole index of the search, and write what is missing or not as it should be.

    The index follows each change by itself. This finds names in old posts that are new in the alias book.
    """
    with bar("search") as progress:
        done = actions.rebuild(progress)
    lists.rebuild()
    say(f"search    {done.written} posts written, {done.removed} removed, {done.total} in all")
