"""`interlink bake`: the public site as plain files."""

from __future__ import annotations

import click

from interlink.newsroom.press.bake.actions import bake_all
from interlink.project.console import bar, in_a_desk, say


@click.command("bake")
@in_a_desk
def command() -> None:
    """Write the whole public site as plain files to the desk's site/ folder; only what changed is written."""
    try:
        say(bake())
    except OSError as error:
        raise click.ClickException(
            f"The site cannot be written: {error}. What was there is whole; bake again when that is mended."
        ) from error


def bake() -> str:
    """Bake everything, with progress; return a line on what was done."""
    with bar("bake") as progress:
        baked = bake_all(progress)
    counts = f"{baked.written} files written, {baked.unchanged} unchanged, {baked.removed} removed"
    line = f"bake      {counts}, in {baked.seconds:.1f} s"
    return "\n".join([line, *(f"          {problem.address}: {problem.reason}" for problem in baked.problems)])
