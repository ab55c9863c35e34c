"""Copies of a text in other items are linked, and nothing is merged."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interlink.lib.names.spot import Spotter
from interlink.newsroom.watch import actions, copies
from interlink.newsroom.watch.models import Band, Copy, Item, Source

pytestmark = pytest.mark.django_db
WORDS = [
    "harbour", "lease", "council", "ferry", "winter", "town", "member", "letter", "court", "spring", "meeting", "house",
    "coast", "steward", "tenant",
]  # fmt: skip


def text(seed: int, words: int = 200) -> str:
    drawn = random.Random(seed)
    return " ".join(f"{drawn.choice(WORDS)}{drawn.randrange(60)}" for _ in range(words))


@pytest.fixture
def store(source: Source, now: datetime):
    """Makes an item whose page was read and had this text."""
    spotter = Spotter([])

    def make(name: str, body: str, *, changed: bool = False) -> Item:
        item = Item.objects.filter(guid=name).first() or Item(
            source=source, guid=name, address=f"https://x.example/{name}", title=name, checksum="0", seen_at=now
        )
        item.text = body
        item.changed_at = now + timedelta(hours=1) if changed else None
        item.save()
        actions.store_whole(item, spotter)
        copies.link([item])
        return item

    return make


def test_the_same_text_and_nearly_the_same_are_linked_and_another_is_not(store) -> None:
    first = store("first", text(1))
    same = store("same", text(1).upper())
    near = store("near", text(1) + " with three words more")
    store("other", text(2))
    links = {(link.item.guid, link.of.guid): round(link.likeness, 1) for link in Copy.objects.all()}
    assert links[("same", "first")] == 1
    assert 0.8 <= links[("near", "first")] < 1.01
    assert set(links) == {("same", "first"), ("near", "first"), ("near", "same")}
    assert {first.guid, same.guid, near.guid} <= set(Item.objects.values_list("guid", flat=True))


def test_a_changed_text_is_compared_anew(store) -> None:
    store("first", text(1))
    store("second", text(1))
    store("second", text(3), changed=True)
    assert Copy.objects.count() == 0
    assert Band.objects.filter(item__guid="second").count() == Band.objects.filter(item__guid="first").count()


def test_short_texts_are_alike_by_chance_and_not_compared(store) -> None:
    store("first", "The lease is lost.")
    store("second", "The lease is lost.")
    assert (Copy.objects.count(), Band.objects.count()) == (0, 0)


def test_the_cost_of_an_item_does_not_grow_with_how_many_there_are(store) -> None:
    def queries(name: str, seed: int) -> int:
        with CaptureQueriesContext(connection) as counted:
            store(name, text(seed))
        return len(counted)

    before = queries("before", 100)
    for seed in range(101, 130):
        store(str(seed), text(seed))
    assert queries("after", 200) == before
