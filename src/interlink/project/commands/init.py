"""`interlink init`: a new desk folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
from pydantic import ValidationError

from interlink.project.desk import DESK_VARIABLE, Desk
from interlink.project.env.group import Group
from interlink.project.newdesk import Plan, make_folder


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="Our watch", show_default=True, help="The group's name, as readers see it.")
@click.option("--aims", default="", help="One or two sentences on what the group does.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    show_default=True,
    help="A language of the public site; give it again for more. The first is the main one.",
)
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Paris.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Where 'interlink up' listens.",
)
def command(folder: Path, name: str, aims: str, languages: tuple[str, ...], time_zone: str, port: int) -> None:
    """Make a new desk in FOLDER: settings, database, keys, and an empty site."""
    desk = Desk(folder.resolve())
    if desk.exists:
        raise click.ClickException(f"{desk.root} is a desk already. Its settings are in {desk.settings_file.name}.")
    if desk.root.is_dir() and any(
        path.name not in {"keys", "evidence", "media", "site", "run"} for path in desk.root.iterdir()
    ):
        raise click.ClickException(f"{desk.root} has other things in it. Choose a new folder.")
    try:
        Group(name=name, aims=aims, languages=languages, time_zone=time_zone)
    except ValidationError as error:
        raise click.ClickException("; ".join(str(fault["msg"]) for fault in error.errors())) from error
    try:
        make_folder(desk, Plan(name=name, aims=aims, languages=languages, time_zone=time_zone, port=port))
    except OSError as error:
        raise click.ClickException(f"The folder cannot be made: {error}") from error
    upgrade(desk)
    where = f"--desk {folder}"
    click.echo(f"\nThe desk is in {folder}. Next:")
    click.echo(f"  interlink {where} user add NAME --operator     make yourself an account")
    click.echo(f"  interlink {where} subject add 'The Name'       say what you watch for")
    click.echo(f"  interlink {where} source add URL               and where")
    click.echo(f"  interlink {where} up                           then serve it")


def upgrade(desk: Desk) -> None:
    """Run `interlink upgrade` in a process of its own, since Django reads one desk's settings a process."""
    done = subprocess.run(
        [sys.executable, "-m", "interlink.cli", "upgrade"],
        env=os.environ | {DESK_VARIABLE: str(desk.root)},
        process_group=0,  # Ctrl-C reaches us alone, and we end it
        check=False,
    )
    if done.returncode:
        raise click.ClickException(
            "The desk's database could not be made; see above. Mend that, then run 'interlink upgrade'."
        )
