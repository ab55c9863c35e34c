"""Feeds of every kind, whole and broken."""

import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.errors import BrokenFeed, FeedError, NotAFeed, RefusedFeed
from interlink.lib.reading.feeds import MAX_FEED_BYTES, Feed, read_feed
from interlink.lib.reading.instants import Precision

ADDRESS = "http://courier.example/feed"
ITEM = """<item><title>Ferry {n} is back &amp; on time</title><link>/news/{n}?a=1&amp;b=2</link>
<guid isPermaLink="false">id-{n}</guid><dc:creator>By Ana Berg</dc:creator>
<pubDate>Wed, 02 Oct 2024 13:00:00 +0200</pubDate>
<description><![CDATA[<p>The ferry&nbsp;is back.</p><p>At last.</p><script>alert(1)</script>]]></description></item>"""
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour Courier</title><link>http://courier.example/</link><language>en-GB</language>{items}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa"><title>پیک ساحل</title>
<link href="http://peyk.example/"/><entry><title>کشتی‌ها می‌آیند</title><id>tag:peyk.example,2024:1</id>
<link rel="alternate" href="http://peyk.example/1"/><author><name>آوا برگ</name></author>
<published>2024-10-02T13:00:00+03:30</published><updated>2024-10-03T13:00:00Z</updated>
<summary>خبر کوتاه</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://quai.example/"><title>Le Quai</title>
<link>http://quai.example/</link></channel><item rdf:about="http://quai.example/1"><title>Le bac</title>
<link>http://quai.example/1</link><dc:date>2024-10-02T13:00:00+02:00</dc:date></item></rdf:RDF>"""
RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://netscape.example/rss-0.91.dtd"><rss version="0.91"><channel><title>Old</title><link>http://old.example/</link>
<item><title>One</title><link>http://old.example/1</link></item></channel></rss>"""
JSON = """{"version":"https://jsonfeed.org/version/1.1","title":"Kurieri","home_page_url":"http://kurieri.example/",
"language":"sq","items":[{"id":7,"url":"/1","title":"Trageti","content_html":"<p>Teksti <b>i</b> plotë</p>",
"authors":[{"name":"Ana Berg"}],"date_published":"2024-10-02T13:00:00+02:00"}]}"""
NOON = datetime(2024, 10, 2, 11, tzinfo=UTC)


def rss(count: int = 3, **changes: str) -> bytes:
    items = "".join(ITEM.format(n=n) for n in range(count))
    for old, new in changes.values():
        items = items.replace(old, new)
    return RSS.format(items=items).encode()


def read(body: bytes | str, **more) -> Feed:
    return read_feed(body.encode() if isinstance(body, str) else body, address=ADDRESS, **more)


def test_an_rss_feed_becomes_entries():
    feed = read(rss())
    assert (feed.title, feed.home, feed.language, feed.problem) == (
        "Harbour Courier", "http://courier.example/", "en", None,
    )  # fmt: skip
    entry = feed.entries[0]
    assert entry.title == "Ferry 0 is back & on time"
    assert entry.address == "http://courier.example/news/0?a=1&b=2"
    assert (entry.guid, entry.byline, entry.language) == ("id-0", "Ana Berg", "en")
    assert (entry.published, entry.published_precision) == (NOON, Precision.MOMENT)
    assert (entry.updated, entry.updated_precision) == (None, None)
    assert entry.summary == "The ferry is back.\n\nAt last."
    assert "script" not in (entry.html or "")


@pytest.mark.parametrize(
    ("body", "title", "address", "language"),
    [
        (ATOM, "کشتی‌ها می‌آیند", "http://peyk.example/1", "fa"),
        (RDF, "Le bac", "http://quai.example/1", None),
        (RSS_091, "One", "http://old.example/1", None),
        (JSON, "Trageti", "http://kurieri.example/1", "sq"),
    ],
    ids=["atom", "rdf", "rss 0.91", "json"],
)
def test_every_kind_of_feed_is_read(body, title, address, language):
    (entry,) = read(body).entries
    assert (entry.title, entry.address, entry.language) == (title, address, language)


