"""The last reports, so indexed that those like a new one are found at a cost that does not grow with the archive."""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

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
_COMPARED = 20


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
        self._kept: list[Kept | None] = []
        self._first = 0  # the place that the first of the list has among all that were ever kept
        self._place: dict[int, int] = {}
        self._index: defaultdict[int, array[int]] = defaultdict(lambda: array("Q"))

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
        place = self._first + len(self._kept)
        self._kept.append(Kept(key, when, weighed))
        self._place[key] = place
        for terms in (weighed.words, weighed.facts, weighed.bridges):
            for number in terms.heaviest(_INDEXED):
                self._index[number].append(place)
        # Half as many again are let pile up, so that clearing away costs little a report.
        if len(self._kept) > self._most + self._most // 2:
            self._clear_away()

    def forget(self, key: int) -> None:
        """Take a report out."""
        place = self._place.pop(key, None)
        if place is not None:
            self._kept[place - self._first] = None

    def get(self, key: int) -> Kept | None:
        """Return a report that is in the window."""
        place = self._place.get(key)
        return None if place is None else self._kept[place - self._first]

    def _clear_away(self) -> None:
        gone = len(self._kept) - self._most
        for kept in self._kept[:gone]:
            if kept is not None:
                del self._place[kept.key]
        del self._kept[:gone]
        self._first += gone
        for number, places in list(self._index.items()):
            left = array("Q", (place for place in places if place >= self._first))
            if left:
                self._index[number] = left
            else:
                del self._index[number]

    def nearest(self, when: datetime, weighed: Weighed) -> list[Near]:
        """Return the reports of the days around that share rare terms with one, with how alike they are."""
        seeker = Seeker(weighed)
        likely = heapq.nlargest(_COMPARED, (found := self._sharing(seeker)).items(), key=lambda pair: pair[1])
        del found
        near = []
        for place, _shared in likely:
            kept = self._kept[place - self._first]
            if kept is not None and abs(kept.when - when) <= SPAN:
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
            rarest = heapq.nlargest(_TERMS, terms.items(), key=lambda term: term[1])
            for number, weight in rarest:
                places = self._index.get(number)
                if places is None:
                    continue
                gain = (weight / longest) ** 2
                for place in places[-_LATEST:]:
                    shared[place] = shared.get(place, 0.0) + gain
        return {place: gain for place, gain in shared.items() if place >= self._first}
