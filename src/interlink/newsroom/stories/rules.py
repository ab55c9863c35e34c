"""What makes two items reports of one story; pure.

Within a language, weighted words of title and opening decide (tf-idf and cosine, Salton
and Buckley 1988). Across languages words do not meet, so watched names and numbers do.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from interlink.lib.names.normalise import fold

WINDOW = timedelta(days=4)
OPENING = 900
LEAST_LIKENESS = 0.30
LEAST_NUMBERS_WITH_ONE_NAME = 3
LEAST_NUMBERS_WITH_TWO_NAMES = 2

_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f' ]\d{3})*(?:[.,\u066b]\d+)?")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Report:
    """What of an item counts for grouping."""

    key: int
    story: int | None
    when: datetime
    language: str
    words: Mapping[str, int]
    numbers: frozenset[str]
    names: frozenset[int]


@dataclass(frozen=True, slots=True)
class Match:
    """The story that an item belongs to, and why, in plain words."""

    story: int
    reason: str
    likeness: float


def words(title: str, text: str) -> Counter[str]:
    """Count the folded words of a title (twice) and of the opening of a text."""
    return Counter(_WORD.findall(fold(f"{title} {title} {text[:OPENING]}")))


def numbers(text: str) -> frozenset[str]:
    """Return the telling numbers in a text: digits of any script, separators dropped.

    Years and numbers below ten are left out, as any two reports may share those.
    """
    found = set()
    for match in _NUMBER.findall(text):
        digits = "".join(str(unicodedata.digit(sign)) for sign in match if sign.isdigit())
        if len(digits) >= 2 and not (len(digits) == 4 and digits[:2] in {"19", "20", "13", "14"}):  # noqa: PLR2004
            found.add(digits)
    return frozenset(found)


def rarity(reports: Iterable[Report]) -> dict[str, float]:
    """Return each word's inverse document frequency among the reports of a window.

    It is never near 0: in a small window most reports may be of one story, whose words
    would otherwise count for nothing.
    """
    reports = list(reports)
    seen = Counter(word for report in reports for word in report.words)
    return {word: math.log(1 + len(reports) / times) for word, times in seen.items()}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report with its words as a vector of length 1, worked out once for many comparisons."""

    report: Report
    vector: Mapping[str, float]


def weigh(report: Report, weights: Mapping[str, float]) -> Weighed:
    """Weigh a report's words by how often they stand in it and how rare they are in the window."""
    default = max(weights.values(), default=1.0)
    vector = {word: (1 + math.log(times)) * weights.get(word, default) for word, times in report.words.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return Weighed(report, {word: weight / length for word, weight in vector.items()} if length else {})


def likeness(one: Weighed, other: Weighed) -> float:
    """Return the cosine of two reports' weighted words, from 0 to 1."""
    a, b = sorted((one.vector, other.vector), key=len)
    return min(1.0, math.fsum(weight * b[word] for word, weight in a.items() if word in b))


def compare(one_weighed: Weighed, other_weighed: Weighed) -> tuple[float, str] | None:
    """Tell whether two reports are of one story: how alike they are and why, or None."""
    one, other = one_weighed.report, other_weighed.report
    if abs(one.when - other.when) > WINDOW:
        return None
    if one.language == other.language:
        alike = likeness(one_weighed, other_weighed)
        return (alike, f"{alike:.0%} of the weighted words in common") if alike >= LEAST_LIKENESS else None
    names, figures = one.names & other.names, one.numbers & other.numbers
    least = LEAST_NUMBERS_WITH_ONE_NAME if len(names) == 1 else LEAST_NUMBERS_WITH_TWO_NAMES
    if not names or len(figures) < least:
        return None
    kind = "1 watched name" if len(names) == 1 else f"{len(names)} watched names"
    return min(
        1.0, 0.2 * len(names) + 0.1 * len(figures)
    ), f"{kind} and the numbers {', '.join(sorted(figures))} in common"


def find_story(weighed: Weighed, window: Iterable[Weighed]) -> Match | None:
    """Return the story whose report is most like this one, if any is alike enough."""
    best: Match | None = None
    for other in window:
        if other.report.story is None or other.report.key == weighed.report.key:
            continue
        found = compare(weighed, other)
        if found is not None and (best is None or found[0] > best.likeness):
            best = Match(other.report.story, found[1], found[0])
    return best
