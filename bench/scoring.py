"""How right an answer is: shared runs of words for texts, equality for the rest."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

RUN = 4
_WORD = re.compile(r"\w+")
# The Arabic "and" is written onto the next name. Both sides are parted alike, so a name that begins with it is no harm.
_BETWEEN_NAMES = re.compile(r"\s*(?:[;,،&|/]|\s(?:and|et|und|dhe)\s|\sو\s?)\s*")


@dataclass(frozen=True, slots=True)
class Overlap:
    """What share of the runs of four words of a text and of its truth is in both, in the text only, or missing.

    The three add up to 1, so that long pages weigh no more than short ones.
    """

    both: float
    only_found: float
    only_true: float


def overlap(found: str, true: str) -> Overlap | None:
    """Compare two texts as the article-extraction-benchmark does; None when both are empty."""
    ours, theirs = _runs(found), _runs(true)
    both = sum((ours & theirs).values())
    only_found, only_true = ours.total() - both, theirs.total() - both
    all_runs = both + only_found + only_true
    return Overlap(both / all_runs, only_found / all_runs, only_true / all_runs) if all_runs else None


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1)))


def text_scores(overlaps: Iterable[Overlap | None]) -> dict[str, float]:
    """Return precision and recall, each the mean over the pages where it is defined, and F1 of the two."""
    known = [one for one in overlaps if one is not None]
    precision = _mean([one.both / (one.both + one.only_found) for one in known if one.both + one.only_found])
    recall = _mean([one.both / (one.both + one.only_true) for one in known if one.both + one.only_true])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"text_precision": precision, "text_recall": recall, "text_f1": f1}


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def share(right: Iterable[bool]) -> float:
    """Return what share of the answers is right."""
    return _mean([float(one) for one in right])


def same_text(found: str | None, true: str | None) -> bool:
    """Whether two short texts are the same but for letter case and spaces; nothing is the same as nothing."""
    return _plain(found) == _plain(true)


def same_names(found: str | None, true: str | None) -> bool:
    """Whether two bylines name the same people, in any order."""
    return _names(found) == _names(true)


def same_day(found: date | datetime | None, true: date | datetime | None) -> bool:
    """Whether two dates are one day; moments are compared in the time zone of the truth."""
    if found is None or true is None:
        return found is true
    if isinstance(found, datetime) and isinstance(true, datetime) and found.tzinfo and true.tzinfo:
        found = found.astimezone(true.tzinfo)
    return _day(found) == _day(true)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _plain(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def _names(byline: str | None) -> frozenset[str]:
    return frozenset(name for name in _BETWEEN_NAMES.split(_plain(byline)) if name)
