"""What is decided about stories; pure. How alike two reports are is `interlink.lib.grouping`'s work."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from interlink.lib.grouping.window import Near
from interlink.newsroom.stories.reasons import Matters, Told

# A story in which an editor wants both parts needs a new report to be like one of them only.
MOST_MEMBERS = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A report that has its story."""

    item: int
    story: int
    strand: int


def by_strand(placed: Iterable[Placed]) -> dict[tuple[int, int], list[int]]:
    """Return the latest reports of each strand of each story; more than a dozen say no more."""
    strands: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in placed:
        strands[one.story, one.strand].append(one.item)
    return {strand: items[-MOST_MEMBERS:] for strand, items in strands.items()}


def refused(near: Sequence[Near], apart: Iterable[tuple[int, int]], story_of: Mapping[int, int]) -> frozenset[int]:
    """Return the stories that a report must not join, since an editor parted its like from them.

    Of two items that were kept apart, the report sides with the one that it is more like.
    """
    likeness = {one.key: one.likeness for one in near}
    found = set()
    for one, other in apart:
        mine, theirs = (one, other) if likeness.get(one, 0.0) >= likeness.get(other, 0.0) else (other, one)
        if mine in likeness and theirs in story_of and story_of.get(mine) != story_of[theirs]:
            found.add(story_of[theirs])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often stories with something in them were clipped and ignored."""

    clipped: int = 0
    ignored: int = 0

    @property
    def lean(self) -> float:
        """From -1, always ignored, to 1, always clipped; 0 when nobody knows. Few choices count for little."""
        decided = self.clipped + self.ignored
        return (self.clipped - self.ignored) / (decided + 2)


@dataclass(frozen=True, slots=True)
class Facets:
    """What of a story counts for its relevance.

    Attributes:
        in_titles: The subjects named in a title, by name.
        in_texts: Those named in texts only.
        outlets: How many outlets report it.
        first_at: When it began.
        sources: The tallies of its sources, by name.
        subjects: The tallies of its subjects, by name.
    """

    in_titles: tuple[str, ...]
    in_texts: tuple[str, ...]
    outlets: int
    first_at: datetime
    sources: Mapping[str, Tally]
    subjects: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much a story matters to the desk, 0 to 100, and why: each reason with what it added."""

    score: int
    reasons: tuple[tuple[Told, int], ...]


_NEW = timedelta(hours=12)
_TITLE, _TEXT, _MORE, _NEWS, _SOURCE, _SUBJECT = 40, 20, 5, 10, 15, 15
_SLIGHT = 0.2


def relevance(facets: Facets, last_at: datetime) -> Relevance:
    """Weigh what a story is about, who reports it, whether it is new, and what editors did with its like."""
    reasons: list[tuple[Told, int]] = []
    if facets.in_titles:
        reasons.append((_told(Matters.IN_TITLE, subjects=list(facets.in_titles)), _TITLE))
    elif facets.in_texts:
        reasons.append((_told(Matters.NAMED, subjects=list(facets.in_texts)), _TEXT))
    more = len(facets.in_titles) + len(facets.in_texts) - 1
    if more > 0:
        reasons.append((_told(Matters.TOGETHER, number=more + 1), min(3, more) * _MORE))
    if facets.outlets > 1:
        points = min(15, round(6 * math.log2(facets.outlets)))
        reasons.append((_told(Matters.OUTLETS, number=facets.outlets), points))
    if last_at - facets.first_at <= _NEW:
        reasons.append((_told(Matters.NEW), _NEWS))
    reasons.extend(_past(facets.subjects, _SUBJECT, Matters.SUBJECT_CLIPPED, Matters.SUBJECT_IGNORED))
    reasons.extend(_past(facets.sources, _SOURCE, Matters.SOURCE_CLIPPED, Matters.SOURCE_IGNORED))
    return Relevance(max(0, min(100, sum(points for _told, points in reasons))), tuple(reasons))


def _told(code: Matters, **values: object) -> Told:
    return {"code": code.value, **values}


def _past(tallies: Mapping[str, Tally], most: int, clipped: Matters, ignored: Matters) -> Iterable[tuple[Told, int]]:
    """Return what the choice that was clearest among those past says."""
    if not tallies:
        return
    name, tally = max(sorted(tallies.items()), key=lambda pair: abs(pair[1].lean))
    if abs(tally.lean) >= _SLIGHT:
        code, part = (clipped, tally.clipped) if tally.lean > 0 else (ignored, tally.ignored)
        told = _told(code, name=name, part=part, whole=tally.clipped + tally.ignored)
        yield told, round(most * tally.lean)