def test_the_offset_of_a_date_is_kept_and_turned_to_utc():
    (entry,) = read(ATOM).entries
    assert entry.published == datetime(2024, 10, 2, 9, 30, tzinfo=UTC)
    assert entry.updated == datetime(2024, 10, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize("raw", ["2026", "Oct 2024", "yesterday", "Wed, 32 Oct 2024 10:00:00 GMT", "10/12/2021", ""])
def test_a_day_is_never_made_up(raw):
    feed = read(rss(date=("Wed, 02 Oct 2024 13:00:00 +0200", raw)))
    assert [entry.published for entry in feed.entries] == [None] * 3


@pytest.mark.parametrize("raw", ["2024-10-02", "2 October 2024", "۱۱ مهر ۱۴۰۳", "1403-07-11", "2. Oktober 2024"])
def test_a_date_without_a_time_is_known_to_the_day(raw):
    entry = read(rss(date=("Wed, 02 Oct 2024 13:00:00 +0200", raw))).entries[0]
    assert (entry.published, entry.published_precision) == (datetime(2024, 10, 2, tzinfo=UTC), Precision.DAY)


def test_a_time_without_a_zone_is_known_to_the_day():
    entry = read(rss(date=("Wed, 02 Oct 2024 13:00:00 +0200", "2024-10-02T13:00:00"))).entries[0]
    assert (entry.published, entry.published_precision) == (datetime(2024, 10, 2, 13, tzinfo=UTC), Precision.DAY)


@pytest.mark.parametrize(
    "change",
    [("back &amp; on", "back & on"), ("back &amp; on", "back <br> on"), ("?a=1&amp;b=2", "?a=1&b=2")],
    ids=["bare ampersand", "unclosed br", "ampersand in a link"],
)
def test_broken_xml_loses_no_entry_and_is_told(change):
    feed = read(rss(change=change))
    assert len(feed.entries) == 3
    assert feed.entries[1].address == "http://courier.example/news/1?a=1&b=2"
    assert feed.entries[1].title.startswith("Ferry 1 is back")
    assert feed.entries[1].title.endswith("on time")
    assert "broken at line" in (feed.problem or "")


def test_a_feed_cut_off_in_the_middle_keeps_what_came():
    body = rss(10)
    feed = read(body[: len(body) * 2 // 3])
    assert len(feed.entries) >= 5
    assert feed.problem


def test_named_html_entities_are_no_fault():
    feed = read(rss(change=("back &amp; on", "back &eacute;t&eacute; on")))
    assert feed.entries[0].title == "Ferry 0 is back été on time"
    assert feed.problem is None


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1256", "iso-8859-6", "utf-8-sig"])
def test_the_characters_survive_every_encoding(encoding):
    name = encoding.removesuffix("-sig")
    body = RSS.replace("UTF-8", name).format(items=ITEM.format(n=1).replace("Ferry", "العبارة")).encode(encoding)
    assert read(body).entries[0].title.startswith("العبارة 1")


def test_the_http_charset_counts_where_the_document_says_nothing():
    body = RSS.replace('encoding="UTF-8"', "").format(items=ITEM.format(n=1).replace("Ferry", "Fähre"))
    assert read(body.encode("iso-8859-1"), charset="iso-8859-1").entries[0].title.startswith("Fähre 1")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>" + RSS.split("?>", 1)[1].format(items=ITEM.format(n=1).replace("Ferry", "&j;"))
)  # fmt: skip
EXTERNAL = BOMB.split("[<!ENTITY")[0] + '[<!ENTITY j SYSTEM "file:///etc/passwd">]>' + BOMB.split("]>", 1)[1]


@pytest.mark.parametrize("body", [BOMB, EXTERNAL, EXTERNAL.encode("utf-16"), " " * 9000 + BOMB.lower()])
def test_entity_declarations_are_refused(body):
    started = time.thread_time()
    with pytest.raises(RefusedFeed) as caught:
        read(body)
    assert time.thread_time() - started < 1
    assert caught.value.again is False
    assert ADDRESS in str(caught.value)


def test_an_entity_declared_far_down_expands_to_nothing():
    late = "<!-- " + "x" * 20_000 + " -->" + BOMB.split("?>", 1)[1]
    try:
        feed = read('<?xml version="1.0"?><rss version="2.0">' + late)
    except FeedError:
        return
    assert all(len(entry.title) < 100 for entry in feed.entries)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "<html><body>Hello</body></html>",
        "\x89PNG\r\n",
        "{}",
        '{"items": 3}',
        "[1]",
        "plain",
        "<urlset></urlset>",
    ],
)
def test_what_is_no_feed_is_told_so(body):
    with pytest.raises(NotAFeed) as caught:
        read(body)
    assert caught.value.again is False


def test_a_feed_with_nothing_readable_is_broken_and_worth_another_try():
    with pytest.raises(BrokenFeed) as caught:
        read("<rss><channel><item><ti")
    assert caught.value.again is True


