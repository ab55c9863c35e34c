"""The feed, read by two readers."""

from __future__ import annotations

from collections.abc import Callable

import feedparser

from interlink.lib.reading.feeds import read_feed
from interlink.newsroom.press import feeds

Read = Callable[[str], str]


def test_a_feed_reader_gets_every_entry_in_full(press, read: Read) -> None:
    post = press.post(title="Members & <homes>", comment="<p>Our own <b>words</b>.</p>")
    feed = feedparser.parse(read("/en/feed.atom"))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Meridian Watch"
    assert feed.feed.language == "en"
    assert feed.feed.id.startswith("urn:uuid:")
    (entry,) = feed.entries
    assert entry.title == "Members & <homes>"
    assert entry.link == "http://watch.example/en/2026/11/sell-their-homes/"
    assert entry.id == feeds.identity(post)
    assert entry.author == "Ida Marwick, The Harbour Gazette"
    assert entry.published == entry.updated == "2026-11-24T12:00:00+00:00"
    assert "Most have refused." in entry.content[0].value
    assert "Our own <b>words</b>." in entry.content[0].value
    assert {"rel": "via", "href": "https://gazette.example/sell-their-homes", "type": "text/html"} in [
        dict(link) for link in entry.links
    ]


def test_our_own_reader_reads_our_feed(press, read: Read) -> None:
    press.post("خانهها", "fa", title="خانه‌هایشان")
    feed = read_feed(read("/fa/feed.atom").encode(), address="http://watch.example/fa/feed.atom")
    assert feed.problem is None
    assert feed.language == "fa"
    assert [entry.title for entry in feed.entries] == ["خانه‌هایشان"]


def test_each_language_has_its_own_feed_and_identities(press, read: Read) -> None:
    english = press.post("in-english")
    persian = press.post("in-persian", "fa", translation_key=english.translation_key)
    assert feeds.identity(english) != feeds.identity(persian)
    assert "in-persian" not in read("/en/feed.atom")


def test_an_identity_outlives_a_change_of_title_and_address(press) -> None:
    post = press.post()
    before = feeds.identity(post)
    post.title, post.slug = "Another title", "another-slug"
    post.save()
    assert feeds.identity(post) == before


def test_the_same_posts_give_the_same_bytes(press, read: Read) -> None:
    assert read("/en/feed.atom") == read("/en/feed.atom"), "also without posts"
    press.post()
    assert read("/en/feed.atom") == read("/en/feed.atom")


def test_drafts_are_not_in_the_feed(press, read: Read) -> None:
    press.post("secret-draft", live=False)
    assert "secret-draft" not in read("/en/feed.atom")
