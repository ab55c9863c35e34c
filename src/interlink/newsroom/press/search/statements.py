"""The question as SQLite's full-text search (FTS5) takes it. PostgreSQL would have its own beside this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from interlink.lib.names.indexed import any_of, quoted
from interlink.lib.names.questions import Phrase
from interlink.newsroom.press.search.rules import EVERY_LANGUAGE, Asked, Order
from interlink.newsroom.press.search.words import language_mark, outlet_mark, subject_mark
from interlink.newsroom.watch.search.bounded import bounded
from interlink.newsroom.watch.search.names import Wanted

# Where more posts than this have the words, which are then no rare ones, the newest of them are ranked and no others:
# the time then stays the same however large the archive grows.
MOST_RANKED = 2_000
MOST_COUNTED = 10_000
MOST_SPELLINGS = 40
# marks, title, body: a word in the title tells more, and the marks say nothing of how well a post fits.
_BEST = "bm25(press_search, 0.0, 6.0, 1.0), press_search.rowid DESC"
_NEWEST = "entry.dated DESC, press_search.rowid DESC"


def expression(asked: Asked, wanted: Sequence[Wanted], *, language: str | None = None) -> str:
    """Write a question as a full-text expression.

    Args:
        asked: The question; it is not empty.
        wanted: Its phrases, with the subjects that they may stand for.
        language: Another language than the one asked for.
    """
    parts = [any_of(_ways(part)) for part in wanted]
    code = language or asked.language
    if code != EVERY_LANGUAGE:
        parts.append(_mark(language_mark(code)))
    if asked.outlet:
        parts.append(_mark(outlet_mark(asked.outlet)))
    if asked.subject:
        parts.append(_mark(subject_mark(asked.subject)))
    if not parts:  # days alone, in every language
        parts.append('marks : "language"*')
    excluded = [_words(phrase) for phrase in asked.phrases if phrase.excluded]
    there = " AND ".join(parts)
    return f"({there}) NOT {any_of(excluded)}" if excluded else there


def _ways(part: Wanted) -> Iterator[str]:
    both = " AND ".join(map(_words, part.phrases))
    yield f"({both})" if len(part.phrases) > 1 else both
    for subject in part.named:
        yield _mark(subject_mark(subject.number))
        yield from (f"{{title body}} : {quoted(spelling)}" for spelling in subject.spellings[:MOST_SPELLINGS])


def _words(phrase: Phrase) -> str:
    return f"{{title body}} : {quoted(phrase.words, beginning=phrase.beginning)}"


def _mark(word: str) -> str:
    return f"marks : {quoted((word,))}"


def numbers(question: str, asked: Asked, total: int, *, first: int, most: int) -> list[int]:
    """Return the numbers of the posts that fit best, from the `first` on (0 is the best) among the `total`."""
    newest = asked.order is Order.NEWEST or not asked.wanted
    source, where, values = _from(question, asked, joined=newest)
    with bounded() as cursor:
        if total > MOST_RANKED and not newest:
            cursor.execute(
                f"SELECT press_search.rowid {source} WHERE {where} ORDER BY press_search.rowid DESC LIMIT 1 OFFSET %s",
                [*values, MOST_RANKED],
            )
            if (oldest := cursor.fetchone()) is not None:
                where, values = f"{where} AND press_search.rowid > %s", [*values, oldest[0]]
        cursor.execute(
            f"SELECT press_search.rowid {source} WHERE {where} ORDER BY {_NEWEST if newest else _BEST} "
            "LIMIT %s OFFSET %s",
            [*values, most, first],
        )
        return [row[0] for row in cursor.fetchall()]


def count(question: str, asked: Asked, *, most: int = MOST_COUNTED) -> int:
    """Count the posts that fit; one more than `most` stands for more."""
    source, where, values = _from(question, asked)
    with bounded() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT press_search.rowid {source} WHERE {where} LIMIT %s)",  # noqa: S608 - ours
            [*values, most + 1],
        )
        return int(cursor.fetchone()[0])


def named_in_posts(subjects: Iterable[int]) -> set[int]:
    """Return those of the subjects that some post names."""
    with bounded() as cursor:
        found = set()
        for number in subjects:
            question = _mark(subject_mark(number))
            cursor.execute("SELECT rowid FROM press_search WHERE press_search MATCH %s LIMIT 1", [question])
            if cursor.fetchone():
                found.add(number)
        return found


def _from(question: str, asked: Asked, *, joined: bool = False) -> tuple[str, str, list[Any]]:
    source, where = "FROM press_search", "press_search MATCH %s"
    values: list[Any] = [question]
    if joined or asked.since or asked.until:
        source += " JOIN press_searchentry entry ON entry.post_id = press_search.rowid"
    if asked.since or asked.until:
        where += " AND entry.dated BETWEEN %s AND %s"
        values += [asked.since or date.min, asked.until or date.max]
    return source, where, values
