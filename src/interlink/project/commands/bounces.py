"""`interlink bounces`: mails that came back, and complaints."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.db import OperationalError
from django.utils import timezone

from interlink.newsroom.outreach.bounces import boxes
from interlink.newsroom.outreach.bounces.actions import Came, Counts
from interlink.newsroom.outreach.bounces.models import Box
from interlink.project.console import in_a_desk, say

TRY_LATER = 75  # EX_TEMPFAIL: a mail server that pipes a mail here keeps it, and comes again
WORDS = {
    Came.HARD: "came back for good",
    Came.SOFT: "came back for now",
    Came.COMPLAINT: "complained",
    Came.KNOWN: "known already",
    Came.NOT_OURS: "not about a mail of ours",
    Came.NOTHING: "of no matter",
}


@click.group("bounces")
def command() -> None:
    """Read mails that came back, so that nobody is mailed whom mail does not reach or who does not want it."""


@command.command("read")
@click.argument("path", required=False, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@in_a_desk
def read(path: Path | None) -> None:
    """Read the mailbox that the settings name, or PATH: a Maildir, an mbox file, one mail, or - for one from a pipe."""
    now = timezone.now()
    try:
        if path is None:
            counts = boxes.read_own(now)
            for box in Box.objects.exclude(problem=""):
                raise click.ClickException(box.problem)
        elif str(path) == "-":
            counts = boxes.read_mails(sys.stdin.buffer.read(), now)
        else:
            counts = boxes.read_path(path, now)
    except OperationalError as error:
        say(f"The desk's database cannot be written just now: {error}")
        sys.exit(TRY_LATER)
    _tell(counts)


def _tell(counts: Counts) -> None:
    told = ", ".join(f"{counts[came]} {words}" for came, words in WORDS.items() if counts[came])
    say(f"{counts.total()} read" + (f": {told}" if told else ""))
