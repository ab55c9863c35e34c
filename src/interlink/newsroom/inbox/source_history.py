"""A source's history as an editor reads it: what happened, when, and how long it lasted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from interlink.lib.sentences import Sentence
from interlink.newsroom.sentences import own_digits, told
from interlink.newsroom.watch.models import Event, EventKind, Source
from interlink.newsroom.watch.polling.actions import IN_TROUBLE

SHOWN = 50
_BEGAN = frozenset({EventKind.FAILED, EventKind.BLOCKED, EventKind.GONE})
# What happened and the words told with it as one sentence.
_WHOLE = {
    (EventKind.ADDED, "from a list"): Sentence("Added from a list."),
    (EventKind.MOVED, "from %(old)s to %(new)s"): Sentence("Moved for good, from %(old)s to %(new)s."),
    (EventKind.PAUSED, "by %(name)s"): Sentence("Paused by %(name)s."),
    (EventKind.RESUMED, "by %(name)s"): Sentence("Resumed by %(name)s."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened to a source; `detail` is in the words of whoever told it, and may be empty."""

    at: datetime
    words: str
    detail: str = ""


def history(source: Source) -> list[Line]:
    """Return what happened to a source, the newest first."""
    events = list(source.events.all()[:SHOWN])
    lines = [_line(event, events[place + 1 :]) for place, event in enumerate(events)]
    if len(events) < SHOWN and not any(event.kind == EventKind.ADDED for event in events):
        lines.append(Line(source.added_at, _("Added.")))
    return [*_now(source), *lines]


def _now(source: Source) -> Iterable[Line]:
    """The failures that go on, of which the history has only the beginning."""
    if source.active and source.state in IN_TROUBLE and source.failures > 1 and source.last_check:
        words = _("Tried again without success: %(number)s times in a row by now.")
        number = own_digits(str(source.failures))
        yield Line(source.last_check, words % {"number": number}, told(source.problem))


def _line(event: Event, earlier: list[Event]) -> Line:
    kind, told_with = EventKind(event.kind), event.words
    if isinstance(told_with, Sentence) and (whole := _WHOLE.get((kind, told_with.template))):
        return Line(event.at, told(whole.about(**told_with.values)))
    words = {
        EventKind.ADDED: _("Added."),
        EventKind.FAILED: _("Began to fail."),
        EventKind.RECOVERED: _("Answered again."),
        EventKind.BLOCKED: _("Began to block us."),
        EventKind.MOVED: _("Moved for good."),
        EventKind.GONE: _("Was gone."),
        EventKind.QUIET: _("Went quiet: no new item for longer than usual."),
        EventKind.PAUSED: _("Paused."),
        EventKind.RESUMED: _("Watched again."),
    }.get(kind, event.get_kind_display())
    if kind == EventKind.RECOVERED:
        began = _beginning(earlier)
        if began is not None:
            words = _("Answered again within a minute.")
            if event.at - began >= timedelta(minutes=1):
                words = _("Answered again, after %(time)s.") % {"time": own_digits(timesince(began, event.at))}
    return Line(event.at, words, told(event.words))


def _beginning(earlier: list[Event]) -> datetime | None:
    """When the trouble that has just ended began; `earlier` has the newest first."""
    began = None
    for event in earlier:
        if event.kind == EventKind.RECOVERED:
            break
        if event.kind in _BEGAN:
            began = event.at
    return began
