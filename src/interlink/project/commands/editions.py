"""`interlink editions`: the site and its digests as files to take away."""

from __future__ import annotations

import click
from django.utils import timezone

from interlink.newsroom.press.offline import actions
from interlink.project.console import in_a_desk, say


@click.command("editions")
@in_a_desk
def command() -> None:
    """Make the editions whose sources changed: ZIM and zip of the site and of each year, EPUB and PDF of each digest.

    The clock does it every hour, those of the site once a day; this does not wait. Bake the site first.
    """
    try:
        done = actions.make_due(timezone.now(), lambda name: say(f"making    {name}"), at_once=True)
    except OSError as error:
        raise click.ClickException(
            f"An edition cannot be written: {error}. What was there is whole; try again when that is mended."
        ) from error
    say(f"editions  {len(done.made)} made, {done.kept} as they should be")
    for problem in done.problems:
        say(f"          {problem}")
