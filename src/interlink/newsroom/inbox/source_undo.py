"""The last thing an editor did to sources at once, kept in their session so that it can be undone."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from interlink.newsroom.watch import sources
from interlink.newsroom.watch.models import Source

KEPT = timedelta(hours=1)
_KEY = "sources-undo"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words and with what it takes to undo it.

    Attributes:
        words: what was done, as the editor reads it.
        at: when, as ISO 8601.
        paused: sources that were watched before.
        resumed: sources that were paused before.
        name: `folder` or `language`, when that was set.
        value: what it was set to.
        before: the sources by what it was before.
        gone: what was known of the sources that were removed.
    """

    words: str
    at: str
    paused: list[int] = field(default_factory=list)
    resumed: list[int] = field(default_factory=list)
    name: str = ""
    value: str = ""
    before: dict[str, list[int]] = field(default_factory=dict)
    gone: list[dict[str, Any]] = field(default_factory=list)

    @property
    def can_be_undone(self) -> bool:
        """Whether anything was changed."""
        return bool(self.paused or self.resumed or self.before or self.gone)


def keep(session: SessionBase, done: Done) -> None:
    """Remember what was done, in place of what was done before."""
    session[_KEY] = asdict(done)


def kept(session: SessionBase, now: datetime) -> Done | None:
    """Return what can be undone, if it was not long ago."""
    stored = session.get(_KEY)
    if stored is None:
        return None
    done = Done(**stored)
    return done if done.can_be_undone and now - datetime.fromisoformat(done.at) < KEPT else None


def forget(session: SessionBase) -> None:
    """Drop what was remembered."""
    session.pop(_KEY, None)


def undo(done: Done, now: datetime, *, by: str = "") -> int:
    """Undo what was done, except where somebody changed it since; returns how many sources are as before."""
    number = sources.bring_back(done.gone, now)
    number += len(sources.resume(Source.objects.filter(pk__in=done.paused), now, by=by))
    number += len(sources.pause(Source.objects.filter(pk__in=done.resumed), now, by=by))
    return number + (sources.put_back(done.name, done.before, done.value) if done.name else 0)
