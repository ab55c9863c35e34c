"""`interlink mail`: how mails are signed and seen."""

from __future__ import annotations

import click
from django.conf import settings

from interlink.newsroom.outreach.domain import asking, words
from interlink.newsroom.outreach.domain.rules import State
from interlink.newsroom.outreach.mail import dkim
from interlink.project.console import in_a_desk, say


@click.group("mail")
def command() -> None:
    """Sign mails, and see how others see them."""


@command.command("key")
@in_a_desk
def key() -> None:
    """Make the key that mails are signed with (DKIM), and say what to add to the DNS; run again, it says it again."""
    try:
        dkim.make_key(settings.INTERLINK_DKIM_KEY)
        say(f"Made the key {settings.INTERLINK_DKIM_KEY}. Mails are signed from now on.")
    except FileExistsError:
        say(f"The key {settings.INTERLINK_DKIM_KEY} is there already.")
    try:
        signer = dkim.signer()
    except ValueError as error:
        raise click.ClickException(f"{settings.INTERLINK_DKIM_KEY} holds no key that can be used: {error}") from error
    assert signer is not None
    say("Add this TXT record to the DNS of the domain:")
    click.echo(f"{signer.name}. IN TXT ( {_pieces(signer.record)} )")


@command.command("check")
@in_a_desk
def check() -> None:
    """Ask the DNS whether others can tell that mails are yours; ends with 1 where something is to be done."""
    try:
        findings = asking.look()
    except ValueError as error:
        raise click.ClickException(f"{settings.INTERLINK_DKIM_KEY} holds no key that can be used: {error}") from error
    for finding in findings:
        say(f"{finding.what}: {finding.state}. {words.sentence(finding)}")
        if finding.wanted:
            click.echo(f"  {finding.name}. IN TXT ( {_pieces(finding.wanted)} )")
    if any(finding.state not in {State.GOOD, State.UNKNOWN} for finding in findings):
        raise click.exceptions.Exit(1)


def _pieces(record: str) -> str:
    """Return a record in the pieces that a DNS server takes: at most 255 letters each."""
    return " ".join(f'"{record[start : start + 250]}"' for start in range(0, len(record), 250))
