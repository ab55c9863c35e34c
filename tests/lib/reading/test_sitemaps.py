"""Sitemaps of every kind, whole, broken and hostile."""

import contextlib
import gzip
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.errors import NotASitemap, RefusedSitemap, SitemapError
from interlink.lib.reading.instants import Precision
from interlink.lib.reading.sitemaps import MAX_ENTRIES, MAX_SITEMAP_BYTES, Sitemap, looks_like_article, read_sitemap

ADDRESS = "https://courier.example/sitemap.xml"
PLAIN = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://courier.example/</loc><lastmod>2024-10-01</lastmod></url>
<url><loc> https://courier.example/news/ferry-is-back?a=1&amp;b=2 </loc><lastmod>2024-10-02T13:00:00+02:00</lastmod>
<image:image><image:loc>https://courier.example/a.jpg</image:loc><image:title>A boat</image:title></image:image></url>
<url><loc><![CDATA[/news/relative-and-old-one]]></loc></url></urlset>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://peyk.example/1</loc><n:news><n:publication><n:name>پیک ساحل</n:name><n:language>fa</n:language>
</n:publication><n:publication_date>2024-10-02T13:00:00+03:30</n:publication_date><n:title>کشتی‌ها می‌آیند</n:title>
</n:news></url><url><loc>https://peyk.example/2</loc><n:news><n:publication><n:language>fa</n:language>
</n:publication><n:publication_date>2024-10-03</n:publication_date><n:title>A &lt;b&gt;boat&lt;/b&gt;</n:title>
</n:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://courier.example/a.xml</loc>
<lastmod>2024-09-01</lastmod></sitemap><sitemap><loc>/b.xml.gz</loc><lastmod>2024-10-01</lastmod></sitemap>
<sitemap><loc>/c.xml</loc></sitemap></sitemapindex>"""
TEXT = "\ufeffhttps://courier.example/1\r\nhttps://courier.example/2\r\n\r\n"
BOMB = """<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<urlset><url><loc>&b;</loc></url></urlset>"""
EXTERNAL = (
    '<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hosts">]>'
    "<urlset><url><loc>http://x.example/&a;</loc></url></urlset>"
)


def read(body: str | bytes) -> Sitemap:
    return read_sitemap(body.encode() if isinstance(body, str) else body, address=ADDRESS)


def test_a_plain_sitemap_gives_the_newest_first():
    entries = read(PLAIN).feed.entries
    assert [entry.address for entry in entries] == [
        "https://courier.example/news/ferry-is-back?a=1&b=2",
        "https://courier.example/",
        "https://courier.example/news/relative-and-old-one",
    ]
    assert (entries[0].updated, entries[0].updated_precision) == (
        datetime(2024, 10, 2, 11, tzinfo=UTC),
        Precision.MOMENT,
    )
    assert entries[1].updated_precision is Precision.DAY
    assert {entry.title for entry in entries} == {""}
    assert [looks_like_article(entry.address) for entry in entries] == [True, False, True]


def test_a_news_sitemap_gives_titles_dates_and_language():
    feed = read(NEWS).feed
    newer, older = feed.entries
    assert (feed.title, feed.language, older.language) == ("پیک ساحل", "fa", "fa")
    assert (older.title, newer.title) == ("کشتی‌ها می‌آیند", "A boat")
    assert older.published == datetime(2024, 10, 2, 9, 30, tzinfo=UTC)
    assert newer.published_precision is Precision.DAY


def test_an_index_gives_its_parts_the_last_changed_first():
    sitemap = read(INDEX)
    assert [part.address[-8:] for part in sitemap.parts] == ["b.xml.gz", "le/a.xml", "le/c.xml"]
    assert sitemap.parts[2].changed is None
    assert sitemap.feed.entries == ()


def test_a_gzipped_sitemap_is_unpacked():
    assert read(gzip.compress(PLAIN.encode())).feed == read(PLAIN).feed


def test_a_list_of_addresses_is_a_sitemap():
    assert [entry.address for entry in read(TEXT).feed.entries] == [
        "https://courier.example/1",
        "https://courier.example/2",
    ]


def test_what_a_broken_sitemap_has_before_the_break_is_kept():
    sitemap = read(NEWS[: NEWS.index("2024-10-03")])
    assert [entry.address for entry in sitemap.feed.entries] == ["https://peyk.example/1"]
    assert "broken at line" in (sitemap.feed.problem or "")


@pytest.mark.parametrize("body", [BOMB, EXTERNAL], ids=["expansion", "external"])
def test_entities_are_refused(body):
    with pytest.raises(RefusedSitemap, match="entities"):
        read(body)


def test_a_gzip_bomb_is_refused():
    bomb = gzip.compress(b"<urlset>" + b" " * (MAX_SITEMAP_BYTES + 1))
    assert len(bomb) < 100_000
    with pytest.raises(RefusedSitemap, match="larger than 50 MB"):
        read(bomb)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", "empty"),
        ("<html><body>no</body></html>", "a web page"),
        ("<!doctype html><title>x</title>", "a web page"),
        ("<rss version='2.0'><channel/></rss>", "a feed"),
        ("hello", "another kind"),
        (b"\x1f\x8bnonsense", "damaged gzip"),
        ("<svg/>", "something else"),
    ],
)
def test_anything_else_is_no_sitemap(body, found):
    with pytest.raises(NotASitemap, match=found):
        read(body)


def test_active_addresses_and_markup_are_left_out():
    assert read("<urlset><url><loc>javascript:alert(1)</loc></url></urlset>").feed.entries == ()


def test_a_huge_sitemap_gives_its_newest_thousands():
    urls = "".join(f"<url><loc>/{n}</loc><lastmod>{2000 + n // 1000}-01-01</lastmod></url>" for n in range(8_000))
    started = time.thread_time()
    feed = read(f"<urlset>{urls}</urlset>").feed
    assert time.thread_time() - started < 2
    assert len(feed.entries) == MAX_ENTRIES
    assert feed.entries[0].updated == datetime(2007, 1, 1, tzinfo=UTC)
    assert "8,000 addresses" in (feed.problem or "")


SAMPLES = [PLAIN.encode(), NEWS.encode(), INDEX.encode(), TEXT.encode(), gzip.compress(NEWS.encode()), BOMB.encode()]


def survives(body: bytes) -> None:
    started = time.thread_time()
    with contextlib.suppress(SitemapError):
        assert isinstance(read(body), Sitemap)
    assert time.thread_time() - started < 1


@given(st.binary(max_size=1000))
@settings(deadline=None, max_examples=40)
def test_any_bytes_are_a_sitemap_or_an_error(body):
    survives(body)


@given(st.sampled_from(SAMPLES), st.data())
@settings(deadline=None, max_examples=40)
def test_any_damage_gives_a_sitemap_or_an_error(sample, data):
    start = data.draw(st.integers(0, len(sample)))
    put = data.draw(st.binary(max_size=20) | st.sampled_from([b"<", b"<url>", b"</url>", b"&", b"<![CDATA[", b"\x00"]))
    survives(sample[:start] + put + sample[start + data.draw(st.integers(0, 200)) :])


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset>" + b"<a/>" * 800_000,
        b"<urlset>" + b"<url>" * 200_000,
        b"<urlset><url><loc>" + b"&amp;" * 1_000_000,
        b"<urlset " + b"a='1' " * 100_000,
        b"http://x.example/a\n" * 300_000,
        b"<" * 1_000_000,
    ],
    ids=["elements", "depth", "text", "attributes", "lines", "angles"],
)
def test_hostile_sitemaps_take_less_than_a_second_or_two(body):
    started = time.thread_time()
    with contextlib.suppress(SitemapError):
        read(body)
    assert time.thread_time() - started < 2
