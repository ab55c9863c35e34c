"""`interlink user`: people who may sign in."""

from __future__ import annotations

import secrets
import sys

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from interlink.accounts.actions import add_user
from interlink.accounts.errors import NameTaken
from interlink.accounts.models import User
from interlink.project.console import in_a_desk, say

GENERATED_BYTES = 15


@click.group("user")
def command() -> None:
    """Add people who may sign in to the desk."""


@command.command("add")
@click.argument("name")
@click.option("--display-name", default="", help="What colleagues see; may be a pseudonym.")
@click.option("--operator", is_flag=True, help="May also change settings and people.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one.")
@in_a_desk
def add(name: str, display_name: str, operator: bool, password_stdin: bool) -> None:
    """Add NAME, an editor, and print a password once."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(GENERATED_BYTES)
    try:
        validate_password(password, User(username=name))
        add_user(name, password, display_name=display_name, operator=operator)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    except NameTaken as error:
        raise click.ClickException(str(error)) from error
    say(f"{name} can sign in now, as {'an operator' if operator else 'an editor'}.")
    if not password_stdin:
        say(f"Password: {password}")
        say("It is shown this once. It can be changed in the desk, under the account.")


@command.command("list")
@in_a_desk
def list_users() -> None:
    """List who may sign in."""
    for user in User.objects.order_by("username"):
        say(f"{user.username}  {'operator' if user.is_superuser else 'editor'}{'' if user.is_active else '  (closed)'}")
