"""Writing rows by hand does what Django does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interlink.newsroom.watch import queries
from interlink.newsroom.watch.models import Item, Source
from interlink.newsroom.watch.rows import among, insert_missing, update

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 30, 15, 250_000, tzinfo=UTC)


@pytest.fixture
def source() -> Source:
    return Source.objects.create(name="Courier", address="http://courier.example/feed")


def row(source: Source, guid: str, **more: object) -> dict[str, object]:
    return {"source_id": source.pk, "guid": guid, "title": "کتاب‌ها", "checksum": "0" * 64, "seen_at": NOW, **more}


def test_every_field_comes_back_as_bulk_create_would_have_stored_it(source: Source) -> None:
    more = {
        "address": "http://courier.example/1", "published": NOW, "summary": "100% of it; ? and %s", "stub": True,
        "fingerprint": b"\x00\xff", "reading_failures": 2,
    }  # fmt: skip
    insert_missing(Item, [row(source, "ours", **more)])
    Item.objects.bulk_create([Item(**row(source, "django", **more))])
    ours, theirs = (Item.objects.filter(guid=guid).values().get() for guid in ("ours", "django"))
    for stored in (ours, theirs):
        del stored["id"], stored["guid"]
    assert ours == theirs
    assert ours["seen_at"] == NOW


def test_what_is_there_stays_as_it_is_and_the_rest_goes_in(source: Source) -> None:
    insert_missing(Item, [row(source, "1", summary="first")])
    insert_missing(Item, [row(source, "1", summary="second"), row(source, "2")])
    assert dict(Item.objects.values_list("guid", "summary")) == {"1": "first", "2": ""}


def test_nothing_to_insert_is_fine() -> None:
    insert_missing(Item, [])
    assert not Item.objects.exists()


def test_an_update_stores_what_is_named_and_nothing_else(source: Source) -> None:
    source.name, source.problem, source.next_check, source.memory = "Renamed", "50% of %s", NOW, {"parts": {"a": "ب"}}
    update(source, ("problem", "next_check", "memory", "failing_since"))
    stored = Source.objects.get()
    assert (stored.name, stored.problem, stored.next_check, stored.memory) == (
        "Courier", "50% of %s", NOW, {"parts": {"a": "ب"}},
    )  # fmt: skip
    assert stored.failing_since is None


def test_a_list_of_any_length_is_one_parameter(source: Source) -> None:
    insert_missing(Item, [row(source, f'"{number}" %s', key=f"k{number}") for number in range(3)])
    wanted = [*(f'"{number}" %s' for number in range(2)), *(f"other {number}" for number in range(5_000))]
    assert Item.objects.filter(guid__in=among(wanted)).count() == 2
    assert not Item.objects.filter(guid__in=among([])).exists()


def test_items_are_looked_up_by_an_index_however_many_there_are(source: Source) -> None:
    by_address = queries.items_at(["courier.example/1"]).explain()
    by_name = Item.objects.filter(source__in={source.pk}, guid__in=among(["1"])).order_by().explain()
    for plan in (by_address, by_name):
        assert "SEARCH watch_item USING" in plan
        assert "SCAN watch_item" not in plan
