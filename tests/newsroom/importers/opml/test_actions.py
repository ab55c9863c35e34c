"""Sources come in from a list, and go out as one."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError

from interlink.newsroom.importers.opml import actions
from interlink.newsroom.importers.opml.document import Document, Outline, read
from interlink.newsroom.watch.models import Event, EventKind, Kind, Source, State

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def many(count: int) -> Document:
    return Document("Feeds", tuple(Outline(f"Site {n}", f"https://site{n}.example/feed") for n in range(count)))


def test_new_sources_are_watched_at_once_and_have_a_history() -> None:
    outline = Outline("Le Quai", "https://quai.example/rss", "https://quai.example/", "Coast / North", "rss", "fr-FR")
    actions.bring_in(Document("", (outline,)), NOON)
    source = Source.objects.get()
    assert (source.name, source.kind, source.folder, source.language) == ("Le Quai", Kind.FEED, "Coast / North", "fr")
    assert (source.state, source.active, source.next_check) == (State.NEW, True, None)
    assert [(event.kind, event.at) for event in source.events.all()] == [(EventKind.ADDED, NOON)]


def test_a_list_can_come_in_twice_and_known_sources_stay_as_they_are() -> None:
    Source.objects.create(name="My own name", address="https://site0.example/feed", folder="Mine", active=False)
    first = actions.bring_in(many(3), NOON)
    again = actions.bring_in(many(3), NOON)
    assert (len(first.new), len(first.known), len(again.new), len(again.known)) == (2, 1, 0, 3)
    assert Source.objects.count() == 3
    known = Source.objects.get(name="My own name")
    assert (known.folder, known.active) == ("Mine", False)


def test_a_page_that_only_links_is_not_stored_as_its_site_is_no_address() -> None:
    actions.bring_in(Document("", (Outline("Quai", "https://quai.example/", "javascript:alert(1)"),)), NOON)
    assert Source.objects.get().site == ""


def test_all_or_none_come_in() -> None:
    def fail(done: int, total: int) -> None:
        if done > actions.AT_ONCE:
            raise DatabaseError("the disk is full")

    with pytest.raises(DatabaseError):
        actions.bring_in(many(actions.AT_ONCE + 10), NOON, progress=fail)
    assert not Source.objects.exists()
    assert not Event.objects.exists()


def test_five_thousand_come_in_with_progress_in_a_moment() -> None:
    told: list[tuple[int, int]] = []
    began = time.process_time()
    actions.bring_in(many(5_000), NOON, progress=lambda done, total: told.append((done, total)))
    assert time.process_time() - began < 5
    assert Source.objects.count() == 5_000
    assert told == [(n, 5_000) for n in range(500, 5_001, 500)]


def test_a_list_goes_out_and_comes_in_elsewhere(settings: Any) -> None:
    settings.INTERLINK_GROUP_NAME = "Meridian Watch"
    for kind in Kind:
        Source.objects.create(name=f"A {kind}", kind=kind, address=f"https://{kind}.example/", folder="Coast / North")
    text = actions.export(NOON)
    Source.objects.all().delete()
    plan = actions.bring_in(read(text.encode()), NOON)
    assert "<title>Sources of Meridian Watch</title>" in text
    assert {(source.kind, source.folder) for source in Source.objects.all()} == {
        (kind, "Coast / North") for kind in (Kind.FEED, Kind.SITEMAP, Kind.TELEGRAM)
    }
    assert [line.outline.site for line in plan.unfit] == ["https://listing.example/"]
    assert "mailbox" not in text
