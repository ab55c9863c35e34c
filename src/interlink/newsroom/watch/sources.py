"""What an editor does with sources, one or many at a time: pause, resume, check, sort into folders, remove.

Each function takes the sources as a query, does everything or nothing, and returns what is needed to undo it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from interlink.lib.sentences import Sentence
from interlink.newsroom.watch.errors import AlreadyWatched
from interlink.newsroom.watch.models import Event, EventKind, Source, State
from interlink.newsroom.watch.polling.actions import tell

AT_ONCE = 500
# What a person has decided about a source; the rest is found again by checking it.
DECIDED = ("name", "kind", "address", "folder", "memory", "site", "language", "active")


@dataclass(frozen=True, slots=True)
class Removed:
    """What came of removing sources.

    Attributes:
        gone: what was known of each that was removed.
        paused: those that had items and were paused instead.
    """

    gone: list[dict[str, Any]]
    paused: list[int]


def pause(sources: QuerySet[Source], now: datetime, *, by: str = "") -> list[int]:
    """Stop watching sources; their items stay. Returns those that were watched."""
    return _activate(sources, now, by, active=False)


def resume(sources: QuerySet[Source], now: datetime, *, by: str = "") -> list[int]:
    """Watch sources again, from now. Returns those that were paused."""
    return _activate(sources, now, by, active=True)


@transaction.atomic
def _activate(sources: QuerySet[Source], now: datetime, by: str, *, active: bool) -> list[int]:
    chosen = _keys(sources.filter(active=not active))
    kind = EventKind.RESUMED if active else EventKind.PAUSED
    for some in _portions(chosen):
        change = {"next_check": now} if active else {}
        Source.objects.filter(pk__in=some).update(active=active, **change)
        Event.objects.bulk_create(Event(source_id=key, kind=kind, at=now, words=_by(by)) for key in some)
    return chosen


def check_soon(sources: QuerySet[Source], now: datetime) -> list[int]:
    """Let the worker check watched sources next, ahead of their time. Returns those that are watched."""
    chosen = _keys(sources.filter(active=True))
    for some in _portions(chosen):
        Source.objects.filter(pk__in=some).update(next_check=now)
    return chosen


def move_to_folder(sources: QuerySet[Source], folder: str) -> dict[str, list[int]]:
    """Put sources into a folder; an empty name takes them out of any. Returns those moved, by their old folder."""
    return _set(sources, "folder", folder)


def set_language(sources: QuerySet[Source], language: str) -> dict[str, list[int]]:
    """Say which language sources are in. Returns those changed, by their old language."""
    return _set(sources, "language", language)


@transaction.atomic
def _set(sources: QuerySet[Source], name: str, value: str) -> dict[str, list[int]]:
    before: dict[str, list[int]] = defaultdict(list)
    for key, old in sources.exclude(**{name: value}).order_by().values_list("pk", name):
        before[old].append(key)
    for keys in before.values():
        for some in _portions(keys):
            Source.objects.filter(pk__in=some).update(**{name: value})
    return dict(before)


@transaction.atomic
def put_back(name: str, before: dict[str, list[int]], now_is: str) -> int:
    """Undo what `_set` has done, where nobody has changed it since. Returns how many were put back."""
    return sum(
        Source.objects.filter(pk__in=some, **{name: now_is}).update(**{name: old})
        for old, keys in before.items()
        for some in _portions(keys)
    )


@transaction.atomic
def remove(sources: QuerySet[Source], now: datetime, *, by: str = "") -> Removed:
    """Remove the sources that never brought an item, and pause the others, whose items are part of the record."""
    bare = Q(items__isnull=True) & Q(also_announced__isnull=True)
    chosen = _keys(sources)
    removed = Removed([], [])
    for some in _portions(chosen):
        empty = list(Source.objects.filter(bare, pk__in=some))
        removed.gone.extend({name: getattr(source, name) for name in DECIDED} for source in empty)
        Source.objects.filter(pk__in=[source.pk for source in empty]).delete()
        removed.paused.extend(pause(Source.objects.filter(pk__in=some), now, by=by))
    return removed


@transaction.atomic
def bring_back(gone: Iterable[dict[str, Any]], now: datetime) -> int:
    """Add removed sources again, as if new. Returns how many; one that was added again meanwhile is left as it is."""
    number = 0
    for fields in gone:
        source, made = Source.objects.get_or_create(address=fields["address"], defaults=fields)
        if made:
            tell(source, EventKind.ADDED, now)
        number += made
    return number


def other_at(address: str, source: Source) -> Source | None:
    """Return another source that watches an address, if there is one."""
    return Source.objects.filter(address=address).exclude(pk=source.pk).first()


@transaction.atomic
def take_over(source: Source, now: datetime) -> None:
    """Give a source the address that it moved to, and have it checked there soon.

    Raises:
        AlreadyWatched: another source watches that address.
    """
    address = source.moved_to
    if not address:
        return
    other = other_at(address, source)
    if other is not None:
        raise AlreadyWatched(
            address, Sentence("%(address)s is watched already, as %(name)s.", address=address, name=other.name)
        )
    old, source.address, source.moved_to = source.address, address, ""
    source.state, source.failures, source.failing_since, source.problem = State.NEW, 0, None, ""
    source.etag = source.last_modified = source.answer_checksum = ""
    source.next_check = now
    source.save()
    tell(source, EventKind.MOVED, now, Sentence("from %(old)s to %(new)s", old=old, new=address))


def _by(name: str) -> str:
    return Sentence("by %(name)s", name=name) if name else ""


def _keys(sources: QuerySet[Source]) -> list[int]:
    return list(sources.order_by("pk").values_list("pk", flat=True))


def _portions(keys: list[int]) -> Iterator[list[int]]:
    """Cut a list of keys, since databases take only so many values at once."""
    for first in range(0, len(keys), AT_ONCE):
        yield keys[first : first + AT_ONCE]
