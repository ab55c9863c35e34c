"""`interlink subject import` and `export`: the alias book from and for other tools."""

from __future__ import annotations

from typing import BinaryIO

import click
from django.utils import timezone

from interlink.newsroom.importers.subjects import actions, wording
from interlink.newsroom.importers.subjects.errors import BookError
from interlink.newsroom.importers.subjects.rules import Plan
from interlink.project.console import bar, in_a_desk, in_english, say

FORMS = {"csv": actions.export_table, "ftm": actions.export_ftm}


@click.command("import")
@click.argument("file", metavar="FILE", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@in_a_desk
@in_english
def import_book(file: BinaryIO, dry_run: bool) -> None:
    """Take in the subjects of FILE, a table (CSV) or FollowTheMoney entities; "-" reads standard input.

    What the desk knows stays, and what it lacks is filled in, so the same file may be given again. Lines that cannot
    be read are told with their numbers and left out.
    """
    name = str(getattr(file, "name", "-"))  # standard input may have none
    try:
        wanted = actions.read(file.read(actions.MAX_BYTES + 1), name=name)
    except BookError as error:
        raise click.ClickException(f"{name}: {error}") from error
    if dry_run:
        plan = actions.plan(wanted)
        for line, doubles in actions.doubles(plan):
            known = ", ".join(double.subject.name for double in doubles)
            say(f"  line {line.entry.line}: {line.entry.name} may be known already, as {known}")
        _tell(plan, done=False)
        return
    with bar("Adding") as progress:
        plan = actions.bring_in(wanted, timezone.now(), progress=progress)
    _tell(plan, done=True)


def _tell(plan: Plan, *, done: bool) -> None:
    for left in plan.left_out:
        say(f"  line {left.line}, left out: {wording.tell(left.why)} {left.text}".rstrip())
    for line in plan.remarked:
        for remark in line.remarks:
            say(f"  line {line.entry.line}, {line.entry.name}: {wording.tell(remark)}")
    counts = f"{len(plan.gains)} known gain something, {len(plan.known)} known, {len(plan.left_out)} lines left out"
    say(f"{'Added' if done else 'Would add'} {len(plan.new)} subjects; {counts}.")
    if done and (plan.new or plan.gains):
        say("Items of the last 30 days are looked at again as soon as 'interlink up' runs.")


@click.command("export")
@click.argument("file", metavar="[FILE]", type=click.File("wb", atomic=True), default="-")
@click.option("--format", "form", type=click.Choice(list(FORMS)), help="csv, or ftm for FollowTheMoney.")
@in_a_desk
def export_book(file: BinaryIO, form: str | None) -> None:
    """Write the whole alias book to FILE, or without FILE to standard output.

    Without --format it is FollowTheMoney for a FILE that ends in .json, .jsonl, .ijson or .ftm, and otherwise a table.
    """
    name = str(getattr(file, "name", "-"))
    chosen = form or ("ftm" if name.endswith((".json", ".jsonl", ".ijson", ".ftm")) else "csv")
    file.write(FORMS[chosen]().encode())
