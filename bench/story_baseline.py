"""The baseline: TF-IDF over words, average-link clustering, and the threshold that does best on these very articles."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Sequence

from bench.story_truth import Article, BCubed, bcubed

_WORD = re.compile(r"\b\w\w+\b")
THRESHOLDS = [round(0.1 + 0.02 * step, 2) for step in range(16)]


def vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Return each text's TF-IDF vector of length 1, with scikit-learn's weights (sublinear) and idea of a word."""
    counted = [Counter(_WORD.findall(text.lower())) for text in texts]
    seen = Counter(word for counts in counted for word in counts)
    found = []
    for counts in counted:
        vector = {
            word: (1 + math.log(times)) * (1 + math.log((1 + len(texts)) / (1 + seen[word])))
            for word, times in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        found.append({word: weight / length for word, weight in vector.items()})
    return found


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Return how alike two vectors are."""
    a, b = sorted((one, other), key=len)
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def best(articles: Sequence[Article]) -> tuple[float, BCubed]:
    """Return the best threshold and what it gives."""
    weighed = vectors([f"{article.title} {article.text}" for article in articles])
    joins = _joins(weighed)
    true = [article.story for article in articles]
    return max(
        ((threshold, bcubed(_cut(len(articles), joins, threshold), true)) for threshold in THRESHOLDS),
        key=lambda pair: pair[1].f1,
    )


def _joins(weighed: Sequence[dict[str, float]]) -> list[tuple[float, int, int, int]]:
    """Join the two most alike groups until one is left; return each join with the likeness, and the new group."""
    sums = {
        one: {other: cosine(weighed[one], weighed[other]) for other in range(len(weighed)) if other != one}
        for one in range(len(weighed))
    }
    sizes = dict.fromkeys(range(len(weighed)), 1)
    waiting = [(-likeness, one, other) for one, row in sums.items() for other, likeness in row.items() if one < other]
    heapq.heapify(waiting)
    joins: list[tuple[float, int, int, int]] = []
    while waiting:
        likeness, one, other = heapq.heappop(waiting)
        if one not in sizes or other not in sizes:
            continue
        new = len(weighed) + len(joins)
        joins.append((-likeness, one, other, new))
        size = sizes.pop(one) + sizes.pop(other)
        sums[new] = {}
        for third, third_size in sizes.items():
            total = sums[one][third] + sums[other][third]
            sums[new][third] = sums[third][new] = total
            heapq.heappush(waiting, (-total / (size * third_size), third, new))
        sizes[new] = size
    return joins


def _cut(articles: int, joins: Sequence[tuple[float, int, int, int]], threshold: float) -> list[int]:
    groups = {at: [at] for at in range(articles)}
    for likeness, one, other, new in joins:
        if likeness < threshold:
            break
        groups[new] = groups.pop(one) + groups.pop(other)
    found = [0] * articles
    for group, members in groups.items():
        for at in members:
            found[at] = group
    return found
