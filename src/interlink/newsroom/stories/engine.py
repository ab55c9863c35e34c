"""The window of the last reports, kept in memory by each process that groups.

The database is what counts: the window only finds which reports are like a new one. Which stories these are in is
asked of the database each time, so a window that is behind, or another process with its own, does no harm.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from interlink.lib.grouping.explain import Common, common
from interlink.lib.grouping.sketch import Sketch as Sketched
from interlink.lib.grouping.sketch import pack, sketch, unpack
from interlink.lib.grouping.weighing import Seeker, Weighed
from interlink.lib.grouping.window import MOST, Near, Window
from interlink.newsroom.stories.models import Membership, Sketch
from interlink.newsroom.watch.models import Item

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that waits for its story."""

    item: Item
    sketched: Sketched
    packed: bytes
    checksum: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """The latest report that a window has taken in."""

    membership: int = 0
    item: int = 0
    checksum: int = 0


def prepare(item: Item) -> Waiting:
    """Sketch an item; its mentions should be fetched already."""
    subjects = {mention.subject_id for mention in item.mentions.all()}
    sketched = sketch(item.title, item.text or item.summary, item.language, subjects)
    packed = pack(sketched)
    return Waiting(item, sketched, packed, zlib.crc32(packed))


def store(waiting: Waiting) -> None:
    """Keep an item's sketch."""
    values = {"packed": waiting.packed, "checksum": waiting.checksum}
    Sketch.objects.update_or_create(item=waiting.item, defaults=values)


class Engine:
    """A window that follows the database."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._begin()

    def _begin(self) -> None:
        self._window = Window(self._most)
        self._checksums: dict[int, int] = {}
        self._mark = _Mark()
        self._learnt: set[int] = set()

    def catch_up(self) -> None:
        """Take in what was grouped since the last time, by whomever."""
        if not self._still_there():
            self._begin()
        rows = Membership.objects.filter(pk__gt=self._mark.membership).select_related("item", "item__sketch")
        rows = rows.defer("item__text", "item__summary") if self._mark.membership == 0 else rows
        latest = list(rows.order_by("-pk")[: self._most].iterator(AT_ONCE))[::-1]
        read = [(row.item, *self._sketch_of(row.item)) for row in latest]
        for item, sketched, _checksum in read:
            if item.pk not in self._learnt:
                self._window.learn(sketched)
            self._learnt.discard(item.pk)
        for item, sketched, checksum in read:
            self._window.keep(item.pk, item.when, self._window.weigh(sketched))
            self._checksums[item.pk] = checksum
        if latest:
            self._mark = _Mark(latest[-1].pk, read[-1][0].pk, read[-1][2])
        if len(self._checksums) > 2 * self._most:
            self._checksums = {key: value for key, value in self._checksums.items() if key in self._window}

    def _still_there(self) -> bool:
        mark = self._mark
        if not mark.membership:
            return True
        row = Membership.objects.filter(pk=mark.membership).values_list("item_id", "item__sketch__checksum").first()
        return row is not None and row == (mark.item, mark.checksum)

    def _sketch_of(self, item: Item) -> tuple[Sketched, int]:
        stored = getattr(item, "sketch", None)
        sketched = unpack(bytes(stored.packed)) if stored else None
        if stored is not None and sketched is not None:
            return sketched, stored.checksum
        waiting = prepare(item)
        store(waiting)
        return waiting.sketched, waiting.checksum

    def learn(self, round_: Iterable[Waiting]) -> None:
        """Count the terms of all reports of a round before the first of them is placed."""
        for waiting in round_:
            self._window.learn(waiting.sketched)
            self._learnt.add(waiting.item.pk)

    def weigh(self, waiting: Waiting) -> Weighed:
        """Weigh a report's terms as common as they are now."""
        return self._window.weigh(waiting.sketched)

    def weigh_sketch(self, sketched: Sketched) -> Weighed:
        """Weigh the terms of what is no report here."""
        return self._window.weigh(sketched)

    def likeness_of(self, one: Sketched, other: Sketched) -> float:
        """Return how alike two sketches are, their terms as common as they are now."""
        return Seeker(self._window.weigh(one)).likeness(self._window.weigh(other))

    def nearest(self, when: datetime, weighed: Weighed) -> list[Near]:
        """Return the reports that are somewhat like one, as far as they are still what the window took them for."""
        return self._true(self._window.nearest(when, weighed))

    def likeness(self, when: datetime, weighed: Weighed, keys: Iterable[int]) -> list[Near]:
        """Return how like one report others are."""
        return self._window.likeness(when, weighed, keys)

    def common(self, waiting: Waiting, weighed: Weighed, key: int) -> Common | None:
        """Return what a report has in common with one in the window."""
        kept = self._window.get(key)
        return common(waiting.sketched, Seeker(weighed), kept.weighed) if kept else None

    def _true(self, near: list[Near]) -> list[Near]:
        stored = dict(Sketch.objects.filter(pk__in=[one.key for one in near]).values_list("pk", "checksum"))
        return [one for one in near if stored.get(one.key) == self._checksums.get(one.key)]


_LOCK = threading.Lock()
_engines: dict[str, Engine] = {}


def current() -> Engine:
    """Return this process' engine; it is empty until it catches up."""
    with _LOCK:
        return _engines.setdefault("default", Engine())


def forget() -> None:
    """Drop this process' engine, so that the next round builds it anew."""
    with _LOCK:
        _engines.clear()
