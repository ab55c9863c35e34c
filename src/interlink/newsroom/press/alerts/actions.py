"""What the desk does about alerts; each deed is noted with who and when, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from interlink.accounts.models import User
from interlink.newsroom.press import announcing
from interlink.newsroom.press.alerts.rules import State
from interlink.newsroom.press.bake.addresses import touched_by_register
from interlink.newsroom.press.bake.jobs import bake_soon
from interlink.newsroom.press.errors import NotForReaders
from interlink.newsroom.press.models import Alert, AlertDeed, Deed, PostPage

_DEEDS = {State.NEW: Deed.REOPENED, State.SEEN: Deed.SEEN, State.DONE: Deed.DONE}


def put(alerts: Iterable[Alert], state: State, by: User | None, now: datetime) -> list[Alert]:
    """Say how far the desk has come with some alerts; return those that were not so far before."""
    with transaction.atomic():
        locked = Alert.objects.select_for_update().filter(pk__in=[alert.pk for alert in alerts])
        moved = list(locked.exclude(state=state.value))
        Alert.objects.filter(pk__in=[alert.pk for alert in moved]).update(state=state.value)
        AlertDeed.objects.bulk_create([AlertDeed(alert=one, at=now, by=by, deed=_DEEDS[state]) for one in moved])
    return moved


def show(alert: Alert, by: User | None, now: datetime) -> None:
    """List a piece of news in the public register.

    Raises:
        NotForReaders: the register does not list news of this kind.
    """
    if not alert.may_be_shown:
        raise NotForReaders(alert)
    if alert.shown_at is None:
        _note(alert, Deed.SHOWN, by, now, shown_at=now)


def hide(alert: Alert, by: User | None, now: datetime) -> None:
    """Take a piece of news out of the public register."""
    if alert.shown_at is not None:
        _note(alert, Deed.HIDDEN, by, now, shown_at=None)


def told(alert: Alert, by: User | None, now: datetime) -> None:
    """Note that the outlet was told."""
    _note(alert, Deed.TOLD, by, now, told_at=now)


def untold(alert: Alert, by: User | None, now: datetime) -> None:
    """Take back that the outlet was told."""
    if alert.told_at is not None:
        _note(alert, Deed.UNTOLD, by, now, told_at=None)


def draft(alert: Alert, by: User | None, now: datetime) -> PostPage:
    """Draft a post about a piece of news, with the facts filled in; the one that there is already is returned.

    Raises:
        NoFrontPage: the site has no front page to put the post under.
        PermissionDenied: this person may not write posts in that language.
    """
    with transaction.atomic():
        known = Alert.objects.select_for_update().get(pk=alert.pk).post
        if known is not None:
            return known
        post = announcing.draft(alert, by)
        _note(alert, Deed.DRAFTED, by, now, post=post)
    return post


def _note(alert: Alert, deed: Deed, by: User | None, now: datetime, **changed: object) -> None:
    with transaction.atomic():
        for name, value in changed.items():
            setattr(alert, name, value)
        alert.save(update_fields=list(changed))
        AlertDeed.objects.create(alert=alert, at=now, by=by, deed=deed)
        if "shown_at" in changed:
            bake_soon(touched_by_register(alert.not_after))
