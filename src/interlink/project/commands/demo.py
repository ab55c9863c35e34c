"""`interlink demo`: the whole newsroom on a fictional press."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import click

from demo_press import timestamps
from interlink.project.commands.init import upgrade
from interlink.project.desk import DESK_VARIABLE, Desk
from interlink.project.newdesk import Clock, Plan, make_folder

PRESS_PORT = 8801
LANGUAGES = ("en", "fr", "de", "sq", "ar", "fa")
PREPARED = "demo-is-prepared"
CLOCKS = "run/clocks"
ROOT = Path(__file__).resolve().parents[2]


@click.command("demo")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-desk"))
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the desk when the main job is done.")
@click.option("--advance-days", type=click.FloatRange(0, 60), default=0, help="First move the demo press' clock on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="For the site of a new demo desk.",
)
@click.option(
    "--press-port",
    type=click.IntRange(1, 65535),
    default=PRESS_PORT,
    show_default=True,
    help="For the press of a new demo desk.",
)
@click.pass_context
def command(ctx: click.Context, folder: Path, serve: bool, advance_days: float, port: int, press_port: int) -> None:
    """Make a demo desk in FOLDER, run the main job on a fictional press, then serve it.

    Run again, it starts at once and does only what is new.
    """
    if press_port in {port, port + 1}:
        raise click.UsageError("The site takes its port and the next one, so choose another --press-port.")
    desk = Desk(folder.resolve())
    if desk.root.exists() and any(desk.root.iterdir()) and not desk.run.is_dir():
        raise click.ClickException(f"{desk.root} has other things in it. Choose a new folder.")
    plan = Plan(
        name="Meridian Watch",
        languages=LANGUAGES,
        port=port,
        allowed_loopback=(f"*.localhost:{press_port}",),
        clocks=_clocks(press_port),
    )
    try:
        make_folder(desk, plan)
        for clock in plan.clocks:
            timestamps.authority_in(desk.root / CLOCKS / clock.name)
    except OSError as error:
        raise click.ClickException(f"The demo desk cannot be made: {error}") from error
    noted, now = desk.run / PREPARED, version_of_tables()
    if not noted.exists() or noted.read_text() != now:
        upgrade(desk)
        noted.write_text(now)
    os.environ[DESK_VARIABLE] = str(desk.root)
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    job = root.command.get_command(root, "demo-job")
    assert job is not None
    ctx.invoke(job, serve=serve, advance_days=advance_days)


def version_of_tables() -> str:
    """Return a line that changes when the tables of a desk do: with ours or those of Django, Wagtail and the like."""
    ours = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("**/migrations/[0-9]*.py"))
    parts = [f"{name} {version(name)}" for name in ("django", "wagtail", "django-allauth")] + ours
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _clocks(press_port: int) -> tuple[Clock, ...]:
    """Name the demo press' own authorities, where this machine has what they work with."""
    if not timestamps.can_be_made():
        return ()
    return tuple(
        Clock(name, f"http://{name}.localhost:{press_port}/", f"{CLOCKS}/{name}/{timestamps.ROOT}")
        for name in timestamps.NAMES
    )
