"""`interlink up`: serve a desk."""

from __future__ import annotations

import click
from django.conf import settings

from interlink.project.console import in_a_desk, say
from interlink.project.desk import find_desk
from interlink.project.env.reading import read_environment
from interlink.project.serving.errors import ServingError
from interlink.project.serving.supervisor import up


@click.command("up")
@click.option(
    "--workers",
    type=click.IntRange(1, 16),
    default=1,
    show_default=True,
    help="Processes for background work.",
)
@in_a_desk
def command(workers: int) -> None:
    """Serve the public site and the editors' desk, and do the background work, until Ctrl-C."""
    desk = find_desk()
    env = read_environment(desk.settings_file)

    def told() -> None:
        say(f"Public site     {settings.INTERLINK_SITE_ADDRESS}/")
        say(f"Editors' desk   {settings.INTERLINK_SITE_ADDRESS}/desk/")
        if not env.production:
            say("Not in production: mail may stay in outbox/, and settings are not checked. See docs/settings.md.")

    try:
        up(desk, env, workers=workers, say=say, on_ready=told)
    except ServingError as error:
        raise click.ClickException(str(error)) from error
