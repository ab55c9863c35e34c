"""From any address to a source: on the demo press and on a little site, over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest
from click.testing import CliRunner
from mail_server import MailServer

from interlink.cli import main
from interlink.lib.fetch.mailboxes import Security
from interlink.lib.reading.feeds import Feed
from interlink.newsroom.watch import adding, finding, rounds
from interlink.newsroom.watch.errors import AlreadyWatched, NoSuchMailbox, NothingFound
from interlink.newsroom.watch.models import EventKind, Kind, Source

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
SITEMAP = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>/news/harbour-lease-is-lost-4711</loc><lastmod>{YESTERDAY:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>
<url><loc>/news/council-meets-in-spring-4712</loc><lastmod>{YESTERDAY:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>
</urlset>"""
LISTING = """<html><head><title>The Quiet Gazette</title></head><body><nav><a href="/about">About</a></nav><main>
<div class="card"><h2><a href="/news/harbour-lease-is-lost-4711">The lease is lost</a></h2><p>Words.</p></div>
<div class="card"><h2><a href="/news/council-meets-in-spring-4712">The council meets</a></h2><p>Words.</p></div>
<div class="card"><h2><a href="/news/ferry-runs-again-4713">The ferry runs again</a></h2><p>Words.</p></div>
</main><footer><a href="/legal/terms-of-use-and-privacy">Terms</a></footer></body></html>"""
# Links that look like nothing: only a person knows which of them are articles.
ODD = """<html><head><title>Odd</title></head><body><main>
<p class="one"><a href="/a">First thing</a></p><p class="one"><a href="/b">Second thing</a></p>
<ul><li><a href="/x">Shop</a></li></ul></main></body></html>"""


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    def site(self, outlet: str) -> str: ...
    def feed(self, outlet: str) -> str: ...


@pytest.mark.parametrize("outlet", ["courier", "ledger", "phare", "bote", "fleta", "miraat", "peyk"])
def test_a_feed_is_found_from_an_outlets_front_page(demo_press_server: DemoPress, outlet: str) -> None:
    found = finding.look(demo_press_server.site(outlet) + "/")
    assert (found.kind, found.address) == (Kind.FEED, demo_press_server.feed(outlet))
    assert found.latest


def test_a_feeds_own_address_is_taken_as_it_is(demo_press_server: DemoPress) -> None:
    found = finding.look(demo_press_server.feed("courier"))
    assert found.address == demo_press_server.feed("courier")
    assert "Courier" in found.name


def test_a_page_that_tells_nothing_asks_for_an_example(site_server: Any) -> None:
    site_server.pages["/"] = ODD
    with pytest.raises(NothingFound, match="as an example") as caught:
        finding.look(site_server.at("/"))
    assert caught.value.example_helps
    assert caught.value.address == site_server.at("/")
    found = finding.look(site_server.at("/"), "/b")
    assert (found.kind, [entry.title for entry in found.latest]) == (Kind.LISTING, ["First thing", "Second thing"])
    assert found.warning == ""


def test_an_example_that_is_not_on_the_page_is_told(site_server: Any) -> None:
    site_server.pages["/"] = ODD
    with pytest.raises(NothingFound, match="link") as caught:
        finding.look(site_server.at("/"), site_server.at("/elsewhere"))
    assert caught.value.example_helps


def test_a_feed_that_could_do_harm_is_told_as_one(site_server: Any) -> None:
    site_server.pages["/feed"] = '<!DOCTYPE a [<!ENTITY a "aa">]><rss><channel><title>&a;</title></channel></rss>'
    with pytest.raises(NothingFound, match="was not read") as caught:
        finding.look(site_server.at("/feed"))
    assert not caught.value.example_helps


def test_a_sitemap_with_dates_goes_before_a_guess(site_server: Any) -> None:
    site_server.pages |= {"/": LISTING, "/robots.txt": "Sitemap: /map.xml\nUser-agent: *\n", "/map.xml": SITEMAP}
    site_server.pages["/robots.txt"] = f"Sitemap: {site_server.at('/map.xml')}\n"
    found = finding.look(site_server.at("/"))
    assert (found.kind, found.address) == (Kind.SITEMAP, site_server.at("/map.xml"))
    assert len(found.latest) == 2


def test_a_page_without_feed_or_sitemap_is_watched_by_its_links_with_a_warning(site_server: Any) -> None:
    site_server.pages["/"] = LISTING
    found = finding.look(site_server.at("/"))
    assert (found.kind, found.address, found.name) == (Kind.LISTING, site_server.at("/"), "The Quiet Gazette")
    assert [entry.title for entry in found.latest] == ["The lease is lost", "The council meets", "The ferry runs again"]
    assert "example" in found.warning


