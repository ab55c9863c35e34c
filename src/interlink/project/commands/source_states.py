"""`interlink source list`, `pause`, `resume` and `check`: how sources are doing, in the same words as at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click
from django.utils import timezone
from rich.cells import cell_len

from interlink.newsroom.watch import conditions, reports, rounds, sources
from interlink.newsroom.watch.models import Source
from interlink.project.console import console, in_a_desk, say

HEADS = ("STATE", "SINCE", "LAST SUCCESS", "NAME", "FOLDER", "KIND", "ADDRESS")
CHOSEN = click.argument("chosen", metavar="SOURCE")


@click.command("list")
@click.option("--state", type=click.Choice(reports.STANDINGS), help="Only the sources in this state.")
@click.option("--folder", default=None, help="Only the sources in this folder; '' for those in none.")
@click.option("--json", "as_json", is_flag=True, help="Print them as a JSON array, with what to do about each.")
@in_a_desk
def list_sources(state: str | None, folder: str | None, as_json: bool) -> None:
    """List the sources and how each is doing."""
    found = list(reports.choose(reports.Choice(standing=state or "", folder=folder), timezone.now()))
    began = reports.began(found)
    if as_json:
        click.echo(json.dumps([_as_json(one, began.get(one.pk, {})) for one in found], ensure_ascii=False, indent=2))
        return
    if found:
        _table([_cells(one, began.get(one.pk, {})) for one in found])
    elif Source.objects.exists():
        say("No source fits.")
    else:
        say("Nothing is watched yet. Add a source with 'interlink source add URL'.")


def _cells(source: Source, began: dict[str, datetime]) -> tuple[str, ...]:
    return (
        conditions.word(source), _moment(conditions.since(source, began)), _moment(source.last_success) or "never",
        source.name, source.folder, str(source.get_kind_display()), source.address,
    )  # fmt: skip


def _as_json(source: Source, began: dict[str, datetime]) -> dict[str, Any]:
    moments = {
        "since": conditions.since(source, began),
        "last_success": source.last_success,
        "last_check": source.last_check,
        "last_item": source.last_item,
    }
    return {
        "name": source.name,
        "address": source.address,
        "kind": source.kind,
        "folder": source.folder,
        "language": source.language,
        "state": conditions.standing(source),
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "problem": source.problem,
        "advice": conditions.advice(source),
    }


def _table(rows: list[tuple[str, ...]]) -> None:
    lines = [HEADS, *rows]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(HEADS))]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


@click.command("pause")
@CHOSEN
@in_a_desk
def pause(chosen: str) -> None:
    """Stop watching SOURCE, given by its name or its address; its items stay."""
    source = find(chosen)
    done = sources.pause(Source.objects.filter(pk=source.pk), timezone.now())
    say(f"{source.name} is {'no longer watched' if done else 'paused already'}.")


@click.command("resume")
@CHOSEN
@in_a_desk
def resume(chosen: str) -> None:
    """Watch SOURCE again, given by its name or its address."""
    source = find(chosen)
    done = sources.resume(Source.objects.filter(pk=source.pk), timezone.now())
    say(f"{source.name} is watched {'again' if done else 'already'}.")


@click.command("check")
@CHOSEN
@in_a_desk
def check(chosen: str) -> None:
    """Check SOURCE now, given by its name or its address, and say what came of it."""
    source = find(chosen)
    if not source.active:
        raise click.ClickException(f"{source.name} is paused. Resume it with 'interlink source resume'.")
    with console.status(f"Checking {source.name}"):
        (checked,) = rounds.check_sources([source], timezone.now)
    if source.failures:
        raise click.ClickException("\n".join(describe(source, {})))
    say(f"{source.name}: {conditions.word(source)}; {checked.taken.new} new items, {checked.taken.changed} changed.")
    if checked.problem:
        say(f"  Note: {checked.problem}")
    if checked.taken.new or checked.taken.changed:
        say("Their articles are read as soon as 'interlink up' runs, or now with 'interlink watch'.")


def find(chosen: str) -> Source:
    """Return the one source with an address, or else with a name.

    Raises:
        click.ClickException: there is none, or there are several.
    """
    found = list(Source.objects.filter(address=chosen)) or list(Source.objects.filter(name__iexact=chosen))
    if not found:
        raise click.ClickException(f"No source has the name or the address {chosen}. See 'interlink source list'.")
    if len(found) > 1:
        addresses = "".join(f"\n  {one.address}" for one in found)
        raise click.ClickException(f"{len(found)} sources are named {chosen}. Give the address:{addresses}")
    return found[0]


def describe(source: Source, began: dict[str, datetime]) -> Iterable[str]:
    """Yield lines on a source: its state with since when, what is wrong, and what to do about it."""
    since = _moment(conditions.since(source, began))
    told = f"{source.name}: {conditions.word(source)}{f' since {since}' if since else ''}"
    yield f"{told}: {source.problem}" if source.problem else told
    advice = conditions.advice(source)
    if advice:
        yield f"  {advice}"
