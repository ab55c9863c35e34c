"""Where a site keeps its feeds."""

# ruff: noqa: E501 - samples read best as they stand

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.discover import MAX_FOUND, find_feeds

ADDRESS = "http://courier.example/en/"
PAGE = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="News &amp; sea" href="/rss.xml">
<link rel="alternate" type="application/feed+json" href="feed.json">
<link rel="alternate" hreflang="fr" href="/fr/"><link rel="alternate" type="application/rss+xml" href="javascript:x">
</head><body><a href="/sport/rss">Sport</a><a href="/news/ferry">Ferry</a><a href="/feedback">Tell us</a></body></html>"""


def test_declared_feeds_come_first_and_comments_after_them():
    found = find_feeds(PAGE, address=ADDRESS)
    assert [(feed.address, feed.title, feed.media_type) for feed in found[:4]] == [
        ("http://courier.example/rss.xml", "News & sea", "application/rss+xml"),
        ("http://courier.example/en/feed.json", "", "application/feed+json"),
        ("http://courier.example/comments/feed/", "Comments", "application/rss+xml"),
        ("http://courier.example/sport/rss", "Sport", None),
    ]
    assert not any("feedback" in feed.address or "news/ferry" in feed.address for feed in found)


def test_without_any_hint_the_usual_paths_are_offered():
    found = [feed.address for feed in find_feeds(b"<p>Hello</p>", address="http://courier.example:8801/en/")]
    assert "http://courier.example:8801/feed/" in found
    assert "http://courier.example:8801/feed.json" in found


def test_each_address_is_offered_once_and_not_too_many():
    body = b"<link rel=alternate type=application/rss+xml href=/feed/>" * 3 + b"".join(
        b"<link rel=alternate type=application/rss+xml href=/f%d>" % n for n in range(500)
    )
    found = [feed.address for feed in find_feeds(body, address=ADDRESS)]
    assert len(found) == len(set(found)) == MAX_FOUND


@given(st.binary(max_size=2000), st.sampled_from([ADDRESS, "", "http://[", "nonsense"]))
@settings(deadline=None, max_examples=60)
def test_any_page_is_looked_through(body, address):
    started = time.thread_time()
    find_feeds(body, address=address)
    assert time.thread_time() - started < 1
