"""What is asked about the public site."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.press import queries
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.rules import ALL, Span
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Press(Protocol):
    """What these tests use of the site under test."""

    fronts: dict[str, FrontPage]

    def capture(self, address: str = ..., **fields: Any) -> Capture: ...
    def post(self, slug: str = ..., language: str = ..., *, live: bool = ..., **fields: Any) -> PostPage: ...
    def digest(self, posts: list[PostPage], ends_on: date = ..., *, live: bool = ...) -> DigestPage: ...


def test_readers_see_live_posts_of_one_language_the_newest_first(press: Press) -> None:
    old = press.post("old", first_published_at=NOON - timedelta(days=1))
    new = press.post("new")
    press.post("draft", live=False)
    press.post("persian", "fa")
    assert list(queries.live_posts(press.fronts["en"])) == [new, old]
    assert list(queries.newest_posts(press.fronts["en"], 1)) == [new]


def test_months_are_counted_by_the_date_in_the_address(press: Press) -> None:
    october = press.post("october", first_published_at=datetime(2026, 10, 3, tzinfo=UTC))
    press.post("one")
    press.post("two")
    assert lists.latest_months("en") == [lists.Month(date(2026, 11, 1), 2), lists.Month(date(2026, 10, 1), 1)]
    found = lists.span_page("en", ALL, Span(2026, 10), None)
    assert found is not None
    assert [post.pk for post in found.posts] == [october.pk]
    assert lists.latest_months("fa") == []


def test_a_digest_knows_the_one_before_and_the_one_after_it(press: Press) -> None:
    post = press.post()
    first, second, third = (press.digest([post], date(2026, 11, day)) for day in (13, 20, 27))
    assert queries.newest_digest(press.fronts["en"]) == third
    assert queries.previous_digest(second) == first
    assert queries.next_digest(second) == third
    assert queries.previous_digest(first) is None
    assert queries.next_digest(third) is None


def test_only_whole_captures_of_live_posts_have_a_page(press: Press) -> None:
    cited = press.post("cited").capture
    press.post("draft", live=False)
    press.post("failed", capture=press.capture("https://gazette.example/failed", state=CaptureState.FAILED))
    press.capture("https://gazette.example/nobody")
    assert list(queries.cited_captures()) == [cited]


def test_all_live_posts_that_cite_a_capture_are_found(press: Press) -> None:
    capture = press.capture()
    one = press.post("one", capture=capture)
    other = press.post("other", "fa", capture=capture, first_published_at=NOON + timedelta(hours=1))
    press.post("draft", live=False, capture=capture)
    assert queries.citing_posts(capture) == [one, other]


def test_a_page_knows_its_live_translations(press: Press) -> None:
    assert queries.live_translations(press.fronts["en"]) == [press.fronts["fa"]]
    press.fronts["fa"].unpublish()
    assert queries.live_translations(press.fronts["en"]) == []
