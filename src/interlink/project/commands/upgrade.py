"""`interlink upgrade`: tables, static files and front pages as this version wants them."""

from __future__ import annotations

import click
from django.conf import settings
from django.core.management import call_command

from interlink.newsroom.inbox.roles import grant_editors
from interlink.newsroom.press import fronts
from interlink.project.console import console, say
from interlink.project.desk import find_desk


@click.command("upgrade")
def command() -> None:
    """Bring the desk's database, static files and front pages up to this version. Safe to run at any time."""
    desk = find_desk()
    if not desk.exists:
        raise click.ClickException(f"There is no desk at {desk.root}. Make one with 'interlink init my-desk'.")
    with console.status("Preparing the database"):
        call_command("migrate", verbosity=0, interactive=False)
    with console.status("Collecting the desk's static files"):
        call_command("collectstatic", verbosity=0, interactive=False)
    made = fronts.ensure_front_pages(settings.INTERLINK_GROUP_NAME, settings.INTERLINK_GROUP_AIMS)
    grant_editors()
    say("The desk is up to date." + (f" Made front pages: {', '.join(made)}." if made else ""))
