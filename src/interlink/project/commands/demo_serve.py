"""Serving the demo desk, with its press beside it."""

from __future__ import annotations

import click
from django.conf import settings

from interlink.project import demo_clock
from interlink.project.commands.demo_job import EDITOR, password_file, press_port
from interlink.project.console import say
from interlink.project.desk import find_desk
from interlink.project.env.reading import read_environment
from interlink.project.serving import supervisor
from interlink.project.serving.errors import ServingError


@click.command("demo-serve")
def command() -> None:
    """Serve the demo desk that the environment names, until Ctrl-C."""
    desk = find_desk()
    port = press_port()
    state = str(desk.run / demo_clock.STATE)
    paper = supervisor.Part("press", supervisor.leashed("demo_press", "--state", state, "--port", str(port)))

    def told() -> None:
        say()
        say(f"Public site      {settings.INTERLINK_SITE_ADDRESS}/")
        say(f"Editors' desk    {settings.INTERLINK_SITE_ADDRESS}/desk/")
        say(f"  sign in as     {EDITOR}")
        say(f"  password       {password_file().read_text().strip()}")
        say(f"Demo press       http://press.localhost:{port}/   (move its clock on and see a week pass)")
        say()

    try:
        supervisor.up(desk, read_environment(desk.settings_file), others=(paper,), say=say, on_ready=told)
    except ServingError as error:
        raise click.ClickException(str(error)) from error
