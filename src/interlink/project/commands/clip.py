"""`interlink clip`: a post from a report."""

from __future__ import annotations

import click
from django.utils import timezone

from interlink.background.worker import run_until_idle
from interlink.newsroom.press import posts
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.watch.models import Item
from interlink.project.console import console, in_a_desk, say


@click.command("clip")
@click.argument("address", metavar="URL")
@in_a_desk
def command(address: str) -> None:
    """Capture the report at URL and draft its post. The report has to be among the items seen."""
    item = Item.objects.filter(address=address, membership__isnull=False).first()
    if item is None:
        raise click.ClickException(f"No item with the address {address} was seen. See 'interlink watch' and the inbox.")
    try:
        post = posts.draft(item, None, timezone.now())
    except PressError as error:
        raise click.ClickException(str(error)) from error
    with console.status("Capturing the page"):
        run_until_idle()
    post.refresh_from_db()
    say(f"Drafted: {post.title}")
    if post.capture is not None:
        say(f"Capture: {post.capture.get_state_display()} {post.capture.problem}".rstrip())
    say("Finish it in the desk, where you can publish it.")
