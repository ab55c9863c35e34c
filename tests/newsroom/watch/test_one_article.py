"""One item for each article, however often and wherever it is seen: over real HTTP, through whole rounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import pytest

from interlink.newsroom.watch import rounds
from interlink.newsroom.watch.models import AlsoSeen, Copy, Item, Reading, Source, Version

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TEXT = " ".join(
    f"On day {number} the harbour board met in room {number * 7} and the clerk read letter {number * 13} aloud."
    for number in range(1, 12)
)
HARM = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a>\u202e"


def feed(*entries: str) -> str:
    return f"<rss version='2.0'><channel><title>Gazette</title>{''.join(entries)}</channel></rss>"


def entry(address: str, guid: str = "", title: str = "The lease is lost") -> str:
    return (
        f"<item><title>{title}</title><link>{escape(address)}</link><guid isPermaLink='false'>{guid or address}</guid>"
        "<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item>"
    )


def page(text: str = TEXT, canonical: str = "") -> str:
    link = f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    return (
        f"<html lang='en'><head><title>The lease is lost</title>{link}</head><body><article>"
        f"<h1>The lease is lost</h1><p>{text}</p></article></body></html>"
    )


def watch(*sources: Source, at: datetime = NOW) -> None:
    """Run a round as the worker does: ask, then read what is new."""
    list(rounds.check_sources(Source.objects.filter(pk__in=[one.pk for one in sources]), lambda: at))
    list(rounds.read_items(Item.objects.filter(reading=Reading.WAITING), lambda: at))


@pytest.fixture
def gazette(site_server: Any) -> Source:
    site_server.pages |= {"/news/lease-4711": page()}
    return Source.objects.create(name="Gazette", address=site_server.at("/feed"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/news/lease-4711?utm_source=rss&fbclid=9#top", "gazette"),
        ("/news/lease-4711/amp", "gazette"),
        ("/news/lease-4711?outputType=amp", "gazette"),
        ("/news/lease-4711", "m.gazette"),
        ("/news/lease-4711", "www.gazette"),
    ],
    ids=["tracked", "AMP path", "AMP view", "mobile host", "www"],
)
def test_other_ways_to_the_article_are_sightings_of_it(site_server: Any, gazette: Source, path: str, name: str) -> None:
    site_server.pages["/feed"] = feed(entry(site_server.at("/news/lease-4711")))
    watch(gazette)
    site_server.pages["/other"] = feed(entry(site_server.at(path, name), "another guid"))
    second = Source.objects.create(name="Front page", address=site_server.at("/other"))
    watch(second, at=NOW + timedelta(hours=1))
    item = Item.objects.get()
    assert (item.source, list(AlsoSeen.objects.values_list("item", "source"))) == (gazette, [(item.pk, second.pk)])


def test_a_page_that_names_the_article_as_its_own_address_is_that_article(site_server: Any, gazette: Source) -> None:
    article = site_server.at("/news/lease-4711")
    site_server.pages |= {
        "/feed": feed(entry(article)),
        "/other": feed(entry(site_server.at("/share/x81"))),
        "/share/x81": page(canonical=article),
    }
    watch(gazette)
    watch(Source.objects.create(name="Shared", address=site_server.at("/other")), at=NOW + timedelta(hours=1))
    assert Item.objects.get().address == article


def test_a_new_guid_or_title_changes_the_item_and_keeps_what_it_said(site_server: Any, gazette: Source) -> None:
    article = site_server.at("/news/lease-4711")
    for hours, (guid, title, text) in enumerate(
        [("one", "The lease is lost", TEXT), ("one", "The lease is kept", TEXT + " It is kept."),
         ("two", "The lease is kept", TEXT + " It is kept.")]
    ):  # fmt: skip
        site_server.pages |= {"/feed": feed(entry(article, guid, title)), "/news/lease-4711": page(text)}
        watch(gazette, at=NOW + timedelta(hours=hours))
    item = Item.objects.get()
    assert (item.title, item.text.endswith("It is kept.")) == ("The lease is kept", True)
    (version,) = Version.objects.all()
    assert (version.title, version.text.endswith("It is kept.")) == ("The lease is lost", False)


def test_a_syndicated_copy_and_a_near_one_stay_items_and_are_linked(site_server: Any, gazette: Source) -> None:
    site_server.pages |= {
        "/feed": feed(entry(site_server.at("/news/lease-4711"))),
        "/wire": feed(entry(site_server.at("/wire/a-88", "courier"), title="Harbour loses lease")),
        "/wire/a-88": page(canonical=site_server.at("/news/lease-4711")),
        "/echo": feed(entry(site_server.at("/echo/b-99", "echo"), title="Lease gone")),
        "/echo/b-99": page(TEXT + " Nobody could be reached for a word on it."),
    }
    watch(
        gazette,
        Source.objects.create(name="Courier", address=site_server.at("/wire", "courier")),
        Source.objects.create(name="Echo", address=site_server.at("/echo", "echo")),
    )
    assert Item.objects.count() == 3
    linked = {frozenset((one.item.source.name, one.of.source.name)): one.likeness for one in Copy.objects.all()}
    assert linked.keys() == {
        frozenset(pair) for pair in (("Gazette", "Courier"), ("Gazette", "Echo"), ("Courier", "Echo"))
    }
    assert linked[frozenset(("Gazette", "Courier"))] == 1
    assert 0.8 <= linked[frozenset(("Gazette", "Echo"))] < 1


def test_script_in_every_field_of_feed_and_page_is_stored_harmless(site_server: Any, gazette: Source) -> None:
    said, article = escape(HARM), site_server.at("/news/lease-4711")
    site_server.pages |= {
        "/feed": (
            "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
            f"<title>{said}</title><link>javascript:alert(4)</link><language>{said}</language>"
            f"<item><title>{said}Lease</title><link>{article}</link><guid>{said}</guid><dc:creator>{said}Ida</dc:creator>"
            f"<description>{said}Lost.</description><category>{said}</category></item>"
            f"<item><title>Second</title><link>javascript:alert(5)</link><description>{said}Text.</description></item>"
            "</channel></rss>"
        ),
        "/news/lease-4711": page(f"{TEXT}{HARM}").replace(
            "<head>",
            f"<head><meta name='author' content=\"{said}\"><meta property='article:section' content=\"{said}\">"
            "<meta property='og:image' content='javascript:alert(6)'>",
        ),
    }
    watch(gazette)
    gazette.refresh_from_db()
    second, first = Item.objects.order_by("address")
    assert (first.address, second.address) == (article, "")
    fields = ("title", "byline", "summary", "text", "section", "image", "language", "guid")
    stored = [str(getattr(item, name)) for item in (first, second) for name in fields]
    stored += [gazette.name, gazette.site, gazette.language]
    assert [one for one in stored if any(mark in one for mark in ("<script", "<img", "onerror=", "\u202e"))] == []
    assert (first.image, gazette.site) == ("", "")
