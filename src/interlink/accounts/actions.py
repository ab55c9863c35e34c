"""What happens with accounts."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from interlink.accounts.activity import record
from interlink.accounts.errors import LastOperator, NameTaken
from interlink.accounts.models import Deed, User
from interlink.accounts.roles import Role, give_role

ALL_FACTORS = "all"


@transaction.atomic
def add_user(
    name: str, password: str, *, display_name: str = "", role: Role = Role.EDITOR, by: User | None = None
) -> User:
    """Make an account.

    Raises:
        NameTaken: somebody has that name already.
        ValidationError: the name has signs that a user name cannot have.
    """
    if User.objects.filter(username__iexact=name).exists():
        raise NameTaken(name, f"There is a {name} already.")
    user = User(username=name, display_name=display_name)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    welcome(user, role, by)
    return user


@transaction.atomic
def welcome(user: User, role: Role, by: User | None) -> None:
    """Give a new account its role, and note who let them in."""
    give_role(user, role)
    record(by, Deed.PERSON_ADDED, user.username, role.value)


@transaction.atomic
def change_role(user: User, role: Role, by: User | None) -> None:
    """Give somebody another role.

    Raises:
        LastOperator: nobody would be left who may look after people.
    """
    if role is not Role.OPERATOR:
        _keep_an_operator(user)
    give_role(user, role)
    record(by, Deed.ROLE_GIVEN, user.username, role.value)


@transaction.atomic
def close_account(user: User, by: User | None) -> None:
    """Let somebody in no more: the account is closed, and each session of theirs ends now.

    Raises:
        LastOperator: nobody would be left who may look after people.
    """
    _keep_an_operator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record(by, Deed.TAKEN_OUT, user.username)


@transaction.atomic
def reopen_account(user: User, by: User | None) -> None:
    """Let somebody in again, with the role and the factors that they had."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(by, Deed.LET_BACK, user.username)


@transaction.atomic
def forget_factors(user: User, by: User | None) -> int:
    """Take away the second factors of somebody who has lost them; return how many there were."""
    number: int = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user)
    if number:
        record(by, Deed.FACTOR_REMOVED, user.username, ALL_FACTORS)
    return number


def end_sessions(user: User) -> int:
    """End each session of somebody, also those that began before sessions were listed; return how many there were."""
    UserSession.objects.filter(user=user).delete()
    mine = [one.pk for one in Session.objects.iterator() if one.get_decoded().get("_auth_user_id") == str(user.pk)]
    return Session.objects.filter(pk__in=mine).delete()[0]


def _keep_an_operator(user: User) -> None:
    if not user.is_superuser or not user.is_active:
        return
    if not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists():
        raise LastOperator(user.username, f"{user} is the only operator. Make somebody else an operator first.")
