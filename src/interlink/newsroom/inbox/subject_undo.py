"""The last "not this" of an editor, kept in the session so that it can be undone where she is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from interlink.newsroom.watch.models import Rejection

KEPT = timedelta(hours=1)
_KEY = "rejection-undo"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was rejected: by number only, for the session's row must not name a private person.

    Attributes:
        rejections: the rejections.
        at: when, as ISO 8601.
    """

    rejections: list[int]
    at: str


def keep(session: SessionBase, rejections: list[int], now: datetime) -> None:
    """Remember what was rejected, in place of what was before."""
    session[_KEY] = asdict(Kept(rejections, now.isoformat()))


def forget(session: SessionBase) -> None:
    """Drop what was remembered."""
    session.pop(_KEY, None)


def kept(session: SessionBase, now: datetime) -> list[Rejection]:
    """Return what can be undone, if it was not long ago and nobody undid it since."""
    stored = session.get(_KEY)
    if stored is None:
        return []
    found = Kept(**stored)
    if now - datetime.fromisoformat(found.at) >= KEPT:
        return []
    return list(Rejection.objects.filter(pk__in=found.rejections).select_related("subject"))
