"""One key for one article, and never one key for two."""

import string
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interlink.lib.reading.address_shape import looks_like_article, shape
from interlink.lib.reading.address_words import CHANNELS, TRACKING
from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.redirectors import unwrap, unwrap_any

ARTICLE = "https://courier.example.com/news/ferry-is-back-1234"
KEY = "courier.example.com/news/ferry-is-back-1234"


@pytest.mark.parametrize(
    "written",
    [
        "http://courier.example.com/news/ferry-is-back-1234",
        "//courier.example.com/news/ferry-is-back-1234",
        "HTTPS://Courier.Example.COM:443/news/ferry-is-back-1234",
        "http://courier.example.com.:80/news/ferry-is-back-1234/",
        "https://www.courier.example.com/news/ferry-is-back-1234",
        "https://m.courier.example.com/news/ferry-is-back-1234",
        "https://mobile.courier.example.com/news/ferry-is-back-1234",
        "https://amp.courier.example.com/news/ferry-is-back-1234",
        "https://courier.example.com/news/ferry-is-back-1234/amp",
        "https://courier.example.com/news/ferry-is-back-1234/amp/",
        "https://courier.example.com/amp/news/ferry-is-back-1234",
        "https://courier.example.com/news/ferry-is-back-1234?amp",
        "https://courier.example.com/news/ferry-is-back-1234?amp=1",
        "https://courier.example.com/news/ferry-is-back-1234?outputType=amp",
        "https://courier.example.com/news/ferry-is-back-1234?print=1",
        "https://courier.example.com/news/ferry-is-back-1234/print",
        "https://courier.example.com/news/ferry-is-back-1234?view=mobile",
        "https://courier.example.com/news/ferry-is-back-1234?utm_source=x&utm_medium=y",
        "https://courier.example.com/news/ferry-is-back-1234?fbclid=a&gclid=b&mc_cid=c&mc_eid=d",
        "https://courier.example.com/news/ferry-is-back-1234?ref=twitter",
        "https://courier.example.com/news/ferry-is-back-1234?ref=other.example",
        "https://courier.example.com/news/ferry-is-back-1234?source=rss_feed",
        "https://courier.example.com/news/ferry-is-back-1234#comments",
        "https://courier.example.com/news//ferry-is-back-1234",
        "https://courier.example.com/news/x/../ferry-is-back-1234",
        "https://courier.example.com/news/ferry-is-back-1234/index.html",
        "https://courier.example.com/news/%66erry-is-back-1234",
        "  https://courier.example.com/news/ferry-\nis-back-1234  ",
        "https://courier-example-com.cdn.ampproject.org/c/s/courier.example.com/news/ferry-is-back-1234?amp_js_v=1",
        "https://courier-example-com.cdn.ampproject.org/v/s/courier.example.com/news/ferry-is-back-1234/amp/",
        "https://www.google.com/amp/s/courier.example.com/news/ferry-is-back-1234",
        "https://www.google.com/url?rct=j&sa=t&url=https://courier.example.com/news/ferry-is-back-1234&ct=ga&usg=x",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fcourier.example.com%2Fnews%2Fferry-is-back-1234%3Ffbclid%3Dx&h=y",
    ],
)
def test_one_article_has_one_key(written):
    assert address_key(written) == KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.example/?b=2&a=1", "http://x.example/index.php?a=1&b=2"),
        ("http://x.example/%d9%85", "http://x.example/م"),
        ("http://x.example/a%2fb", "http://x.example/a%2Fb"),
        ("http://bücher.example/1", "http://xn--bcher-kva.example/1"),
        ("http://x.example/?q=a+b", "http://x.example/?q=a%20b"),
        ("http://x.example/2024/10/a.html?m=1", "http://x.example/2024/10/a.html"),
        ("http://en.m.wiki.example.org/Ferry", "http://en.wiki.example.org/Ferry"),
        ("http://x.example/100%", "http://x.example/100%25"),
        ("http://x.example/a-b-c.amp.html", "http://x.example/a-b-c.html"),
        ("http://x.example/amp/amp/000", "http://x.example/000"),
    ],
)
def test_two_spellings_are_one(one, other):
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.example/?id=1", "http://x.example/?id=2"),
        ("http://x.example/?eid=1", "http://x.example/?eid=2"),
        ("http://x.example/?cid=1", "http://x.example/?cid=2"),
        ("http://x.example/?ref=12", "http://x.example/?ref=13"),
        ("http://x.example/?source=12", "http://x.example/?source=13"),
        ("http://x.example/?reference=12", "http://x.example/?reference=13"),
        ("http://x.example/?gallery=1", "http://x.example/?gallery=2"),
        ("http://x.example/?m=1", "http://x.example/?m=0"),
        ("http://x.example/?print=2023", "http://x.example/?print=2024"),
        ("http://x.example/?a=1&a=2", "http://x.example/?a=2&a=1"),
        ("http://x.example/Ferry", "http://x.example/ferry"),
        ("http://x.example/a%2Fb", "http://x.example/a/b"),
        ("http://x.example/?q=a%26b", "http://x.example/?q=a&b"),
        ("http://x.example/?q=%2B", "http://x.example/?q=+"),
        ("http://x.example/#!/1", "http://x.example/#!/2"),
        ("http://x.example:8080/1", "http://x.example/1"),
        ("http://m.wordpress.com/1", "http://amp.wordpress.com/1"),
        ("http://amp.co.uk/1", "http://m.co.uk/1"),
        ("http://a.x.example/1", "http://b.x.example/1"),
        ("http://x.example/sound/amp", "http://x.example/sound"),
        ("http://x.example/100-watt-amp.html", "http://x.example/100-watt.html"),
        ("http://straße.example/1", "http://strasse.example/1"),
        ("http://mirror.example/?url=http://x.example/1", "http://x.example/1"),
        ("http://x.example/page/2", "http://x.example/page/3"),
    ],
)
def test_two_articles_stay_two(one, other):
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "other", ["", "mailto:a@x.example", "tag:x.example,2024:1", "http://[", "http://x:y/", "ftp://x.example/"]
)
def test_what_is_no_web_address_is_its_own_key(other):
    assert address_key(other) == other


