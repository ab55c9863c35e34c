"""Inserting many rows at once does what bulk_create does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interlink.newsroom.watch.inserting import insert_missing
from interlink.newsroom.watch.models import Item, Source

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 30, 15, 250_000, tzinfo=UTC)


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="Courier", address="http://courier.example/feed")


def item(source: Source, guid: str, **more: object) -> Item:
    return Item(source=source, guid=guid, title="کتاب‌ها", checksum="0" * 64, seen_at=NOW, **more)


def test_every_field_comes_back_as_bulk_create_would_have_stored_it(source: Source) -> None:
    more = {
        "address": "http://courier.example/1", "published": NOW, "summary": "100% of it; ? and %s", "stub": True,
        "fingerprint": b"\x00\xff", "reading_failures": 2,
    }  # fmt: skip
    insert_missing([item(source, "ours", **more)])
    Item.objects.bulk_create([item(source, "django", **more)])
    ours, theirs = (Item.objects.filter(guid=guid).values().get() for guid in ("ours", "django"))
    for row in (ours, theirs):
        del row["id"], row["guid"]
    assert ours == theirs
    assert ours["seen_at"] == NOW


def test_what_is_there_stays_as_it_is_and_the_rest_goes_in(source: Source) -> None:
    insert_missing([item(source, "1", summary="first")])
    insert_missing([item(source, "1", summary="second"), item(source, "2")])
    assert dict(Item.objects.values_list("guid", "summary")) == {"1": "first", "2": ""}


def test_nothing_to_insert_is_fine() -> None:
    insert_missing([])
    assert not Item.objects.exists()
