"""The `interlink` command. Each subcommand is a module that is loaded when it is asked for."""

from __future__ import annotations

import gc
import importlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import django

from interlink.project.desk import DESK_VARIABLE
from interlink.project.edge import plain_ending
from interlink.project.errors import BadSettings
from interlink.project.garbage import collect_seldom

SETTINGS_MODULE = "interlink.project.settings.newsroom"


@dataclass(frozen=True, slots=True)
class Entry:
    """A subcommand: the module it lives in, its line in the help, and whether it needs a desk's database."""

    module: str
    summary: str
    with_desk: bool = True
    hidden: bool = False


COMMANDS = {
    "init": Entry("init", "Make a new desk folder.", with_desk=False),
    "up": Entry("up", "Serve the site and the desk, and do the background work."),
    "demo": Entry("demo", "Run the whole newsroom on a fictional press.", with_desk=False),
    "demo-job": Entry("demo_job", "The demo's main job, in its desk.", hidden=True),
    "demo-serve": Entry("demo_serve", "Serves the demo desk.", hidden=True),
    "source": Entry("source", "Add, list, pause and check sources."),
    "subject": Entry("subject", "Add and list the names that are watched for."),
    "subscriber": Entry("subscriber", "Add and list the people who get the digest."),
    "bounces": Entry("bounces", "Read mails that came back, and complaints."),
    "user": Entry("user", "Add people who may sign in."),
    "watch": Entry("watch", "Check sources now, read what is new, and group it."),
    "clip": Entry("clip", "Capture a report and draft its post."),
    "evidence": Entry("evidence", "Look again at the cited pages, and say what has become of them."),
    "digest": Entry("digest", "Compile, see and send the weekly digest."),
    "fediverse": Entry("fediverse", "See who can be followed in the fediverse, and try it out."),
    "mail": Entry("mail", "Sign mails, and see how others see them."),
    "bake": Entry("bake", "Write the public site as plain files."),
    "editions": Entry("editions", "Make the site and its digests as files to take away."),
    "search": Entry("search", "Build the search of the public site anew."),
    "status": Entry("status", "Say how the desk is doing."),
    "upgrade": Entry("upgrade", "Bring a desk up to this version of the program."),
    "completion": Entry("completion", "Print the shell completion script.", with_desk=False),
}


def boot() -> None:
    """Set Django up for the desk named by INTERLINK_DESK, or at or above the current folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    gc.disable()  # what is loaded stays; looking for garbage meanwhile takes a quarter of the time
    try:
        django.setup()
    except BadSettings as error:
        raise click.ClickException(str(error)) from error
    finally:
        gc.enable()
    collect_seldom()


class LazyGroup(click.Group):
    """Loads a subcommand's module only when it runs, so that help and completion are quick."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a subcommand, loading it first."""
        with plain_ending():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names that the help shows."""
        del ctx
        return [name for name, entry in COMMANDS.items() if not entry.hidden]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a subcommand, with Django set up first where it needs that."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.with_desk:
            boot()
        command = importlib.import_module(f"interlink.project.commands.{entry.module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without loading them."""
        rows = [(name, COMMANDS[name].summary) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _choose_desk(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    del ctx, param
    if value is not None:
        os.environ[DESK_VARIABLE] = str(value.resolve())


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="interlink", message="%(version)s")
@click.option(
    "--desk",
    type=click.Path(file_okay=False, path_type=Path),
    expose_value=False,
    is_eager=True,
    callback=_choose_desk,
    help="The desk folder; otherwise INTERLINK_DESK, or the desk at or above the current folder.",
)
def main() -> None:
    """Watch one subject in the press, keep the public record of it, and carry it to readers.

    Start with `interlink init my-desk`, or see everything at work with `interlink demo`.
    """


if __name__ == "__main__":
    main(prog_name="interlink")