PARTS = st.text("abcXYZ0189-_.~%éم☃", min_size=1, max_size=8)
PAIRS = st.tuples(st.text(string.ascii_lowercase, min_size=1, max_size=6), st.text("aZ09-%/é", max_size=5))
QUERIES = st.lists(PAIRS, max_size=4).map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs))
ADDRESSES = st.builds(
    lambda host, parts, query: f"http://{host}/{'/'.join(parts)}" + (f"?{query}" if query else ""),
    st.sampled_from(["x.example", "www.x.example", "m.x.co.uk", "Bücher.example", "127.0.0.1:8801", "a.b.localhost:1"]),
    st.lists(PARTS | st.sampled_from(["amp", "print", "index.html", "..", "."]), max_size=4),
    QUERIES,
)


@given(ADDRESSES)
@settings(deadline=None, max_examples=50)
def test_a_key_is_its_own_key(address):
    key = address_key(address)
    assert address_key(f"https://{key}") == key


@given(ADDRESSES, st.sampled_from(sorted(TRACKING)), st.sampled_from(sorted(CHANNELS)))
@settings(deadline=None, max_examples=40)
def test_tracking_makes_no_difference(address, name, channel):
    mark = "&" if "?" in address else "?"
    assert address_key(f"{address}{mark}{name}=Xy1&ref={channel}&utm_x=1") == address_key(address)


@given(
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(["id", "p", "article", "nid", "eid", "cid", "uid", "story"]),
)
@settings(deadline=None, max_examples=50)
def test_numbers_that_name_articles_are_never_lost(one, other, name):
    forms = [
        f"http://x.example/?{name}={{}}",
        f"http://x.example/news.php?{name}={{}}&ref=rss",
        "http://x.example/news/{}/amp",
    ]
    for form in forms:
        assert (address_key(form.format(one)) == address_key(form.format(other))) == (one == other)


