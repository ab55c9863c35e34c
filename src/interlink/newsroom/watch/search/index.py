"""Keeping the index in step with the items: what was read is noted in the same transaction, and indexed a little later.

Indexing costs more than storing an item does, so it stays out of the way of watching.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from interlink.lib.names.indexed import searchable
from interlink.lib.reading import cleaning
from interlink.newsroom.watch.models import Item, ToIndex
from interlink.newsroom.watch.rows import insert_missing

LONGEST_BODY = 20_000
_AT_ONCE = 200


def note(items: Iterable[int]) -> None:
    """Note that the words of these items are new. To be called in the transaction that stores them."""
    insert_missing(ToIndex, [{"item_id": item} for item in items])


def catch_up() -> int:
    """Index what was noted, and return how many items that were. Stopped in the middle, it goes on the next time."""
    done = 0
    while portion := _portion():
        done += portion
    return done


@transaction.atomic
def _portion() -> int:
    """Index some items; one portion a transaction, so that whoever else writes waits for a moment only."""
    noted = list(ToIndex.objects.order_by("pk").values_list("pk", "item_id")[:_AT_ONCE])
    if not noted:
        return 0
    items = Item.objects.filter(pk__in=[item for _pk, item in noted]).only(
        "title", "text", "summary", "byline", "outlet", "place"
    )
    rows = [(item.pk, *_words(item)) for item in items]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM watch_search WHERE rowid = %s", [(row[0],) for row in rows])
        cursor.executemany("INSERT INTO watch_search(rowid, title, body) VALUES (%s, %s, %s)", rows)
    ToIndex.objects.filter(pk__in=[pk for pk, _item in noted]).delete()
    return len(noted)


def _words(item: Item) -> tuple[str, str]:
    text = (item.text or item.summary)[:LONGEST_BODY]
    body = "\n\n".join(filter(None, (text, item.byline, item.outlet, item.place)))
    return searchable(cleaning.plain(item.title)), searchable(cleaning.plain(body))
