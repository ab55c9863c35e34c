"""From any address to a source, on the demo press over real HTTP."""

from __future__ import annotations

from typing import Protocol

import pytest

from interlink.newsroom.watch.errors import AlreadyWatched, NoFeedFound
from interlink.newsroom.watch.finding import add_source, find_feed

pytestmark = pytest.mark.django_db


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    def site(self, outlet: str) -> str: ...
    def feed(self, outlet: str) -> str: ...


@pytest.mark.parametrize("outlet", ["courier", "ledger", "phare", "bote", "fleta", "miraat", "peyk"])
def test_a_feed_is_found_from_an_outlets_front_page(demo_press_server: DemoPress, outlet: str) -> None:
    found = find_feed(demo_press_server.site(outlet) + "/")
    assert found.address == demo_press_server.feed(outlet)
    assert found.feed.entries


def test_a_feeds_own_address_is_taken_as_it_is(demo_press_server: DemoPress) -> None:
    found = find_feed(demo_press_server.feed("courier"))
    assert found.address == demo_press_server.feed("courier")
    assert "Courier" in found.name


def test_a_page_without_a_feed_is_told_with_the_way_out(demo_press_server: DemoPress) -> None:
    address = demo_press_server.site("trouble") + "/notafeed"
    with pytest.raises(NoFeedFound, match="give that address") as caught:
        find_feed(address)
    assert caught.value.address == address


def test_an_address_that_answers_with_an_error_is_told_with_its_number(demo_press_server: DemoPress) -> None:
    with pytest.raises(NoFeedFound, match="404"):
        find_feed(demo_press_server.site("trouble") + "/nowhere")


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/feed", "http://", "ftp://gazette.example/feed", "gazette example"]
)
def test_an_address_that_cannot_be_fetched_is_told_in_a_sentence(db: None, address: str) -> None:
    with pytest.raises(NoFeedFound, match=r"\.$"):
        find_feed(address)


def test_a_source_is_added_once_with_the_feeds_own_title_site_and_language(demo_press_server: DemoPress) -> None:
    found = find_feed(demo_press_server.feed("phare"))
    source = add_source(found)
    assert (source.name, source.language) == (found.feed.title, "fr")
    assert source.site.startswith(demo_press_server.site("phare"))
    assert source.next_check is None
    with pytest.raises(AlreadyWatched, match="Phare"):
        add_source(found)


def test_a_name_and_language_that_are_given_win_over_the_feeds(demo_press_server: DemoPress) -> None:
    source = add_source(find_feed(demo_press_server.feed("phare")), name="The Lighthouse", language="en")
    assert (source.name, source.language) == ("The Lighthouse", "en")
