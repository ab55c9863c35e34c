"""A feed's hubs and its own address, in the feed and in the answer's headers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.reading.feed_links import read_feed_links
from interlink.lib.reading.feeds import Feed, read_feed
from interlink.lib.reading.link_headers import HeaderLink, read_links

ADDRESS = "https://courier.example/feed"
HUB, OWN = "https://hub.example/ask?a=1&b=2", "https://courier.example/feed.xml"
LINKS = "<{p}link rel=\"hub\" href=\"https://hub.example/ask?a=1&amp;b=2\"/><{p}link href='/feed.xml' rel='self' />"
RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Courier</title>
<link>https://courier.example/</link>{links}<item><title>Ferry</title><guid>1</guid>
<atom:link rel="hub" href="https://entry.example/"/></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>{links}
<entry><title>Ferry</title><id>1</id><link rel="self" href="https://entry.example/"/></entry></feed>"""
JSON = """{"version":"https://jsonfeed.org/version/1.1","title":"Courier","feed_url":"/feed.xml","items":[],
"hubs":[{"type":"rssCloud","url":"https://cloud.example/"},{"type":"WebSub","url":"https://hub.example/ask?a=1&b=2"},
{"type":"WebSub"},7]}"""


def read(text: str) -> Feed:
    return read_feed(text.encode(), address=ADDRESS)


@pytest.mark.parametrize(
    "text",
    [RSS.format(links=LINKS.format(p="atom:")), ATOM.format(links=LINKS.format(p="")), JSON],
    ids=["rss", "atom", "json"],
)
def test_a_feed_names_its_hub_and_its_own_address(text: str) -> None:
    feed = read(text)
    assert feed.hubs == (HUB,)
    assert feed.own_address == OWN


def test_a_feed_without_such_links_has_none() -> None:
    feed = read(RSS.format(links=""))
    assert feed.hubs == ()
    assert feed.own_address is None


def test_links_that_lead_nowhere_are_left_out_and_many_hubs_are_bounded() -> None:
    links = '<atom:link rel="hub" href="javascript:alert(1)"/><atom:link rel="self" href="file:///etc/passwd"/>'
    many = "".join(f'<atom:link rel="hub" href="https://hub.example/{n}"/>' for n in range(50))
    feed = read(RSS.format(links=links + many))
    assert len(feed.hubs) == 9
    assert feed.own_address is None


@pytest.mark.parametrize(
    "text", ["<link " * 4_000, "<link " + "a='" * 7_000, '<link rel="' + " " * 20_000, "<link " + "a" * 20_000]
)
def test_a_hostile_head_is_read_in_no_time(text: str) -> None:
    began = time.perf_counter()
    read_feed_links(text)
    read_links([("Link", text.replace("<link ", '<a>; rel="'))], address=ADDRESS)
    assert time.perf_counter() - began < 0.5


def test_headers_name_them_too() -> None:
    headers = [
        ("Content-Type", "text/xml"),
        ("Link", '<https://hub.example/ask?a=1&b=2>; rel="hub", </feed.xml>; title="a, \\"b\\"; c"; REL=self'),
        ("link", "<https://two.example/>; rel='x'; foo, <https://three.example/>; rel=\"next hub\""),
    ]
    assert read_links(headers, address=ADDRESS) == (
        HeaderLink(HUB, frozenset({"hub"})),
        HeaderLink(OWN, frozenset({"self"})),
        HeaderLink("https://two.example/", frozenset({"'x'"})),
        HeaderLink("https://three.example/", frozenset({"next", "hub"})),
    )


def test_a_header_link_about_another_page_or_without_a_relation_is_passed_over() -> None:
    value = '<https://a.example/>; rel=hub; anchor="/other", <https://b.example/>, <ftp://c.example/>; rel=hub'
    assert read_links([("Link", value)], address=ADDRESS) == ()


@given(st.text(alphabet='<>;,"= \\relhubs/:a', max_size=200))
def test_no_header_breaks_the_reader(value: str) -> None:
    read_links([("Link", value)], address=ADDRESS)


@given(st.text(alphabet="<>/\"'= atom:linkrelhubf&;", max_size=200))
def test_no_head_breaks_the_reader(text: str) -> None:
    read_feed_links(text)