def test_a_listing_that_was_added_is_read_by_what_was_learnt(site_server: Any) -> None:
    site_server.pages["/"] = ODD
    source = adding.add(finding.look(site_server.at("/"), "/a"), folder="Coast")
    (checked,) = rounds.check_sources([source], lambda: datetime.now(UTC))
    assert (checked.taken.new, checked.problem, source.folder) == (2, "", "Coast")
    site_server.pages["/"] = ODD.replace('class="one"', 'class="teaser"').replace('"/b"', '"/c"')
    adding.relearn(source, finding.learn_again(source, "/c"))
    (checked,) = rounds.check_sources([source], lambda: datetime.now(UTC))
    assert (checked.taken.new, checked.problem) == (1, "")


def test_a_listing_that_is_watched_is_learnt_anew_by_the_command_after_showing(site_server: Any) -> None:
    site_server.pages["/"] = ODD

    def add(example: str, *more: str) -> str:
        told = CliRunner().invoke(main, ["source", "add", site_server.at("/"), "--example", example, *more])
        return str(told.output)

    assert "Watching" in add("/a")
    site_server.pages["/"] = ODD.replace('class="one"', 'class="teaser"').replace('"/b"', '"/c"')
    before = Source.objects.get().memory
    assert "Nothing was changed." in add("/c", "--look")
    assert Source.objects.get().memory == before
    assert "Second thing" in add("/c")
    assert Source.objects.get().memory != before
    assert "read just so" in add("/c")
    Source.objects.update(kind=Kind.FEED)
    assert "can be read without an example" in add("/c")


def test_a_mailbox_is_named_by_its_place_in_the_settings(
    listening: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FQDN", "mail.localhost")
    server = MailServer(listening, None, Security.NONE)
    letter = (
        "From: The Herald <news@herald.example>\r\nSubject: The lease is lost\r\nMessage-ID: <1@herald.example>\r\n"
    )
    server.deliver((letter + "\r\nThe Fellowship lost its lease.\r\n").encode())
    settings.INTERLINK_MAILBOXES = {"letters": server.account}
    settings.INTERLINK_ALLOWED_LOOPBACK = server.rules.allowed_loopback
    found = finding.look("imap://letters/INBOX")
    assert (found.kind, found.name) == (Kind.MAILBOX, "The Herald")
    assert finding.look("imap://Letters").address == found.address == "imap://letters/INBOX"
    assert [entry.title for entry in found.latest] == ["The lease is lost"]
    with pytest.raises(NoSuchMailbox, match=r"\[mailboxes\.post\]"):
        finding.look("imap://post/INBOX")
    with pytest.raises(NothingFound, match="Nowhere"):
        finding.look("imap://letters/Nowhere")


def test_an_address_that_answers_with_an_error_is_told_with_its_number(site_server: Any) -> None:
    with pytest.raises(NothingFound, match="404"):
        finding.look(site_server.at("/nowhere"))


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/feed", "http://", "ftp://gazette.example/feed", "gazette example", ""]
)
def test_an_address_that_cannot_be_fetched_is_told_in_a_sentence(db: None, address: str) -> None:
    with pytest.raises(NothingFound, match=r"\.$"):
        finding.look(address)


def test_a_source_is_added_once_with_its_own_title_site_and_language(demo_press_server: DemoPress) -> None:
    found = finding.look(demo_press_server.feed("phare"))
    source = adding.add(found)
    assert (source.name, source.language, source.kind) == (found.feed.title, "fr", Kind.FEED)
    assert source.site.startswith(demo_press_server.site("phare"))
    assert source.next_check is None
    assert [event.kind for event in source.events.all()] == [EventKind.ADDED]
    with pytest.raises(AlreadyWatched, match="Phare"):
        adding.add(found)
    with pytest.raises(AlreadyWatched, match="Phare"):
        adding.refuse_known(finding.look(demo_press_server.site("phare") + "/"))


def test_a_name_and_language_that_are_given_win(demo_press_server: DemoPress) -> None:
    source = adding.add(finding.look(demo_press_server.feed("phare")), name="The Lighthouse", language="en")
    assert (source.name, source.language) == ("The Lighthouse", "en")


def test_a_channel_is_known_in_capitals_too() -> None:
    source = Source.objects.create(name="Harbour", kind=Kind.TELEGRAM, address="https://t.me/s/harbour")
    found = finding.Proposal(Kind.TELEGRAM, "https://t.me/s/Harbour", Feed("Harbour", None, None, ()))
    assert adding.known_as(found) == source
