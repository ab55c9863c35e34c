"""A report's terms with their weights, and how alike two reports are by them."""

import heapq
import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter, mul

from interlink.lib.grouping.frequency import Frequency
from interlink.lib.grouping.sketch import Script, Sketch

# A report with two facts in it is wholly like any other that has both; this much is added to the length of what
# bridges a report has, so that it takes more than that.
FEW = 6.0
BRIDGES_WITHIN = 0.3
BRIDGES_ACROSS = 2.0
LEAST = 0.28
# The same people and places come up in many events; without a day or a number in common they prove less.
WITHOUT_FACTS = 0.7
MOST_WORDS = 96
MOST_BRIDGES = 48


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers of terms and their weights, side by side."""

    numbers: "array[int]"
    weights: "array[float]"

    @classmethod
    def of(cls, weights: Mapping[int, float]) -> "Terms":
        """Keep weights in a few bytes a term."""
        return cls(array("I", weights), array("f", weights.values()))

    def heaviest(self, most: int) -> list[int]:
        """Return the numbers of the terms that weigh most."""
        if len(self.numbers) <= most:
            return list(self.numbers)
        least = sorted(self.weights, reverse=True)[most]
        return [number for number, weight in zip(self.numbers, self.weights, strict=True) if weight > least]

    def meet(self, others: Mapping[int, float]) -> float:
        """Return the sum of the products of the weights of the terms in common."""
        # Without a loop of our own: this is where most of the time goes.
        return float(sum(map(mul, self.weights, map(others.get, self.numbers, repeat(0.0)))))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report's weighed terms.

    Attributes:
        language: As in its sketch.
        script: As in its sketch.
        words: A vector of length 1.
        facts: Days and numbers, not normalised.
        bridges: Places, subjects and names, not normalised.
        facts_length: Sum of the squares of the weights of what any other report may share.
        names_length: The same for the names, which meet within a script only.
    """

    language: str
    script: Script
    words: Terms
    facts: Terms
    bridges: Terms
    facts_length: float
    names_length: float


def weigh(sketch: Sketch, words: Frequency, bridges: Frequency) -> Weighed:
    """Weigh a report's terms by how often they stand in it and how rare they are lately."""
    vector = _heaviest(_weights(sketch.words, words, sketch.language), MOST_WORDS)
    length = math.sqrt(_squares(vector)) or 1.0
    facts, places, names = (
        _heaviest(_weights(part, bridges), MOST_BRIDGES) for part in (sketch.facts, sketch.places, sketch.names)
    )
    return Weighed(
        sketch.language,
        sketch.script,
        Terms.of({number: weight / length for number, weight in vector.items()}),
        Terms.of(facts),
        Terms.of({**places, **names}),
        _squares(facts) + _squares(places),
        _squares(names),
    )


def _squares(weights: Mapping[int, float]) -> float:
    return sum(weight * weight for weight in weights.values())


def _weights(counts: Mapping[int, int], frequency: Frequency, among: str = "") -> dict[int, float]:
    rarity = frequency.rarity(counts, among)
    return {
        number: rare if times == 1 else (1.0 + math.log(times)) * rare
        for (number, times), rare in zip(counts.items(), rarity, strict=True)
    }


def _heaviest(weights: dict[int, float], most: int) -> dict[int, float]:
    if len(weights) <= most:
        return weights
    return dict(heapq.nlargest(most, weights.items(), key=itemgetter(1)))


class Seeker:
    """One report that is compared with many."""

    def __init__(self, weighed: Weighed) -> None:
        self.weighed = weighed
        self.words, self.facts, self.bridges = (
            dict(zip(terms.numbers, terms.weights, strict=True))
            for terms in (weighed.words, weighed.facts, weighed.bridges)
        )

    def likeness(self, other: Weighed) -> float:
        """Return how alike the two reports are; from 1 on they are likely to tell of one event."""
        mine = self.weighed
        facts = other.facts.meet(self.facts)
        shared = facts + other.bridges.meet(self.bridges)
        bridged = shared / _lengths(mine, other) if shared else 0.0
        if mine.language == other.language:
            return (other.words.meet(self.words) + BRIDGES_WITHIN * bridged) / LEAST
        return BRIDGES_ACROSS * bridged * (1.0 if facts else WITHOUT_FACTS) / LEAST


def _lengths(one: Weighed, other: Weighed) -> float:
    """Return the product of the lengths of what two reports could share.

    Of names, no more than the poorer of the two has: a Chinese report has few in Latin letters, and a German one writes
    every noun as if it were a name.
    """
    names = min(one.names_length, other.names_length) if one.script == other.script else 0.0
    return (math.sqrt(one.facts_length + names) + FEW) * (math.sqrt(other.facts_length + names) + FEW)
