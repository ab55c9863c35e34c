"""What is decided about stories; pure. How alike two reports are is `interlink.lib.grouping`'s work."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel import Locale

from interlink.lib.grouping.explain import Common
from interlink.lib.grouping.window import Near

FIRST_REPORT = "first report"
BY_HAND = "put here by an editor"
# A story in which an editor wants both parts needs a new report to be like one of them only.
MOST_MEMBERS = 12
_MOST_SHOWN = 6


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


def reason(common: Common, subjects: Mapping[int, str]) -> str:
    """Say in plain words why a report joined a story.

    Args:
        common: What it shares with the report that it is most like.
        subjects: The names of the desk's subjects, by number.
    """
    if common.same_text:
        return "same agency text"
    names = _names(common, subjects)
    parts = [
        *_counted(names, "name", "names"),
        *_counted(common.days, "date", "dates"),
        *_counted(common.numbers, "number", "numbers"),
    ]
    shown = [*names, *map(_day, common.days), *common.numbers][:_MOST_SHOWN]
    if common.words:
        words = f"many rare words in common ({', '.join(common.words)})"
        return f"{words}, and {_listed(parts)}: {', '.join(shown)}" if parts else words
    return f"{_listed(parts)} in common: {', '.join(shown)}"


def _names(common: Common, subjects: Mapping[int, str]) -> list[str]:
    territories = Locale.parse("en").territories
    places = [str(territories.get(place, place.replace("_", " "))) for place in common.places]
    watched = [subjects[subject] for subject in common.subjects if subject in subjects]
    known = " ".join([*watched, *places]).casefold()
    others = [name.title() for name in common.names if name not in known]
    return list(dict.fromkeys([*watched, *places, *others]))


def _day(day: str) -> str:
    month, number = day.split("-")
    return f"{int(number)} {Locale.parse('en').months['format']['wide'][int(month)]}"


def _counted(found: Collection[str], one: str, many: str) -> list[str]:
    if not found:
        return []
    return [f"{len(found)} {one if len(found) == 1 else many}"]


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


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
    reasons: tuple[tuple[str, int], ...]


_NEW = timedelta(hours=12)
_TITLE, _TEXT, _MORE, _NEWS, _SOURCE, _SUBJECT = 40, 20, 5, 10, 15, 15
_SLIGHT = 0.2


def relevance(facets: Facets, last_at: datetime) -> Relevance:
    """Weigh what a story is about, who reports it, whether it is new, and what editors did with its like."""
    reasons: list[tuple[str, int]] = []
    if facets.in_titles:
        reasons.append((f"{_listed(facets.in_titles[:3])} in a headline", _TITLE))
    elif facets.in_texts:
        reasons.append((f"{_listed(facets.in_texts[:3])} named", _TEXT))
    more = len(facets.in_titles) + len(facets.in_texts) - 1
    if more > 0:
        reasons.append((f"{more + 1} of your subjects together", min(3, more) * _MORE))
    if facets.outlets > 1:
        reasons.append((f"{facets.outlets} outlets report it", min(15, round(6 * math.log2(facets.outlets)))))
    if last_at - facets.first_at <= _NEW:
        reasons.append(("new, not a running story", _NEWS))
    for tallies, most, kind in ((facets.subjects, _SUBJECT, "about"), (facets.sources, _SOURCE, "from")):
        reasons.extend(_past(tallies, most, kind))
    return Relevance(max(0, min(100, sum(points for _words, points in reasons))), tuple(reasons))


def _past(tallies: Mapping[str, Tally], most: int, kind: str) -> Iterable[tuple[str, int]]:
    """Return what the choice that was clearest among those past says."""
    if not tallies:
        return
    name, tally = max(sorted(tallies.items()), key=lambda pair: abs(pair[1].lean))
    if tally.lean >= _SLIGHT:
        yield (
            f"stories {kind} {name} were mostly clipped ({tally.clipped} of {tally.clipped + tally.ignored})",
            round(most * tally.lean),
        )
    elif tally.lean <= -_SLIGHT:
        yield (
            f"stories {kind} {name} were mostly ignored ({tally.ignored} of {tally.clipped + tally.ignored})",
            round(most * tally.lean),
        )
