"""`interlink evidence`: what has become of the cited pages."""

from __future__ import annotations

import json
import math
from collections import Counter
from datetime import datetime
from typing import Any

import click
from django.utils import timezone
from rich.cells import cell_len

from interlink.lib.verdicts.difference import write_text
from interlink.newsroom.evidence import queries
from interlink.newsroom.evidence.models import Capture, CaptureMark, Check
from interlink.newsroom.evidence.opening import Turns
from interlink.newsroom.press import rechecking
from interlink.project.commands.evidence_capture import browser, capture
from interlink.project.commands.evidence_keeping import let_go, move, wrap
from interlink.project.commands.evidence_proofs import export, keys, verify
from interlink.project.console import in_a_desk, say, track

HEADS = ("NUMBER", "MARK", "SINCE", "CHECKED", "NEXT", "TITLE", "ADDRESS")
LONGEST_TITLE = 50


@click.group("evidence")
def command() -> None:
    """Capture pages, look again at the cited ones, and say what has become of them."""


for subcommand in (capture, browser, verify, keys, export, move, wrap, let_go):
    command.add_command(subcommand)


@command.command("check")
@click.option("--all", "everything", is_flag=True, help="Every captured page, not only those whose turn has come.")
@in_a_desk
def check(everything: bool) -> None:
    """Look again at the cited pages whose turn has come.

    One look is no removal: a page that seems to be gone is looked at again after some hours.
    """
    found = queries.whole_captures() if everything else queries.due_captures(timezone.now())
    number = found.count()
    if not number:
        say("No page was captured yet." if not queries.whole_captures().exists() else "No page is due. See --all.")
        return
    verdicts: Counter[str] = Counter()
    news: list[str] = []
    every_one = Turns(pages=number, seconds=math.inf)  # who types the command waits for each page that needs a browser
    for checked in track(rechecking.recheck(found.iterator(), timezone.now, every_one), "check", number):
        verdicts[str(checked.check.get_verdict_display())] += 1
        if checked.news:
            news += _describe(checked.capture, checked.check)
    said = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    say("\n".join([f"check     {number} pages: {said}", *news]))


@command.command("list")
@click.option("--mark", type=click.Choice(CaptureMark.values), help="Only the pages with this mark.")
@click.option("--json", "as_json", is_flag=True, help="Print them as a JSON array, with the reasons of the last check.")
@in_a_desk
def list_captures(mark: str | None, as_json: bool) -> None:
    """List the captured pages and what has become of each."""
    chosen = queries.whole_captures()
    found = list(chosen.filter(mark=mark) if mark else chosen)
    if as_json:
        last = queries.last_checks(found)
        click.echo(json.dumps([_as_json(one, last.get(one.pk)) for one in found], ensure_ascii=False, indent=2))
    elif found:
        _table([_cells(one) for one in found])
    else:
        say("No captured page has this mark." if mark and chosen.exists() else "No page was captured yet.")


@command.command("show")
@click.argument("number", type=int)
@in_a_desk
def show(number: int) -> None:
    """Show what each look at capture NUMBER told, and what was edited."""
    capture = queries.whole_captures().filter(pk=number).first()
    if capture is None:
        raise click.ClickException(
            f"There is no whole capture with the number {number}. See 'interlink evidence list'."
        )
    say(f"{capture.title or capture.address}\n{capture.address}\nCaptured {_moment(capture.taken_at)}")
    for one in capture.checks.order_by("at", "pk"):
        say(f"{_moment(one.at)}  {one.get_verdict_display()}")
        for reason in one.reasons:
            say(f"  {reason['words']}")
        difference = queries.difference(one)
        if difference is not None:
            say(f"  Edited between {_moment(one.not_before) or 'some time before'} and {_moment(one.at)}:")
            say(write_text(difference))


def _describe(capture: Capture, check: Check) -> list[str]:
    told = f"          {capture.get_mark_display()}: {capture.title or capture.address}"
    return [told, f"            {capture.address}", *(f"            {reason['words']}" for reason in check.reasons)]


def _cells(capture: Capture) -> tuple[str, ...]:
    title = capture.title if len(capture.title) <= LONGEST_TITLE else f"{capture.title[: LONGEST_TITLE - 1]}…"
    moments = (_moment(capture.mark_since), _moment(capture.checked_at) or "never", _moment(capture.next_check))
    return (str(capture.pk), str(capture.get_mark_display()), *moments, title, capture.address)


def _as_json(capture: Capture, last: Check | None) -> dict[str, Any]:
    moments = {
        "taken_at": capture.taken_at,
        "since": capture.mark_since,
        "checked_at": capture.checked_at,
        "seen_at": capture.seen_at,
        "suspected_since": capture.suspected_since,
        "next_check": capture.next_check,
    }
    return {
        "number": capture.pk,
        "address": capture.address,
        "title": capture.title,
        "mark": capture.mark,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "verdict": last.verdict if last else None,
        "reasons": [reason["words"] for reason in last.reasons] if last else [],
    }


def _table(rows: list[tuple[str, ...]]) -> None:
    lines = [HEADS, *rows]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(HEADS))]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
