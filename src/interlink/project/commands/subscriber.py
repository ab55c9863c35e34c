"""`interlink subscriber`: the people who get the digest."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.importing import actions as importing
from interlink.newsroom.outreach.importing import writing
from interlink.newsroom.outreach.importing.models import Import, Stage
from interlink.newsroom.outreach.importing.rules import Defaults, Found
from interlink.newsroom.outreach.models import Subscriber, Subscription
from interlink.newsroom.outreach.queries import readers
from interlink.newsroom.outreach.subscribing import add_subscriber
from interlink.project.console import bar, in_a_desk, say

COMMAND_LINE = "interlink"
PRIVATE_FILE = 0o600


@click.group("subscriber")
def command() -> None:
    """Add, list, bring along and take along the people who get mails."""


@command.command("add")
@click.argument("email")
@click.option("--language", required=True, help="The language of the digest they asked for.")
@in_a_desk
def add(email: str, language: str) -> None:
    """Add EMAIL, somebody who has asked you for the digest."""
    try:
        subscriber = add_subscriber(email, language, timezone.now())
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    if subscriber.standing != Subscription.ACTIVE:
        raise click.ClickException(f"{email} has left before, and is not mailed again without asking for it.")
    say(f"{subscriber.email} gets the digest in {subscriber.language}.")


@command.command("list")
@in_a_desk
def count() -> None:
    """Say how many people get the digest in each language."""
    for language in Subscriber.objects.order_by().values_list("language", flat=True).distinct():
        say(f"{language}: {readers(language)}")
    if not Subscriber.objects.exists():
        say("Nobody yet. Add people with 'interlink subscriber add EMAIL --language en'.")


@command.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", required=True, help="The language of those whose lines name none.")
@click.option("--choices", default="weekly", show_default=True, help="What those get whose lines do not say.")
@click.option("--consent-from", required=True, help="Where they agreed, in words.")
@click.option("--consent-at", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which they agreed.")
@click.option("--dry-run", is_flag=True, help="Only say what is in the list.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_a_desk
def take_in(
    path: Path, language: str, choices: str, consent_from: str, consent_at: datetime | None, dry_run: bool, yes: bool
) -> None:
    """Take in the subscribers in PATH, a CSV file from elsewhere: looked through first, then taken in."""
    if language not in dict(settings.LANGUAGES):
        raise click.ClickException(f"The site has no pages in the language {language}.")
    if not (chosen := Choice.read(choices)):
        raise click.ClickException(f"Choose among {', '.join(Choice)}.")
    at = timezone.make_aware(consent_at) if consent_at else None
    now = timezone.now()
    with path.open("rb") as file:
        one = importing.bring(file, path.name, COMMAND_LINE, Defaults(language, chosen, at, consent_from), now)
    _work(one, "look")
    new = one.found.get(Found.NEW, 0)
    if dry_run or not new or not (yes or click.confirm(f"Take {new} in?")):
        importing.drop(one)
        return
    importing.start_taking(one)
    _work(one, "take in")
    say(f"To undo it: interlink subscriber undo {one.pk}")


@command.command("undo")
@click.argument("number", type=int)
@in_a_desk
def undo(number: int) -> None:
    """Take those out again whom import NUMBER brought in; who left meanwhile stays as somebody who left."""
    one = Import.objects.filter(pk=number).first()
    if one is None or not (importing.order_undoing(one) or one.stage == Stage.UNDONE):
        raise click.ClickException(f"There is no import {number} that was taken in.")
    say(f"{importing.undo(one)} taken out.")


@command.command("export")
@click.argument("path", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@in_a_desk
def export(path: Path) -> None:
    """Write all subscribers to PATH as CSV, with how they agreed; - prints them."""
    lines = writing.lines(Subscriber.objects.all())
    if str(path) == "-":
        for line in lines:
            click.echo(line, nl=False)
        return
    path.touch(mode=PRIVATE_FILE, exist_ok=False)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def _work(one: Import, label: str) -> None:
    with bar(label) as progress:
        for state in importing.work(one, timezone.now()):
            progress(state.done, state.size)
    if one.stage == Stage.FAILED:
        raise click.ClickException(one.problem)
    for found, number in one.found.items():
        say(f"  {number} {found}{_lines(one.examples.get(found, []))}")


def _lines(numbers: list[int]) -> str:
    return f" (lines {', '.join(map(str, numbers))})" if numbers else ""