def test_a_feed_too_large_is_refused():
    with pytest.raises(RefusedFeed):
        read(b" " * (MAX_FEED_BYTES + 1))


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>\u202eevil\u2066"


def test_script_in_every_field_comes_out_harmless():
    escaped = SCRIPT.replace("&", "&amp;").replace("<", "&lt;")
    body = RSS.replace("Harbour Courier", escaped).format(
        items=f"<item><title>{escaped}</title><link>javascript:alert(1)</link><guid>{escaped}</guid>"
        f"<author>{escaped}</author><description>{escaped}</description></item>"
    )
    feed = read(body)
    entry = feed.entries[0]
    assert entry.address is None
    for text in (feed.title, entry.title, entry.guid, entry.byline or "", entry.summary, entry.html or ""):
        assert not any(mark in text for mark in ("<script", "<img", "onerror=", 'href="javascript', "\u202e", "\u2066"))


def test_a_title_without_end_is_cut():
    feed = read(rss(change=("Ferry", "Ferry" * 1000)))
    assert len(feed.entries[0].title) == 1000


@pytest.mark.parametrize("guid", ["7", "2026", "20260302", "abc-12"])
@pytest.mark.parametrize("other", ["", "<item><title>B</title><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>"])
def test_an_identifier_is_no_date(guid, other):
    item = f"<item><guid>{guid}</guid><title>A</title></item>"
    body = f"<rss version='2.0'><channel><title>V</title>{item}{other}</channel></rss>"
    dates = {entry.title: entry.published for entry in read(body.encode()).entries}
    assert dates["A"] is None
    assert not other or dates["B"] == datetime(2026, 3, 2, 8, tzinfo=UTC)


SAMPLES = [rss(), ATOM.encode(), RDF.encode(), RSS_091.encode(), JSON.encode(), BOMB.encode()]


def survives(body: bytes) -> None:
    started = time.thread_time()
    try:
        feed = read(body)
    except FeedError as error:
        assert str(error)  # noqa: PT017 - an answer is as good
    else:
        assert isinstance(feed, Feed)
    assert time.thread_time() - started < 1


@given(st.binary(max_size=2000))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_a_feed_or_an_error(body):
    survives(body)


@given(st.sampled_from(SAMPLES), st.data())
@settings(deadline=None, max_examples=120)
def test_any_damage_to_a_feed_gives_a_feed_or_an_error(sample, data):
    start = data.draw(st.integers(0, len(sample)))
    length = data.draw(st.integers(0, 200))
    put = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"<", b"]]>", b"<![CDATA[", b"&", b"<!--", b"\x00", b"<item>"])
    )
    survives(sample[:start] + put + sample[start + length :])


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel>" + b"<item>" * 100_000,
        b"<rss><channel>" + b"<div>" * 300_000,
        b"<rss " + b"a='1' " * 100_000,
        b"<rss><channel><item><title>" + b"&amp;lt;b&amp;gt;" * 50_000,
        b"<rss><channel>" + b"<item><pubDate>" * 50_000,
        b"<rss><channel><item><description>" + b"&lt;div&gt;" * 100_000 + b"</description></item></channel></rss>",
        b"<rss><channel>" + b"<![CDATA[" * 100_000,
        b'{"items":' + b"[" * 200_000,
        b"<feed " + b"<" * 500_000,
        b"<rss><!DOCTYPE " * 1_000,
    ],
    ids=[
        "items",
        "depth",
        "attributes",
        "entities",
        "dates",
        "nested html",
        "cdata",
        "json depth",
        "angles",
        "doctypes",
    ],
)
def test_hostile_feeds_take_less_than_a_second_or_two(body):
    started = time.thread_time()
    with contextlib.suppress(FeedError):
        read(body)
    # A second is the promise; slow machines run tests too.
    assert time.thread_time() - started < 2


def test_a_feed_too_large_for_the_thorough_reader_still_gets_no_day_made_up():
    items = "".join(ITEM.format(n=n).replace("Wed, 02 Oct 2024 13:00:00 +0200", "2026") for n in range(2500))
    items += ITEM.format(n=9).replace("Wed, 02 Oct 2024 13:00:00 +0200", "2024-10-02") + ITEM.format(n=10)
    feed = read(RSS.format(items=items))
    assert len(feed.entries) == 2502
    assert {entry.published for entry in feed.entries[:2500]} == {None}
    assert feed.entries[2500].published_precision is Precision.DAY
    assert feed.entries[2501].published == NOON
