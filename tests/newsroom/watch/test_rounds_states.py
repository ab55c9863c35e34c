"""What rounds make of answers that are not simply a feed: moves, refusals, waits, and the same again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interlink.newsroom.watch import rounds
from interlink.newsroom.watch.models import EventKind, Item, Source, State

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FEED = """<rss version="2.0"><channel><title>Gazette</title><item><guid>1</guid><title>The lease is lost</title>
<link>/news/lease-is-lost-4711</link><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>"""


def check(source: Source, at: datetime = NOW) -> rounds.Checked:
    source.refresh_from_db()
    (checked,) = rounds.check_sources([source], lambda: at)
    return checked


@pytest.fixture
def source(site_server: Any) -> Source:
    return Source.objects.create(name="Gazette", address=site_server.at("/feed"))


def test_a_permanent_redirect_to_the_feed_is_followed_and_remembered(site_server: Any, source: Source) -> None:
    site_server.pages |= {"/feed": (301, {"Location": "/new-feed"}, ""), "/new-feed": FEED}
    old = source.address
    assert check(source).taken.new == 1
    source.refresh_from_db()
    assert (source.address, source.state) == (site_server.at("/new-feed"), State.FINE)
    assert old in source.events.get(kind=EventKind.MOVED).words
    site_server.asked.clear()
    check(source, NOW + timedelta(hours=1))
    assert site_server.paths() == ["/new-feed"]


@pytest.mark.parametrize("answer", [(304, {}, b""), FEED], ids=["304", "the same bytes"])
def test_a_move_is_remembered_though_nothing_is_new(site_server: Any, source: Source, answer: Any) -> None:
    site_server.pages["/feed"] = (200, {"ETag": '"1"'}, FEED)
    check(source)
    site_server.pages |= {"/feed": (301, {"Location": "/new-feed"}, ""), "/new-feed": answer}
    check(source, NOW + timedelta(hours=1))
    source.refresh_from_db()
    assert (source.address, source.state) == (site_server.at("/new-feed"), State.FINE)
    assert source.events.filter(kind=EventKind.MOVED).count() == 1


def test_a_redirect_to_something_else_is_no_move(site_server: Any, source: Source) -> None:
    site_server.pages |= {"/feed": (301, {"Location": "/"}, ""), "/": "<html><body>Welcome</body></html>"}
    checked = check(source)
    assert (checked.source.address, checked.source.state) == (site_server.at("/feed"), State.FAILING)


def test_a_passing_redirect_is_not_remembered(site_server: Any, source: Source) -> None:
    site_server.pages |= {"/feed": (302, {"Location": "/new-feed"}, ""), "/new-feed": FEED}
    assert check(source).taken.new == 1
    assert source.address == site_server.at("/feed")


@pytest.mark.parametrize(
    ("status", "state"),
    [(403, State.BLOCKED), (429, State.BLOCKED), (451, State.BLOCKED), (410, State.GONE), (500, State.FAILING)],
)
def test_what_a_refusal_makes_of_a_source(site_server: Any, source: Source, status: int, state: State) -> None:
    site_server.pages["/feed"] = (status, {}, "no")
    checked = check(source)
    assert checked.source.state == state
    assert str(status) in checked.problem


def test_robots_that_ask_us_to_stay_out_are_obeyed_and_told_as_a_block(site_server: Any, source: Source) -> None:
    site_server.pages |= {"/feed": FEED, "/robots.txt": "User-agent: *\nDisallow: /feed\n"}
    checked = check(source)
    assert (checked.source.state, site_server.paths()) == (State.BLOCKED, [])
    assert "robots.txt" in checked.problem


def test_a_server_that_asks_us_to_wait_is_left_alone_for_so_long(site_server: Any, source: Source) -> None:
    site_server.pages["/feed"] = (503, {"Retry-After": str(5 * 3600)}, "busy")
    checked = check(source)
    assert checked.source.next_check is not None
    assert checked.source.next_check - NOW >= timedelta(hours=4, minutes=59)


def test_the_same_answer_again_is_not_read_again_and_keeps_the_notes(site_server: Any, source: Source) -> None:
    broken = FEED.replace("</channel></rss>", "")
    site_server.pages["/feed"] = (200, {"ETag": '"1"'}, broken)
    first = check(source)
    assert first.taken.new == 1
    assert first.problem
    site_server.pages["/feed"] = (200, {"ETag": '"2"'}, broken)
    again = check(source, NOW + timedelta(hours=1))
    assert (again.taken.known, again.taken.new, again.problem) == (0, 0, first.problem)
    source.refresh_from_db()
    assert (source.etag, source.last_success) == ('"2"', NOW + timedelta(hours=1))
    assert Item.objects.count() == 1


def test_an_article_is_one_item_whatever_its_address_carries_along(site_server: Any, source: Source) -> None:
    site_server.pages["/feed"] = FEED
    check(source)
    tracked = FEED.replace("4711", "4711?utm_source=rss&amp;utm_id=99").replace("<guid>1", "<guid>other")
    site_server.pages["/feed"] = tracked
    checked = check(source, NOW + timedelta(hours=1))
    assert (checked.taken.new, checked.taken.changed) == (0, 0)
    assert Item.objects.get().also_seen.get().guid == "other"
