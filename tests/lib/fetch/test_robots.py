import tracemalloc
from random import randbytes

import pytest

from interlink.lib.fetch import RobotsRefused
from interlink.lib.fetch.robots import CLOSED, DAY, FREE, MannersKept, read_robots

AGENT = "Interlink"


def allowed(text, path, status=200):
    return read_robots(status, text.encode(), AGENT).allow(f"http://site.example{path}", AGENT)


def test_the_longest_rule_wins_and_wildcards_count():
    text = "User-agent: *\nDisallow: /news\nAllow: /news/feed\nDisallow: /*?s=\nDisallow: /*.pdf$\n"
    assert not allowed(text, "/news/1")
    assert allowed(text, "/news/feed.xml")
    assert not allowed(text, "/find?s=x")
    assert not allowed(text, "/a/b.pdf")
    assert allowed(text, "/a/b.pdf.html")


def test_rules_for_us_by_name_replace_those_for_everybody():
    text = "User-agent: *\nDisallow: /\n\nUser-agent: interlink\nDisallow: /private\n"
    assert allowed(text, "/news")
    assert not allowed(text, "/private/1")


def test_no_file_no_rules():
    assert allowed("", "/")
    assert allowed("User-agent: *\nDisallow: /", "/", status=404)
    assert allowed("User-agent: *\nDisallow: /", "/", status=403)


def test_a_server_in_trouble_is_left_alone():
    assert not allowed("", "/", status=503)


def test_crawl_delay_may_have_a_fraction():
    assert read_robots(200, b"User-agent: *\nCrawl-delay: 2.5\n", AGENT).crawl_delay == 2.5
    assert read_robots(200, b"User-agent: *\nCrawl-delay: -1\n", AGENT).crawl_delay is None
    assert read_robots(200, b"User-agent: *\nCrawl-delay: inf\n", AGENT).crawl_delay is None


def test_rubbish_and_a_byte_order_mark_do_no_harm():
    assert allowed("\ufeffUser-agent: *\nDisallow: /x\n", "/y")
    assert not allowed("\ufeffUser-agent: *\nDisallow: /x\n", "/x")
    assert read_robots(200, bytes(range(256)) * 100, AGENT).allow("http://site.example/", AGENT)
    assert allowed("<html><body>Not found</body></html>", "/")


def test_a_rule_full_of_stars_costs_nothing_much():
    text = "User-agent: *\n" + "".join(f"Disallow: /{'*a' * 40}{n}b$\n" for n in range(1_000))
    assert allowed(text, "/" + "a" * 4_000)


def test_manners_are_forgotten_after_a_day_and_trouble_sooner():
    kept = MannersKept()
    kept.keep("http://a:80", FREE, now=100)
    kept.keep("http://b:80", CLOSED, now=100)
    assert kept.find("http://b:80", 100 + DAY / 2) is None
    assert kept.find("http://a:80", 100 + DAY - 1) is FREE
    assert kept.find("http://a:80", 100 + DAY + 1) is None
    assert len(kept) == 0


def test_the_memory_for_manners_is_bounded_by_the_size_of_the_files():
    kept = MannersKept(max_weight=100_000)
    for number in range(30):
        big = read_robots(200, b"User-agent: *\nDisallow: /a\n#" + randbytes(20_000), AGENT)
        kept.keep(f"http://{number}:80", big, now=0)
    assert len(kept) == 4
    assert kept.find("http://29:80", 0) is big
    assert kept.find("http://0:80", 0) is None


def test_a_thousand_ordinary_sites_fit_in_two_megabytes():
    text = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/ajax\nSitemap: https://{}.example/sitemap.xml\n"
    kept = MannersKept()
    tracemalloc.start()
    try:
        for number in range(1_000):
            kept.keep(f"https://{number}.example:443", read_robots(200, text.format(number).encode(), AGENT), 0)
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(kept) == 1_000
    assert size < 2_000_000


async def test_what_a_site_allows_is_remembered_beyond_one_door(serve, http):
    async with serve(http(b"page"), robots=http(b"User-agent: *\nDisallow: /private\n")) as site:
        kept = MannersKept()
        for _ in range(3):
            async with site.door(obey_robots=True, manners=kept) as door:
                await door.get(site.at("/open"))
                with pytest.raises(RobotsRefused):
                    await door.get(site.at("/private"))
        assert site.targets.count("/robots.txt") == 1
