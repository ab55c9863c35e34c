"""What an editor looks for, as SQLite's full-text search (FTS5) takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interlink.lib.names.indexed import any_of, quoted
from interlink.lib.names.questions import phrases
from interlink.newsroom.watch.search import names
from interlink.newsroom.watch.search.names import Wanted

LONGEST = 200
MOST_SPELLINGS = 40


@dataclass(frozen=True, slots=True)
class Question:
    """A search over everything seen.

    Attributes:
        expression: As FTS5 takes it.
        wanted: The phrases that have to be there, with the subjects that they may stand for.
    """

    expression: str
    wanted: tuple[Wanted, ...]


def ask(text: str) -> Question | None:
    """Read what was written into the search field; None when there is nothing in it to look for.

    A name of a subject is found in all its spellings.
    """
    found, _more = phrases(re.sub(r"\s+", " ", text)[:LONGEST])
    wanted = names.for_editors().wanted([phrase for phrase in found if not phrase.excluded])
    if not wanted:
        return None
    there = " AND ".join(any_of(_ways(part)) for part in wanted)
    excluded = [quoted(phrase.words, beginning=phrase.beginning) for phrase in found if phrase.excluded]
    return Question(f"({there}) NOT {any_of(excluded)}" if excluded else there, tuple(wanted))


def _ways(part: Wanted) -> Iterator[str]:
    both = " AND ".join(quoted(phrase.words, beginning=phrase.beginning) for phrase in part.phrases)
    yield f"({both})" if len(part.phrases) > 1 else both
    for subject in part.named:
        yield from (quoted(spelling) for spelling in subject.spellings[:MOST_SPELLINGS])