@given(st.text(max_size=300))
@example("²")  # a digit that is no number
@settings(deadline=None, max_examples=50)
def test_any_text_has_a_key(text):
    for address in (text, f"http://{text}", f"http://x.example/{text}", f"http://x.example/?{text}"):
        assert isinstance(address_key(address), str)
        assert isinstance(looks_like_article(address), bool)
        assert isinstance(unwrap_any(address), str)


def test_long_addresses_take_no_time():
    started = time.thread_time()
    for address in ("http://" + "a." * 100_000, "http://x.example/" + "../" * 600, "http://x.example/?" + "a&" * 900):
        address_key(address)
        looks_like_article(address)
    assert time.thread_time() - started < 1


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/news/ferry-is-back-on-time",
        "https://courier.example/2024/10/02/ferry",
        "https://courier.example/news/12345",
        "https://courier.example/news/12345/ferry",
        "https://courier.example/?p=123",
        "https://courier.example/news.php?id=77",
        "https://courier.example/politik/faehre-ist-zurueck-a-1234567.html",
        "https://courier.example/news/ferry.html",
        "https://peyk.example/fa/news/123456/کشتی-برگشت",
        "https://peyk.example/%DA%A9%D8%B4%D8%AA%DB%8C-%D8%A8%D8%B1%DA%AF%D8%B4%D8%AA-%D8%A8%D9%87",
        "https://courier.example/story/0b3f2c1d-aaaa-bbbb-cccc-1234567890ab",
    ],
)
def test_an_article_is_told_by_its_address(address):
    assert looks_like_article(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/",
        "https://courier.example/index.html",
        "https://courier.example/news",
        "https://courier.example/news/politics",
        "https://courier.example/tag/the-harbour-ferry",
        "https://courier.example/author/ana-maria-berg",
        "https://courier.example/kategorie/politik-und-hafen",
        "https://courier.example/archive/2024",
        "https://courier.example/2024/10",
        "https://courier.example/news/2024-10-02",
        "https://courier.example/page/3",
        "https://courier.example/?page=3",
        "https://courier.example/terms-and-conditions",
        "https://courier.example/images/the-old-ferry-boat.jpg",
        "https://peyk.example/برچسب/کشتی-و-بندر-ما",
    ],
)
def test_a_listing_is_told_by_its_address(address):
    assert not looks_like_article(address)


def test_articles_of_a_site_share_a_shape():
    one = shape("https://www.courier.example/news/2024/ferry-is-back?utm_source=x")
    assert one.fits("http://courier.example/sport/2023/a-match")
    assert not one.fits("http://courier.example/news/ferry-is-back")
    assert not one.fits("http://courier.example/tag/2023/a-match")
    assert shape("http://x.example/news.php?id=1").fits("http://x.example/news.php?id=2")
    assert not shape("http://x.example/news.php?id=1").fits("http://x.example/tags.php?id=2")


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://click.mail.example/track?u=1&url=https%3A%2F%2Fcourier.example%2Fnews%2F1",
        "https://mail.example/click/aHR0cHM6Ly9jb3VyaWVyLmV4YW1wbGUvbmV3cy8x/abc",
        "https://mail.example/redirect/https%3A%2F%2Fcourier.example%2Fnews%2F1",
        "https://urldefense.com/v3/__https:/courier.example/news/1__;!!abc",
    ],
)
def test_a_mail_counters_target_is_found(wrapped):
    assert unwrap_any(wrapped) == "https://courier.example/news/1"


def test_only_known_redirectors_are_undone_elsewhere():
    assert unwrap("https://mirror.example/redirect?url=https://courier.example/1").startswith("https://mirror.example/")
    assert unwrap("https://www.google.com/url?q=javascript:alert(1)").startswith("https://www.google.com/")
