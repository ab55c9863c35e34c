"""Rounds of watching, on the demo press over real HTTP."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest

from interlink.newsroom.watch import queries, reports, rounds
from interlink.newsroom.watch.models import Item, Reading, Source, SubjectKind
from interlink.newsroom.watch.subjects import add_subject

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    def site(self, outlet: str) -> str: ...
    def feed(self, outlet: str) -> str: ...
    def advance(self, **by: float) -> None: ...


def clock() -> datetime:
    return NOW


def check(*sources: Source) -> list[rounds.Checked]:
    return list(rounds.check_sources(sources, clock))


def watch(press: DemoPress, outlet: str) -> Source:
    return Source.objects.create(name=outlet, address=press.feed(outlet))


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port on which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_a_first_round_takes_in_what_each_outlet_announces(demo_press_server: DemoPress) -> None:
    sources = [watch(demo_press_server, outlet) for outlet in ("courier", "phare", "peyk")]
    checked = check(*sources)
    assert {one.source for one in checked} == set(sources)
    assert all(one.taken.new > 0 and not one.problem for one in checked)
    languages = dict(Item.objects.values_list("source__name", "language").distinct())
    assert languages == {"courier": "en", "phare": "fr", "peyk": "fa"}


def test_an_unchanged_feed_is_answered_with_304_and_keeps_its_state(demo_press_server: DemoPress) -> None:
    source = watch(demo_press_server, "courier")
    check(source)
    source.refresh_from_db()
    before = (source.etag, source.last_modified, source.site, source.language)
    assert source.etag or source.last_modified
    items = list(Item.objects.values_list("pk", "checksum"))
    (checked,) = check(source)
    assert (checked.taken.new, checked.taken.changed, checked.taken.known) == (0, 0, 0)
    source.refresh_from_db()
    assert (source.etag, source.last_modified, source.site, source.language) == before
    assert (source.last_success, source.problem) == (NOW, "")
    assert list(Item.objects.values_list("pk", "checksum")) == items


def test_another_week_brings_only_what_is_new(demo_press_server: DemoPress) -> None:
    source = watch(demo_press_server, "courier")
    (first,) = check(source)
    demo_press_server.advance(days=7)
    (second,) = check(source)
    assert second.taken.new > 0
    assert Item.objects.count() == first.taken.new + second.taken.new


def test_broken_xml_is_taken_in_as_far_as_it_goes_and_told(demo_press_server: DemoPress) -> None:
    (checked,) = check(watch(demo_press_server, "fleta"))
    assert checked.taken.new > 0
    assert checked.problem
    checked.source.refresh_from_db()
    assert (checked.source.failures, checked.source.problem) == (0, checked.problem)


def test_a_source_that_fails_leaves_the_others_alone(
    demo_press_server: DemoPress, closed_port: int, settings: Any
) -> None:
    settings.INTERLINK_ALLOWED_LOOPBACK |= {f"127.0.0.1:{closed_port}"}
    good = watch(demo_press_server, "courier")
    down = Source.objects.create(name="down", address=f"http://127.0.0.1:{closed_port}/feed")
    not_a_feed = Source.objects.create(name="bakery", address=demo_press_server.site("trouble") + "/notafeed")
    error = Source.objects.create(name="error", address=demo_press_server.site("trouble") + "/error500")
    problems = {one.source.name: one.problem for one in check(down, not_a_feed, error, good)}
    assert problems["courier"] == ""
    assert "500" in problems["error"]
    assert all(problems[name].endswith(".") for name in ("down", "bakery", "error"))
    assert {source.name for source in reports.in_trouble()} == {"down", "bakery", "error"}
    assert good.items.exists()


def test_what_settings_do_not_allow_is_not_fetched(demo_press_server: DemoPress, settings: Any) -> None:
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset()
    (checked,) = check(watch(demo_press_server, "courier"))
    assert checked.problem
    assert not Item.objects.exists()


def test_articles_are_read_and_their_names_found(demo_press_server: DemoPress) -> None:
    add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION)
    source = watch(demo_press_server, "courier")
    check(source)
    read = list(rounds.read_items(queries.items_to_read(NOW), clock))
    assert len(read) == Item.objects.count()
    whole = [one.item for one in read if not one.problem]
    assert whole
    assert all(item.reading == Reading.READ and item.text for item in whole)
    assert any(item.mentions.exists() for item in whole)


def test_an_article_that_is_gone_blocked_or_unreachable_keeps_its_link_and_says_why(
    demo_press_server: DemoPress,
) -> None:
    source = watch(demo_press_server, "courier")
    trouble = demo_press_server.site("trouble")
    paths = {"gone": "/no-such-page", "busy": "/retry-after?seconds=0", "reset": "/reset", "broken": "/error500"}
    for guid, path in paths.items():
        Item.objects.create(
            source=source, guid=guid, address=trouble + path, title=guid, checksum="0" * 64, seen_at=NOW
        )
    # No address at all.
    Item.objects.create(source=source, guid="none", address="", title="none", checksum="0" * 64, seen_at=NOW)
    read = {one.item.guid: one.item for one in rounds.read_items(queries.items_to_read(NOW), clock)}
    assert len(read) == 5
    for item in read.values():
        item.refresh_from_db()
        assert item.reading_problem.endswith("."), item.reading_problem
    states = {guid: item.reading for guid, item in read.items()}
    assert states == {
        "gone": Reading.UNREADABLE, "none": Reading.UNREADABLE,
        "busy": Reading.WAITING, "reset": Reading.WAITING, "broken": Reading.WAITING,
    }  # fmt: skip


def test_a_round_that_is_broken_off_is_simply_run_again(demo_press_server: DemoPress) -> None:
    source = watch(demo_press_server, "courier")
    check(source)
    waiting = queries.items_to_read(NOW).count()
    reading = rounds.read_items(queries.items_to_read(NOW), clock)
    next(reading)
    reading.close()
    done = waiting - queries.items_to_read(NOW).count()
    assert 1 <= done <= waiting
    assert len(list(rounds.read_items(queries.items_to_read(NOW), clock))) == waiting - done
    assert not queries.items_to_read(NOW + timedelta(days=2)).filter(reading_failures=0).exists()
