"""The last reports, so indexed that those like a new one are found at a cost that does not grow with the archive."""

import heapq
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from interlink.lib.grouping.frequency import Frequency
from interlink.lib.grouping.sketch import Sketch
from interlink.lib.grouping.weighing import Seeker, Weighed, weigh

SPAN = timedelta(days=4)
MOST = 20_000
# How many of a report's rarest words and bridges are looked up, and how many of the latest reports with each.
_INDEXED = 48
_TERMS = 24
_LATEST = 64
# How many of those found are compared in full.
_COMPARED = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """A report in the window."""

    key: int
    when: datetime
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Near:
    """A report in the window that is somewhat like another."""

    key: int
    likeness: float


class Window:
    """The last reports that were seen, at most a fixed number of them, with an inverted index of their terms."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._words, self._bridges = Frequency(), Frequency()
        self._kept: dict[int, Kept] = {}  # by place: how many were ever kept before
        self._next = 0
        self._place: dict[int, int] = {}
        self._index: dict[int, array[int]] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._place

    def __len__(self) -> int:
        return len(self._place)

    def learn(self, sketch: Sketch) -> None:
        """Count a report's terms, once, before it or any other of its round is weighed."""
        self._words.learn(sketch.words, sketch.language)
        self._bridges.learn([*sketch.facts, *sketch.places, *sketch.names])

    def weigh(self, sketch: Sketch) -> Weighed:
        """Weigh a report's terms by how common they are lately."""
        return weigh(sketch, self._words, self._bridges)

    def keep(self, key: int, when: datetime, weighed: Weighed) -> None:
        """Add a report; the oldest goes when there are too many."""
        self.forget(key)
        place, self._next = self._next, self._next + 1
        self._kept[place] = Kept(key, when, weighed)
        self._place[key] = place
        for number in _indexed(weighed):
            self._index.setdefault(number, array("Q")).append(place)
        if len(self._kept) > self._most:
            self.forget(self._kept[next(iter(self._kept))].key)

    def forget(self, key: int) -> None:
        """Take a report out."""
        place = self._place.pop(key, None)
        if place is None:
            return
        for number in _indexed(self._kept.pop(place).weighed):
            places = self._index[number]
            # The oldest stands first, so this is quick for those that go because of their age.
            places.remove(place)
            if not places:
                del self._index[number]

    def get(self, key: int) -> Kept | None:
        """Return a report that is in the window."""
        place = self._place.get(key)
        return None if place is None else self._kept[place]

    def nearest(self, when: datetime, weighed: Weighed) -> list[Near]:
        """Return the reports of the days around that share rare terms with one, with how alike they are."""
        seeker = Seeker(weighed)
        near = []
        for place, _shared in heapq.nlargest(_COMPARED, self._sharing(seeker).items(), key=itemgetter(1)):
            kept = self._kept[place]
            if abs(kept.when - when) <= SPAN:
                near.append(Near(kept.key, seeker.likeness(kept.weighed)))
        return near

    def likeness(self, when: datetime, weighed: Weighed, keys: Iterable[int]) -> list[Near]:
        """Return how like one report those with the given keys are, as far as they are in the window."""
        seeker = Seeker(weighed)
        found = (self.get(key) for key in keys)
        return [
            Near(kept.key, seeker.likeness(kept.weighed) if abs(kept.when - when) <= SPAN else 0.0)
            for kept in found
            if kept is not None
        ]

    def _sharing(self, seeker: Seeker) -> dict[int, float]:
        """Return, by place, how much of its rarest terms each report shares."""
        shared: dict[int, float] = {}
        for terms in (seeker.words, seeker.facts, seeker.bridges):
            longest = sum(weight * weight for weight in terms.values()) ** 0.5 or 1.0
            rarest = heapq.nlargest(_TERMS, terms.items(), key=itemgetter(1))
            for number, weight in rarest:
                places = self._index.get(number)
                if places is None:
                    continue
                gain = (weight / longest) ** 2
                for place in places[-_LATEST:]:
                    shared[place] = shared.get(place, 0.0) + gain
        return shared


def _indexed(weighed: Weighed) -> Iterator[int]:
    """Return the terms that a report is found by: its rarest."""
    for terms in (weighed.words, weighed.facts, weighed.bridges):
        yield from terms.heaviest(_INDEXED)
