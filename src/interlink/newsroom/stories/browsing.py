"""Which stories the inbox shows: chosen by standing and traits or by words, a page at a time.

A page goes on after the last story of the one before (no counting of rows to pass over), and every way to choose has an
index in its order. What a page costs so depends on the page, not on the archive.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from interlink.newsroom.stories import searching
from interlink.newsroom.stories.models import Standing, Story, Trait

PAGE_SIZE = 20
MOST_COUNTED = 10_000
# Up to so many stories are looked at one by one, where that is cheaper than reading an index until a page is full.
FEW = 1_000
LARGEST_KEY = 2**63 - 1
LARGEST_SCORE = 10_000
LONGEST_PLACE = 19
_SECONDS_IN_ORDER = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """Which stories are wanted.

    Attributes:
        standing: What the desk has done with them; None stands for all.
        watched: Whether only those count in which a subject is named.
        words: The traits that each must have.
        since: They have a report since then.
        by_relevance: What matters most comes first, else the latest.
        among: Only these, where something else chooses too: a query for keys.
        question: Words to look for, as FTS5 takes them; empty for none.
    """

    standing: Standing | None = Standing.OPEN
    watched: bool = True
    words: tuple[str, ...] = ()
    since: datetime | None = None
    by_relevance: bool = False
    among: Any = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some stories in order; `after` leads to the next ones and is empty where there are none."""

    keys: list[int]
    after: str = ""


def page(choice: Choice, after: str = "") -> Page:
    """Return a page of stories, after the place that the page before told.

    Raises:
        TookTooLong: a search was given up after its time.
    """
    if choice.question:
        return _searched(choice, after)
    rows, key = _chosen(choice)
    order = ("-relevance", "-last_at", f"-{key}") if choice.by_relevance else ("-last_at", f"-{key}")
    rows = _beyond(rows, key, after, by_relevance=choice.by_relevance).order_by(*order)
    found = list(rows.values_list(key, "relevance", "last_at")[: PAGE_SIZE + 1])
    keys = [row[0] for row in found[:PAGE_SIZE]]
    return Page(keys, _place(found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else "")


def others_with(story: Story, question: str) -> list[Story]:
    """Return the other stories whose reports have some words, the latest first, as many as a page has.

    The words are looked up in the index of everything seen, so this costs no more where more was seen.

    Raises:
        TookTooLong: the search was given up after its time.
    """
    keys = [key for key in page(Choice(standing=None, watched=False, question=question)).keys if key != story.pk]
    found = Story.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def count(choice: Choice, most: int = MOST_COUNTED) -> int:
    """Count the stories of a choice without words; one more than `most` stands for more."""
    rows, _key = _chosen(choice)
    return rows.order_by().values_list("pk")[: most + 1].count()  # an index alone answers that


def _chosen(choice: Choice) -> tuple[Any, str]:
    """Return the rows to read, of stories or of the rarest trait, and what holds the story's key in them."""
    rows: Any
    key = "story_id" if choice.words else "pk"
    words = _rarest_first(choice.words)
    rows = Trait.objects.filter(word=words[0]) if words else Story.objects.all()
    rows = rows.exclude(standing=Standing.MERGED) if choice.standing is None else rows.filter(standing=choice.standing)
    if choice.watched:
        rows = rows.filter(watched=True)
    if choice.since:
        rows = rows.filter(last_at__gte=choice.since)
    for word in words[1:]:
        rows = rows.filter(Exists(Trait.objects.filter(story=OuterRef(key), word=word)))
    if choice.among is not None:
        rows = rows.filter(**{f"{key}__in": choice.among})
    return rows, key


def _beyond(rows: Any, key: str, after: str, *, by_relevance: bool) -> Any:
    """Leave out what earlier pages showed; a place that makes no sense leads to the first page."""
    try:
        relevance, moment, number = after.split("_")
        last_at, pk, score = datetime.fromisoformat(moment), int(number), int(relevance)
    except ValueError:
        return rows
    if last_at.tzinfo is None or abs(pk) > LARGEST_KEY or abs(score) > LARGEST_SCORE:
        return rows
    before = Q(last_at__lt=last_at) | Q(last_at=last_at, **{f"{key}__lt": pk})
    if by_relevance:
        return rows.filter(Q(relevance__lt=score) | Q(relevance=score) & before, relevance__lte=score)
    return rows.filter(before, last_at__lte=last_at)


def _rarest_first(words: tuple[str, ...]) -> list[str]:
    """Put the trait first that the fewest stories have: the others are only asked about those."""
    if len(words) < 2:  # noqa: PLR2004 - one is in order by itself
        return list(words)
    return list(_ordered(words, int(time.monotonic()) // _SECONDS_IN_ORDER))


@lru_cache(maxsize=256)
def _ordered(words: tuple[str, ...], moment: int) -> tuple[str, ...]:
    """Count each trait's stories. One page asks for this many times; an order a minute old is only a little slower."""
    del moment
    return tuple(
        sorted(words, key=lambda word: Trait.objects.filter(word=word).values("pk")[: MOST_COUNTED + 1].count())
    )


def _searched(choice: Choice, after: str) -> Page:
    place = int(after) if after.isascii() and after.isdecimal() and len(after) < LONGEST_PLACE else None
    rows, key = _chosen(choice)
    narrowed = choice.words or choice.among is not None or choice.since is not None
    few = list(rows.order_by().values_list(key, flat=True)[: FEW + 1]) if narrowed else []
    if narrowed and not few:
        return Page([])
    if few and len(few) <= FEW:
        found = searching.Sought(choice.question, few=few)
    else:
        found = searching.Sought(choice.question, *_conditions(choice))
    hits = searching.by_relevance if choice.by_relevance else searching.newest
    keys, following = hits(found, place, PAGE_SIZE)
    return Page(keys, "" if following is None else str(following))


def _conditions(choice: Choice) -> tuple[str, list[Any]]:
    """Write a choice as what a story has to fulfil, in SQL over the alias `story`."""
    parts = ["story.standing <> %s"]
    values: list[Any] = [Standing.MERGED.value]
    if choice.standing is not None:
        parts, values = ["story.standing = %s"], [choice.standing.value]
    if choice.watched:
        parts.append("story.watched")
    if choice.since:
        parts.append("story.last_at >= %s")
        values.append(connection.ops.adapt_datetimefield_value(choice.since))
    for word in choice.words:
        parts.append("EXISTS (SELECT 1 FROM stories_trait t WHERE t.story_id = story.id AND t.word = %s)")
        values.append(word)
    if choice.among is not None:
        among, given = choice.among.query.sql_with_params()
        parts.append(f"story.id IN ({among})")
        values += given
    return " AND ".join(parts), values


def _place(row: tuple[int, int, datetime]) -> str:
    key, relevance, last_at = row
    return f"{relevance}_{last_at.isoformat()}_{key}"
