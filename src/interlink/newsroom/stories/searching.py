"""Stories by the words of their reports, over the full-text index of items.

Items are read from the index the newest first, and only as many as a page needs; so the commonest word costs no more
than a rare one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from interlink.newsroom.watch.search.bounded import bounded

_AT_ONCE = 200
# Where more reports than this have the words, the newest of them are ranked and no others.
MOST_RANKED = 5_000
_JOINED = (
    "CROSS JOIN stories_membership m ON m.item_id = hit.id CROSS JOIN stories_story story ON story.id = m.story_id"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for.

    Attributes:
        question: As FTS5 takes it.
        where: What a story has to fulfil besides, as SQL over the alias `story`.
        values: The values in it.
        few: The keys of all stories that may be found, if they are few: then their reports are looked at one by one.
    """

    question: str
    where: str = "1 = 1"
    values: list[Any] = field(default_factory=list)
    few: list[int] | None = None

    def hits(self, before: int | None, limit: str) -> tuple[str, list[Any]]:
        """Return the reports with the words, the newest first, as SQL that gives `id`, and its values."""
        beyond, places = ("", []) if before is None else (" AND watch_search.rowid < %s", [before])
        matching = f"watch_search MATCH %s{beyond}"
        if self.few is None:
            hits = f"SELECT rowid AS id FROM watch_search WHERE {matching} ORDER BY rowid DESC {limit}"  # noqa: S608 - ours
            return hits, [self.question, *places]
        hits = (
            "SELECT m.item_id AS id FROM stories_membership m"  # noqa: S608 - ours
            " CROSS JOIN watch_search ON watch_search.rowid = m.item_id"
            f" WHERE m.story_id IN ({', '.join(['%s'] * len(self.few))}) AND {matching} ORDER BY m.item_id DESC {limit}"
        )
        return hits, [*self.few, self.question, *places]


def newest(sought: Sought, before: int | None, size: int) -> tuple[list[int], int | None]:
    """Return the stories whose reports have the words, by the newest such report, and where to go on.

    Args:
        sought: What is looked for.
        before: Where the page before ended, a report's key.
        size: How many stories.

    Raises:
        TookTooLong: it was given up after its time.
    """
    found: dict[int, int] = {}
    reached = before
    with bounded() as cursor:
        while len(found) <= size:
            hits, given = sought.hits(reached, "")
            # The order of the join is given: the index is read the newest first, and left when there are enough.
            cursor.execute(
                f"SELECT hit.id, m.story_id FROM ({hits}) hit {_JOINED}"  # noqa: S608 - ours
                f" WHERE {sought.where} ORDER BY hit.id DESC LIMIT %s",
                [*given, *sought.values, _AT_ONCE],
            )
            rows = cursor.fetchall()
            fresh = {story for _item, story in rows} - found.keys()
            shown = _shown_before(cursor, sought.question, fresh, before)
            for item, story in rows:
                if story not in shown:
                    found.setdefault(story, item)
            if len(rows) < _AT_ONCE:
                break
            reached = rows[-1][0]
    keys = list(found)[:size]
    return keys, found[keys[-1]] if len(found) > size else None


def _shown_before(cursor: Any, question: str, stories: set[int], before: int | None) -> set[int]:
    """Return those stories that an earlier page showed, since a newer report of theirs has the words too."""
    if before is None or not stories:
        return set()
    places = ", ".join(["%s"] * len(stories))
    cursor.execute(
        "SELECT DISTINCT m.story_id FROM stories_membership m"  # noqa: S608 - ours
        " CROSS JOIN watch_search ON watch_search.rowid = m.item_id"
        f" WHERE m.story_id IN ({places}) AND m.item_id >= %s AND watch_search MATCH %s",
        [*stories, before, question],
    )
    return {row[0] for row in cursor.fetchall()}


def by_relevance(sought: Sought, first: int | None, size: int) -> tuple[list[int], int | None]:
    """Return the stories whose reports have the words, what matters most first; `first` is how many to pass over."""
    start = first or 0
    hits, given = sought.hits(None, "LIMIT %s")
    with bounded() as cursor:
        cursor.execute(
            f"SELECT story.id FROM ({hits}) hit {_JOINED} WHERE {sought.where} GROUP BY story.id"  # noqa: S608 - ours
            " ORDER BY story.relevance DESC, story.last_at DESC, story.id DESC LIMIT %s OFFSET %s",
            [*given, MOST_RANKED, *sought.values, size + 1, min(start, MOST_RANKED)],
        )
        keys = [row[0] for row in cursor.fetchall()]
    return keys[:size], start + size if len(keys) > size else None
