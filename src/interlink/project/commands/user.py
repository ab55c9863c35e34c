"""`interlink user`: people who may sign in."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from typing import TypeVar

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from interlink.accounts.actions import add_user, change_role, forget_factors, reopen_account
from interlink.accounts.errors import AccountError
from interlink.accounts.models import User
from interlink.accounts.roles import Role, role_of
from interlink.newsroom.inbox.leaving import take_out
from interlink.project.console import in_a_desk, say

GENERATED_BYTES = 15
T = TypeVar("T")
ROLES = click.Choice([role.value for role in Role])


@click.group("user")
def command() -> None:
    """Look after the people who may sign in to the desk."""


@command.command("add")
@click.argument("name")
@click.option("--display-name", default="", help="What colleagues see; may be a pseudonym.")
@click.option("--role", type=ROLES, default=Role.EDITOR.value, show_default=True, help="What they may do.")
@click.option("--operator", is_flag=True, help="The same as --role operator.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one.")
@in_a_desk
def add(name: str, display_name: str, role: str, operator: bool, password_stdin: bool) -> None:
    """Add NAME and print a password once."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(GENERATED_BYTES)
    given = Role.OPERATOR if operator else Role(role)
    try:
        validate_password(password, User(username=name))
        add_user(name, password, display_name=display_name, role=given)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    except AccountError as error:
        raise click.ClickException(str(error)) from error
    say(f"{name} can sign in now, as {'an' if given.value[0] in 'eo' else 'a'} {given.value}.")
    if not password_stdin:
        say(f"Password: {password}")
        say("It is shown this once. It can be changed in the desk, under the account.")


@command.command("list")
@in_a_desk
def list_users() -> None:
    """List who may sign in, and as what."""
    for user in User.objects.order_by("username"):
        say(f"{user.username}  {role_of(user) or 'no role'}{'' if user.is_active else '  (out)'}")


@command.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@in_a_desk
def give(name: str, role: str) -> None:
    """Give NAME another ROLE."""
    _told(lambda user: change_role(user, Role(role), None), name)
    say(f"{name} is {role} now.")


@command.command("out")
@click.argument("name")
@click.option("--to", required=True, help="Who gets the drafts that NAME has in hand.")
@in_a_desk
def out(name: str, to: str) -> None:
    """Take NAME out: close the account, end every session, hand over the drafts."""
    successor = _known(to)
    if successor.username == name or not successor.is_active:
        raise click.ClickException("The drafts have to go to somebody else who can sign in.")
    held = _told(lambda user: take_out(user, successor, None), name)
    say(f"{name} is out. Drafts that went to {to}: {held.drafts}. 'interlink user back {name}' undoes it.")


@command.command("back")
@click.argument("name")
@in_a_desk
def back(name: str) -> None:
    """Let NAME back in."""
    _told(lambda user: reopen_account(user, None), name)
    say(f"{name} can sign in again.")


@command.command("forget-factors")
@click.argument("name")
@in_a_desk
def forget(name: str) -> None:
    """Take NAME's second factors away, as after a lost phone."""
    number = _told(lambda user: forget_factors(user, None), name)
    say(f"Second factors taken away: {number}.")


def _known(name: str) -> User:
    user = User.objects.filter(username__iexact=name).first()
    if user is None:
        raise click.ClickException(f"There is no {name}. See 'interlink user list'.")
    return user


def _told(deed: Callable[[User], T], name: str) -> T:
    try:
        return deed(_known(name))
    except AccountError as error:
        raise click.ClickException(str(error)) from error
