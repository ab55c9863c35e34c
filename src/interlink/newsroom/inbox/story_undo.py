"""What an editor last did to stories, kept in the session so that it can be undone where she is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from interlink.newsroom.inbox import subject_undo

KEPT = timedelta(hours=1)
_KEY = "story-undo"


def keep(session: SessionBase, now: datetime, *, decisions: list[int] = [], changes: list[int] = []) -> None:  # noqa: B006 - read only
    """Remember decisions, or merges in the order in which they were made, in place of what was done before them."""
    subject_undo.forget(session)
    session[_KEY] = {"decisions": list(decisions), "changes": list(changes), "at": now.isoformat()}


def kept(session: SessionBase, now: datetime) -> dict[str, Any] | None:
    """Return what can be undone, if it was not long ago."""
    stored: dict[str, Any] | None = session.get(_KEY)
    if stored is None or now - datetime.fromisoformat(stored["at"]) >= KEPT:
        return None
    return stored | {"number": len(stored["decisions"]) + len(stored["changes"])}


def forget(session: SessionBase) -> None:
    """Drop what was remembered."""
    session.pop(_KEY, None)
