"""`interlink subscriber`: the people who get the digest."""

from __future__ import annotations

import click
from django.core.exceptions import ValidationError
from django.utils import timezone

from interlink.newsroom.outreach.models import Subscriber, Subscription
from interlink.newsroom.outreach.queries import readers
from interlink.newsroom.outreach.subscribing import add_subscriber
from interlink.project.console import in_a_desk, say


@click.group("subscriber")
def command() -> None:
    """Add and list the people who get the digest."""


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
