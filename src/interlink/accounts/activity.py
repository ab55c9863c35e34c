"""The log of what people did at the desk: written here, read at the desk, changed by nobody."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from interlink.accounts.models import Activity, Deed

THE_DESK = "the desk"


def record(
    who: AbstractBaseUser | AnonymousUser | None,
    deed: Deed,
    about: str = "",
    detail: str = "",
    *,
    at: datetime | None = None,
) -> None:
    """Add a line to the log; for None, the desk itself did it."""
    name = who.get_username() if who is not None and who.is_authenticated else THE_DESK
    Activity.objects.create(at=at or timezone.now(), who=name, deed=deed, about=about[:300], detail=detail[:300])


def before(key: int | None, *, who: str = "", deed: str = "") -> QuerySet[Activity]:
    """Return what happened before a line, the newest first; by one person, or of one kind, if these are given.

    The cost of a page does not grow with the log, since no line is counted or skipped.
    """
    found = Activity.objects.order_by("-pk")
    if key is not None:
        found = found.filter(pk__lt=key)
    if who:
        found = found.filter(who=who)
    return found.filter(deed=deed) if deed else found
