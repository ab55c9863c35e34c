"""`interlink source import` and `export`: lists of sources from and for other feed readers."""

from __future__ import annotations

from typing import BinaryIO

import click
from django.utils import timezone

from interlink.newsroom.importers.opml import actions, document
from interlink.newsroom.importers.opml.errors import OpmlError
from interlink.newsroom.importers.opml.rules import Plan
from interlink.project.console import bar, in_a_desk, say


@click.command("import")
@click.argument("file", metavar="FILE", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@in_a_desk
def import_list(file: BinaryIO, dry_run: bool) -> None:
    """Watch all sources of FILE, a list in OPML as other feed readers export it; "-" reads standard input.

    Folders are kept. Nothing is fetched now: each source is checked as soon as its turn comes. Known sources stay as
    they are, so the same file may be given again.
    """
    name = str(getattr(file, "name", "-"))  # standard input may have none
    try:
        wanted = document.read(file.read(document.MAX_BYTES + 1), name=name)
    except OpmlError as error:
        raise click.ClickException(f"{name}: {error}") from error
    if dry_run:
        _tell(actions.plan(wanted), done=False)
        return
    with bar("Adding") as progress:
        plan = actions.bring_in(wanted, timezone.now(), progress=progress)
    _tell(plan, done=True)


def _tell(plan: Plan, *, done: bool) -> None:
    for line in plan.twice:
        say(f"  in the file twice: {line.address}")
    for line in plan.unfit:
        say(f"  left out: {line.outline.name or line.outline.address}: {line.why}")
    counts = f"{len(plan.known)} known, {len(plan.twice)} in the file twice, {len(plan.unfit)} left out"
    say(f"{'Added' if done else 'Would add'} {len(plan.new)}; {counts}.")
    if done and plan.new:
        say("They are checked as soon as 'interlink up' runs, or now with 'interlink watch'.")


@click.command("export")
@click.argument("file", metavar="[FILE]", type=click.File("wb", atomic=True), default="-")
@in_a_desk
def export_list(file: BinaryIO) -> None:
    """Write all sources but mailboxes to FILE as OPML, with their folders; without FILE, to standard output."""
    file.write(actions.export(timezone.now()).encode())
