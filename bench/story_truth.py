"""Labelled reports: articles with the story each is of, pairs with how alike people found them; and how well we did."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.registry import NoSamples
from interlink.lib.reading.language import guess

ALIKE_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Article:
    """An article and the story it is of."""

    title: str
    text: str
    language: str
    story: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, and whether people found that they tell of the same events."""

    one: Article
    other: Article
    same: bool


def articles_in(path: Path) -> list[Article]:
    """Read articles with `title`, `text` and `story`, a JSON object a line; a language not given is guessed."""
    rows = _rows(path, {"title", "text", "story"})
    return [
        Article(
            row["title"],
            row["text"],
            row.get("language") or guess(f"{row['title']}. {row['text']}") or "",
            str(row["story"]),
        )
        for row in rows
    ]


def pairs_in(path: Path) -> list[Pair]:
    """Read pairs as of SemEval-2022 task 8: `a`, `b`, `lang_a`, `lang_b`, and from 1 (the same) to 4 (unrelated)."""
    rows = _rows(path, {"a", "b", "lang_a", "lang_b", "overall_1_same_to_4_different"})
    return [
        Pair(
            Article(*_cut(row["a"]), row["lang_a"], ""),
            Article(*_cut(row["b"]), row["lang_b"], ""),
            row["overall_1_same_to_4_different"] <= ALIKE_MOST,
        )
        for row in rows
    ]


def _cut(text: str) -> tuple[str, str]:
    title, _space, rest = text.strip().partition("  ")
    return (title, rest) if rest else (text[:80], text)


def _rows(path: Path, wanted: set[str]) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not rows or not wanted <= rows[0].keys():
        raise NoSamples(path, f"each line has to be a JSON object with {', '.join(sorted(wanted))}.")
    return rows


@dataclass(frozen=True, slots=True)
class BCubed:
    """How right a grouping is, article by article (Bagga and Baldwin, 1998)."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def bcubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> BCubed:
    """Compare a grouping with the truth, each given as the group of each article."""
    found_groups, true_groups = _groups(found), _groups(true)
    precision = recall = 0.0
    for at in range(len(true)):
        mine, theirs = found_groups[found[at]], true_groups[true[at]]
        both = len(mine & theirs)
        precision += both / len(mine)
        recall += both / len(theirs)
    return BCubed(precision / len(true), recall / len(true))


def _groups(of: Sequence[Hashable]) -> dict[Hashable, set[int]]:
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for at, group in enumerate(of):
        groups[group].add(at)
    return groups


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the mean of the precision at each true pair, the most alike first."""
    right, total = 0, 0.0
    for rank, (_score, same) in enumerate(sorted(scored, key=lambda one: -one[0]), 1):
        if same:
            right += 1
            total += right / rank
    return total / right if right else 0.0
