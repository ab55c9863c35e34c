"""Where the alerts were that an editor moved last, kept in the session so that it can be undone where she is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

KEPT = timedelta(hours=1)
_KEY = "alert-undo"


def keep(session: SessionBase, before: dict[int, str], now: datetime) -> None:
    """Remember the states that alerts had, by their keys, in place of what was remembered."""
    session[_KEY] = {"at": now.isoformat(), "states": {str(pk): state for pk, state in before.items()}}


def kept(session: SessionBase, now: datetime) -> dict[int, str]:
    """Return the states to go back to, if they were left not long ago."""
    stored = session.get(_KEY)
    if stored is None or now - datetime.fromisoformat(stored["at"]) >= KEPT:
        return {}
    return {int(pk): state for pk, state in stored["states"].items()}


def forget(session: SessionBase) -> None:
    """Drop what was remembered."""
    session.pop(_KEY, None)
