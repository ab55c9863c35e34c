"""Stories by the words of their reports, over the full-text index of items.

Items are read from the index the newest first, and only as many as a page needs; so the commonest word costs no more
than a rare one.
"""

from __future__ import annotations

from typing import Any

from interlink.newsroom.watch.search.bounded import bounded

Conditions = tuple[str, list[Any]]
_AT_ONCE = 200
# Where more reports than this have the words, the newest of them are ranked and no others.
MOST_RANKED = 5_000
_JOINED = (
    "CROSS JOIN stories_membership m ON m.item_id = hit.id CROSS JOIN stories_story story ON story.id = m.story_id"
)


def newest(question: str, conditions: Conditions, before: int | None, size: int) -> tuple[list[int], int | None]:
    """Return the stories whose reports have the words, by the newest such report, and where to go on.

    Args:
        question: As FTS5 takes it.
        conditions: What a story has to fulfil, as SQL and its values.
        before: Where the page before ended, a report's key.
        size: How many stories.

    Raises:
        TookTooLong: it was given up after its time.
    """
    where, values = conditions
    found: dict[int, int] = {}
    reached = before
    with bounded() as cursor:
        while len(found) <= size:
            beyond, places = ("", []) if reached is None else (" AND rowid < %s", [reached])
            # The order of the join is given: the index is read the newest first, and left when there are enough.
            cursor.execute(
                "SELECT hit.id, m.story_id FROM (SELECT rowid AS id FROM watch_search WHERE watch_search MATCH %s"  # noqa: S608 - ours
                f"{beyond} ORDER BY rowid DESC) hit {_JOINED} WHERE {where} ORDER BY hit.id DESC LIMIT %s",
                [question, *places, *values, _AT_ONCE],
            )
            rows = cursor.fetchall()
            fresh = {story for _item, story in rows} - found.keys()
            shown = _shown_before(cursor, question, fresh, before)
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


def by_relevance(question: str, conditions: Conditions, first: int | None, size: int) -> tuple[list[int], int | None]:
    """Return the stories whose reports have the words, what matters most first; `first` is how many to pass over."""
    where, values = conditions
    start = first or 0
    with bounded() as cursor:
        cursor.execute(
            "SELECT story.id FROM (SELECT rowid AS id FROM watch_search WHERE watch_search MATCH %s"  # noqa: S608 - ours
            f" ORDER BY rowid DESC LIMIT %s) hit {_JOINED} WHERE {where} GROUP BY story.id"
            " ORDER BY story.relevance DESC, story.last_at DESC, story.id DESC LIMIT %s OFFSET %s",
            [question, MOST_RANKED, *values, size + 1, min(start, MOST_RANKED)],
        )
        keys = [row[0] for row in cursor.fetchall()]
    return keys[:size], start + size if len(keys) > size else None
