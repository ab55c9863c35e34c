"""Every feed in every form, and what machines are told of pages: sitemaps, NewsArticle, ninjs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from interlink.lib.reading.feeds import read_feed
from interlink.newsroom.press import feeds, sitemaps
from interlink.newsroom.press.bake.addresses import address_of, public_addresses
from interlink.newsroom.press.lists.addresses import touched_by_move
from interlink.newsroom.press.lists.upkeep import places_of
from interlink.newsroom.press.models import Correction, SiteLook

Read = Callable[[str], str]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RLO = "\u202e"


@pytest.fixture
def site(press) -> Any:
    """Posts in two languages with all that they can have, and a digest."""
    english = press.post("one", title="Members & <homes>", comment="<p>Our own <b>words</b>.</p>")
    english.tags.add("courts")
    english.save()
    persian = press.post("خانه", "fa", title="خانه‌هایشان", translation_key=english.translation_key)
    press.digest([english])
    press.english, press.persian = english, persian
    return press


def feed_stems() -> set[str]:
    return {address.removesuffix("atom") for address in public_addresses() if address.endswith("feed.atom")}


def test_each_feed_is_there_in_each_form_with_the_same_entries(site, read: Read) -> None:
    assert {
        "/feed.", "/en/feed.", "/fa/feed.", "/en/digests/feed.", "/en/removed/feed.", "/en/tag/courts/feed.",
        "/en/outlet/the-harbour-gazette/feed.",
    } <= feed_stems()  # fmt: skip
    for stem in sorted(feed_stems()):
        atom, rss = (feedparser.parse(read(f"{stem}{form}")) for form in ("atom", "rss"))
        told = json.loads(read(f"{stem}json"))
        assert not atom.bozo
        assert not rss.bozo
        assert (atom.version, rss.version) == ("atom10", "rss20")
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["feed_url"] == f"http://watch.example{stem}json"
        assert (
            [one.id for one in atom.entries] == [one.id for one in rss.entries] == [one["id"] for one in told["items"]]
        )
        assert [one.title for one in atom.entries] == [one["title"] for one in told["items"]]
        for form in ("atom", "rss", "json"):
            address = f"http://watch.example{stem}{form}"
            ours = read_feed(read(f"{stem}{form}").encode(), address=address)
            assert ours.problem is None, address
            assert len(ours.entries) == len(told["items"]), address


def test_rss_and_json_have_the_whole_post_too(site, read: Read) -> None:
    (entry,) = feedparser.parse(read("/en/feed.rss")).entries
    (item,) = json.loads(read("/en/feed.json"))["items"]
    for content in (entry.content[0].value, item["content_html"]):
        assert "Most have refused." in content
        assert "Our own <b>words</b>." in content
    assert item["external_url"] == "https://gazette.example/one"
    assert item["tags"] == [tag.term for tag in entry.tags] == ["courts"]
    assert item["summary"] == entry.summary
    assert entry.guidislink is False
    root = ElementTree.fromstring(read("/en/feed.rss"))
    assert root.find("channel/item/guid").get("isPermaLink") == "false"


def test_the_feed_of_all_has_each_post_in_its_own_language(site, read: Read) -> None:
    items = json.loads(read("/feed.json"))["items"]
    assert {item["language"] for item in items} == {"en", "fa"}
    assert {item["id"] for item in items} == {feeds.identity(site.english), feeds.identity(site.persian)}
    assert "خواندن گزارش در منبع" in next(item["content_html"] for item in items if item["language"] == "fa")


def test_feeds_name_their_hub_where_there_is_one(site, read: Read, settings) -> None:
    assert 'rel="hub"' not in read("/en/feed.atom") + read("/en/feed.rss")
    settings.INTERLINK_HUB = "https://hub.example/"
    for form in ("atom", "rss"):
        hubs = [one.href for one in feedparser.parse(read(f"/en/feed.{form}")).feed.links if one.rel == "hub"]
        assert hubs == ["https://hub.example/"]
    assert json.loads(read("/en/feed.json"))["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


@pytest.mark.parametrize(
    "address", ["/en/feed.html", "/en/tag/nothing/feed.rss", "/xx/feed.json", "/feed.", "/en/2026/11/none/ninjs.json"]
)
def test_a_feed_that_is_not_there_is_answered_calmly(site, client: Client, address: str) -> None:
    assert client.get(address, headers={"host": "watch.example"}, follow=True).status_code == 404


def test_the_sitemaps_list_every_page_once(site, read: Read) -> None:
    index = ElementTree.fromstring(read("/sitemap.xml"))
    maps = [one.text.removeprefix("http://watch.example") for one in index.iter(f"{MAP}loc")]
    assert "/sitemap-en-2026.xml" in maps
    assert "Sitemap: http://watch.example/sitemap.xml" in read("/robots.txt")
    listed = [one.text for name in maps for one in ElementTree.fromstring(read(name)).iter(f"{MAP}loc")]
    assert len(listed) == len(set(listed))
    for page in (site.english, site.persian):
        assert f"http://watch.example{address_of(page)}" in listed
    assert {"http://watch.example/en/", "http://watch.example/en/tag/courts/"} <= set(listed)
    for address in listed:
        assert read(address.removeprefix("http://watch.example"))


def test_the_news_sitemap_has_the_last_two_days(site, read: Read) -> None:
    assert "<url>" not in read("/news-sitemap.xml")
    site.post("fresh", title="Fresh & <new>", first_published_at=timezone.now() - timedelta(hours=1))
    page = read("/news-sitemap.xml")
    assert "<news:title>Fresh &amp; &lt;new&gt;</news:title>" in page
    assert "<news:language>en</news:language>" in page
    ElementTree.fromstring(page)


def test_a_post_that_is_too_old_for_the_news_leaves_their_sitemap(site) -> None:
    posted = site.english.first_published_at
    two_days_later = posted + timedelta(days=2, minutes=1)
    assert sitemaps.news_left(two_days_later - timedelta(hours=1), two_days_later)
    assert not sitemaps.news_left(posted, posted + timedelta(days=1))
    assert not sitemaps.news_left(two_days_later, two_days_later + timedelta(days=1))


def alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="http://watch.example([^"]+)">', page))


@pytest.mark.parametrize(
    "path", ["2026/", "2026/11/", "outlets/", "tags/", "digests/", "removed/", "corrections/", "library/", "about/"]
)
def test_lists_name_the_same_list_in_the_other_languages(site, read: Read, path: str) -> None:
    found = alternates(read(f"/en/{path}"))
    assert found == {"en": f"/en/{path}", "fa": f"/fa/{path}"} == alternates(read(f"/fa/{path}"))


def test_a_list_that_one_language_has_names_no_other(site, read: Read) -> None:
    site.post("older", first_published_at=datetime(2026, 9, 1, 12, tzinfo=UTC))
    assert alternates(read("/en/2026/09/")) == {}
    assert alternates(read("/en/tag/courts/")) == {}
    assert "/en/2026/09/" in touched_by_move(
        places_of(site.post("fa-older", "fa", first_published_at=datetime(2026, 9, 2, 12, tzinfo=UTC)))
    )


def test_the_choice_of_languages_tells_what_there_is_in_each(site, read: Read) -> None:
    page = read("/")
    assert "۱ نوشته" in page
    for one in (site.english, site.persian):
        assert f'href="{address_of(one)}"' in page
    for address in ("/en/feed.atom", "/fa/feed.json", "/feed.rss"):
        assert f'href="{address}"' in page


def data_block(page: str) -> Any:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)


def test_a_post_says_what_it_cites_and_where_that_is_kept(site, read: Read) -> None:
    told = data_block(read(address_of(site.english)))
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == "Members & <homes>"
    assert told["inLanguage"] == "en"
    assert told["keywords"] == ["courts"]
    assert datetime.fromisoformat(told["datePublished"]) == site.english.first_published_at
    citation = told["citation"]
    assert citation["url"] == "https://gazette.example/one"
    assert citation["publisher"]["name"] == "The Harbour Gazette"
    assert citation["archivedAt"] == f"http://watch.example/evidence/{site.english.capture_id}/"
    assert date.fromisoformat(citation["datePublished"]) == date(2026, 11, 23)
    assert told["workTranslation"] == [{"@id": f"http://watch.example{address_of(site.persian)}"}]


def test_a_post_says_what_was_corrected_in_it(press, read: Read) -> None:
    post = press.post("one")
    assert "correction" not in data_block(read(address_of(post)))
    post.corrections.add(Correction(on=date(2026, 11, 25), wrong="Two towns.", right="Three <towns>.\n\nNot two."))
    post.save()
    (correction,) = data_block(read(address_of(post)))["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["datePublished"] == "2026-11-25"
    assert correction["text"] == "What was wrong: Two towns. What is right: Three <towns>. Not two."


def test_a_data_block_cannot_be_broken_out_of(press, read: Read) -> None:
    evil = '</script><script>alert("1")</script><!--' + RLO
    post = press.post("evil", title=evil, byline=evil, outlet=evil, place=evil, excerpt=evil)
    told = data_block(read(address_of(post)))
    assert told["headline"] == evil.removesuffix(RLO)
    assert told["citation"]["author"]["name"] == told["headline"]


def test_a_post_is_there_as_ninjs(site, read: Read) -> None:
    told = json.loads(read(f"{address_of(site.english)}ninjs.json"))
    assert told["standard"]["version"] == "2.1"
    assert told["uri"] == feeds.identity(site.english)
    assert (told["type"], told["representationtype"], told["language"]) == ("text", "full", "en")
    assert told["headlines"][0]["value"] == "Members & <homes>"
    assert "Most have refused." in told["bodies"][0]["value"]
    assert told["located"] == "Port Ellery"
    # The names that the standard's schema knows; it allows no others.
    assert told.keys() <= {
        "uri", "standard", "type", "representationtype", "firstcreated", "versioncreated", "pubstatus", "language",
        "title", "headlines", "descriptions", "bodies", "by", "located", "infosources", "subjects",
        "copyrightholder", "renditions", "trustindicators",
    }  # fmt: skip
    known = {
        "standard": {"name", "version", "schema"}, "headlines": {"role", "contenttype", "value"},
        "descriptions": {"role", "contenttype", "value"}, "bodies": {"role", "contenttype", "value"},
        "infosources": {"name", "role", "uri", "literal"}, "subjects": {"name", "rel", "uri", "literal"},
        "renditions": {"name", "href", "contenttype", "title"}, "trustindicators": {"role", "title", "href"},
    }  # fmt: skip
    for name, properties in known.items():
        parts = told.get(name, [])
        for part in [parts] if isinstance(parts, dict) else parts:
            assert part.keys() <= properties, name
            assert all(isinstance(value, str) for value in part.values()), name
            assert all(urlsplit(part[key]).scheme for key in ("uri", "href", "schema") if key in part), name
    assert datetime.fromisoformat(told["versioncreated"]).tzinfo is not None


def test_a_page_names_its_address_and_its_other_languages(site, read: Read) -> None:
    page = read(address_of(site.persian))
    own, other = f"http://watch.example{address_of(site.persian)}", f"http://watch.example{address_of(site.english)}"
    assert page.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="{own}">' in page
    assert f'<link rel="alternate" hreflang="en" href="{other}">' in page
    assert f'<link rel="alternate" hreflang="fa" href="{own}">' in page
    assert '<meta property="og:title" content="خانه‌هایشان">' in page
    assert read("/fa/about/").count("hreflang=") == 2


def test_the_groups_name_is_the_one_that_was_set_in_the_desk(site, read: Read) -> None:
    SiteLook.objects.create(name="Meridian Observer")
    assert "Meridian Observer" in read("/en/")
    assert feedparser.parse(read("/en/feed.atom")).feed.title == "Meridian Observer"
    assert data_block(read(address_of(site.english)))["publisher"]["name"] == "Meridian Observer"
