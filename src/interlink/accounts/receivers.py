"""What the log takes from the libraries that sign people in, and what they may not keep."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as mfa
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as auth
from django.db.models.signals import pre_save

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User

NOWHERE = "0.0.0.0"  # noqa: S104 - no address that anything listens on, but none at all


def signed_in(user: User, **kwargs: Any) -> None:
    """Note that somebody came in."""
    del kwargs
    record(user, Deed.SIGNED_IN)


def signed_out(user: User | None, **kwargs: Any) -> None:
    """Note that somebody went; nothing if nobody was in."""
    del kwargs
    if user is not None:
        record(user, Deed.SIGNED_OUT)


def refused(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Note a wrong password for an account there is. What else was typed may be a password in the wrong field."""
    del kwargs
    known = User.objects.filter(username__iexact=str(credentials.get("username", ""))).first()
    if known is not None:
        record(known, Deed.REFUSED)


def factor_added(user: User, authenticator: Any, **kwargs: Any) -> None:
    """Note a new second factor."""
    del kwargs
    record(user, Deed.FACTOR_ADDED, user.username, authenticator.type)


def factor_removed(user: User, authenticator: Any, **kwargs: Any) -> None:
    """Note a second factor that is gone."""
    del kwargs
    record(user, Deed.FACTOR_REMOVED, user.username, authenticator.type)


def keep_no_address(instance: UserSession, **kwargs: Any) -> None:
    """Keep a session without the network address that it came from: nobody here needs to know where editors live."""
    del kwargs
    instance.ip = NOWHERE


def connect() -> None:
    """Listen."""
    for signal, receiver in (
        (auth.user_logged_in, signed_in),
        (auth.user_logged_out, signed_out),
        (auth.user_login_failed, refused),
        (mfa.authenticator_added, factor_added),
        (mfa.authenticator_removed, factor_removed),
    ):
        signal.connect(receiver, dispatch_uid=f"interlink-accounts-{receiver.__name__}")
    pre_save.connect(keep_no_address, sender=UserSession, dispatch_uid="interlink-accounts-keep-no-address")


connect()
