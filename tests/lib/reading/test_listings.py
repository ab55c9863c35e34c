"""Pages without a feed: learnt from one example, in six languages, whole, redesigned and damaged."""

import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.errors import ExampleNotFound, ListingChanged, ReadingError
from interlink.lib.reading.instants import Precision
from interlink.lib.reading.listing_pattern import Pattern
from interlink.lib.reading.listings import guess, learn, read_listing

ADDRESS = "https://courier.example/news/"
TITLES = ("Ferry is back on time", "Mayor opens the new bridge", "Storm closes the harbour", "Night boats to return",
          "Council argues over tickets")  # fmt: skip


def slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def card(number: int, title: str) -> str:
    lead = " card--lead featured" if number == 0 else ""
    return f"""<article class="card post-{number}{lead}"><a href="/news/{slug(title)}?utm_source=list">
<img alt="A boat"></a><div class="body"><a class="kicker" href="/news/harbour">Harbour</a>
<h3><a href="/news/{slug(title)}">{title}</a></h3>
<p class="meta">By <a rel="author" href="/authors/ana-berg">Ana Berg</a>
<time datetime="2024-10-0{number + 1}T10:00:00+02:00">{number + 1} October</time></p>
<p>What happened at the harbour on that day, and why the people waited.</p>
<a href="/news/{slug(title)}#more">Read more</a></div></article>"""


CARDS = """<!doctype html><html lang="en-GB"><head><title>News | Harbour Courier</title></head><body>
<header><nav><ul><li><a href="/news/">News</a></li><li><a href="/about/our-long-history-here">Our long history</a></li>
</ul></nav></header><main><h1>News</h1><div class="list grid">{cards}</div><p><a href="/news/page/2">Older</a>
</p></main><aside class="sidebar"><h2>Most read</h2><ul class="most-read"><li><a href="/news/{first}">{title}</a></li>
<li><a href="/news/an-old-and-famous-story">An old and famous story</a></li></ul></aside>
<div class="related list-small"><ul><li><a href="/news/some-related-thing-here">Some related thing</a></li></ul></div>
<footer><ul><li><a href="/news/terms-of-our-house">Terms</a></li></ul></footer></body></html>"""


def cards_page(titles=TITLES) -> bytes:
    cards = "".join(card(number, title) for number, title in enumerate(titles))
    return CARDS.format(cards=cards, first=slug(titles[0]), title=titles[0]).encode()


def read(body: bytes, example: str, *, later: bytes | None = None):
    pattern = learn(body, address=ADDRESS, example=example)
    return read_listing(later or body, address=ADDRESS, pattern=Pattern.from_json(pattern.as_json()))


@pytest.mark.parametrize("number", range(5))
def test_all_articles_and_nothing_else_are_found_from_any_example(number):
    feed = read(cards_page(), f"https://www.courier.example/news/{slug(TITLES[number])}/?fbclid=1")
    assert [entry.title for entry in feed.entries] == list(TITLES)
    assert (feed.title, feed.language, feed.home) == ("News | Harbour Courier", "en", ADDRESS)


def test_a_card_gives_title_date_byline_and_summary():
    entry = read(cards_page(), f"/news/{slug(TITLES[2])}").entries[2]
    assert entry.title == "Storm closes the harbour"
    assert (entry.published, entry.published_precision) == (datetime(2024, 10, 3, 8, tzinfo=UTC), Precision.MOMENT)
    assert entry.byline == "Ana Berg"
    assert entry.summary.startswith("What happened")
    assert entry.address.startswith("https://courier.example/news/storm-closes-the-harbour")


def test_tomorrows_articles_are_found_by_todays_pattern():
    later = cards_page(("Ferry sinks in calm water", "Captain tells", "Mayor weeps at the 2025 quay", *TITLES[:2]))
    assert len(read(cards_page(), f"/news/{slug(TITLES[1])}", later=later).entries) == 5


LISTS = {
    "a plain list": (
        "<ul class='news'>{}</ul>",
        "<li><a href='{address}'>{title}</a> <span>(02.10.2024)</span></li>",
    ),
    "a table": (
        "<table class='t'><tbody>{}</tbody></table>",
        "<tr><td>2 October 2024</td><td><a href='{address}'>{title}</a></td></tr>",
    ),
    "headings and paragraphs": (
        "<div id='content'>{}</div>",
        "<h3><a href='{address}'>{title}</a></h3><p>2 October 2024</p><p>More of it.</p>",
    ),
    "links around cards": (
        "<section class='grid'>{}</section>",
        "<a class='tile' href='{address}'><h2>{title}</h2><time datetime='2024-10-02'></time><p>Words.</p></a>",
    ),
    "rows of cards": (
        "<div class='rows'><div class='row'>{}</div></div>",
        "<div class='col-4 item'><a href='{address}'>{title}</a><i class='date'>2 October 2024</i></div>",
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_every_build_are_learnt(name):
    around, one = LISTS[name]
    cards = "".join(
        one.format(address=f"/{2020 + n}/{slug(title)}.html", title=title) for n, title in enumerate(TITLES)
    )
    body = (
        "<nav><a href='/2019/about-our-old-house.html'>About</a></nav>" + around.format(cards)
        + "<div class='foot'><p><a href='/2018/terms-of-our-house.html'>Terms</a></p></div>"
    ).encode()  # fmt: skip
    entries = read(body, f"/2021/{slug(TITLES[1])}.html").entries
    assert [entry.title for entry in entries] == list(TITLES)
    assert {entry.published for entry in entries} == {datetime(2024, 10, 2, tzinfo=UTC)}
    found = guess(body, address=ADDRESS)
    assert found is not None
    assert len(read_listing(body, address=ADDRESS, pattern=found).entries) == 5


def test_articles_named_by_a_parameter_are_learnt():
    links = "".join(f"<p class=n><a href='article.php?id={n}&lang=en'>Story number {n}</a></p>" for n in range(7, 12))
    body = f"<div>{links}<p class=n><a href='list.php?id=3&lang=en'>Older</a></p></div>".encode()
    assert len(read(body, "https://courier.example/news/article.php?lang=en&id=8").entries) == 5


def test_days_with_a_list_each_are_one_listing():
    days = "".join(
        f"<section class='day'><h2>{day} October 2024</h2><ul>"
        + "".join(f"<li><a href='/n/{day}{n}000/x'>Story {n} of day {day}</a></li>" for n in range(3))
        + "</ul></section>"
        for day in (4, 3, 2)
    )
    assert len(read(f"<main>{days}</main>".encode(), "/n/41000/x").entries) == 9


@pytest.mark.parametrize(
    ("language", "title", "day", "more"),
    [
        ("en", "The ferry is back", "2 October 2024", "Read more"),
        ("fr", "Le bac est de retour", "2 octobre 2024", "Lire la suite"),
        ("de", "Die Fähre ist zurück", "2. Oktober 2024", "Weiterlesen"),
        ("sq", "Trageti u kthye", "2 tetor 2024", "Lexo më shumë"),
        ("ar", "عادت العبّارة", "2 أكتوبر 2024", "اقرأ المزيد"),
        ("fa", "کشتی‌ها برگشتند", "۱۱ مهر ۱۴۰۳", "ادامه مطلب"),
    ],
)
def test_listings_in_six_languages(language, title, day, more):
    direction = "rtl" if language in {"ar", "fa"} else "ltr"
    items = "".join(
        f"<div class='item'><a href='../{n}/خبر-{n}/'>{title} {n}</a><span>{day}</span>"
        f"<a href='../{n}/خبر-{n}/'>{more} …………</a></div>"
        for n in range(1000, 1004)
    )
    body = f"<html lang='{language}' dir='{direction}'><body><div class='items'>{items}</div></body></html>".encode()
    feed = read(body, "https://courier.example/1001/%D8%AE%D8%A8%D8%B1-1001")
    assert [entry.title for entry in feed.entries] == [f"{title} {n}" for n in range(1000, 1004)]
    assert feed.language == language
    assert {entry.published for entry in feed.entries} == {datetime(2024, 10, 2, tzinfo=UTC)}


def test_an_example_that_is_not_there_is_told_with_the_way_out():
    with pytest.raises(ExampleNotFound, match="copy that link’s address"):
        learn(cards_page(), address=ADDRESS, example="https://courier.example/news/elsewhere")


def test_a_redesigned_page_is_told():
    pattern = learn(cards_page(), address=ADDRESS, example=f"/news/{slug(TITLES[0])}")
    with pytest.raises(ListingChanged) as told:
        read_listing(b"<main><p>Soon here again.</p></main>", address=ADDRESS, pattern=pattern)
    assert told.value.again


def test_one_lonely_article_can_be_an_example():
    body = b"<main><div class='box'><h2><a href='/news/the-only-one'>The only one</a></h2></div></main>"
    assert [entry.title for entry in read(body, "/news/the-only-one").entries] == ["The only one"]


def test_a_guess_finds_the_main_list():
    pattern = guess(cards_page(), address=ADDRESS)
    assert pattern is not None
    feed = read_listing(cards_page(), address=ADDRESS, pattern=pattern)
    assert [entry.title for entry in feed.entries] == list(TITLES)


def test_there_is_no_guess_where_nothing_is_a_list():
    assert guess(b"<p><a href='/about'>About</a> <a href='/news/one-story-here'>One</a></p>", address=ADDRESS) is None


def test_links_to_other_sites_and_active_links_never_count():
    body = cards_page().replace(b'href="/news/storm', b'href="https://other.example/news/storm')
    body = body.replace(b'href="/news/night', b'href="javascript:/news/night')
    titles = [entry.title for entry in read(body, f"/news/{slug(TITLES[0])}").entries]
    assert titles == [TITLES[0], TITLES[1], TITLES[4]]


@pytest.mark.parametrize(
    "stored", ["", "[]", "{}", "null", '{"version": 1}', '{"version": 2}', '{"version":1,"shape":1}']
)
def test_other_text_is_no_pattern(stored):
    with pytest.raises(ValueError):  # noqa: PT011 - json's own is one too
        Pattern.from_json(stored)


PATTERN = learn(cards_page(), address=ADDRESS, example=f"/news/{slug(TITLES[0])}")


def survives(body: bytes) -> None:
    started = time.thread_time()
    with contextlib.suppress(ReadingError):
        learn(body, address=ADDRESS, example=f"/news/{slug(TITLES[1])}")
    with contextlib.suppress(ReadingError):
        read_listing(body, address=ADDRESS, pattern=PATTERN)
    guess(body, address=ADDRESS)
    assert time.thread_time() - started < 1


@given(st.binary(max_size=500))
@settings(deadline=None, max_examples=30)
def test_any_bytes_are_borne(body):
    survives(body)


@given(st.data())
@settings(deadline=None, max_examples=30)
def test_any_damage_is_borne(data):
    sample = cards_page()
    start = data.draw(st.integers(0, len(sample)))
    put = data.draw(st.binary(max_size=20) | st.sampled_from([b"<div>", b"</div>", b"<a href=x>", b"'", b"\x00"]))
    survives(sample[:start] + put + sample[start + data.draw(st.integers(0, 200)) :])


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b"<li><a href='/news/%d-a-b-c'>x</a>" % n for n in range(6_000)),
        b"<div>" * 100_000 + b"<a href='/news/a-b-c'>x</a>",
        b"<div><a href='/news/a-b-c'>" * 50_000,
        b"<ul>" + b"<li class='" + b"a " * 50_000 + b"'><a href='/news/a-b-c'>x</a>",
        b"".join(b"<div>" * 150 + b"<a href='/news/%d-a-b-c'>x</a>" % n + b"</div>" * 150 for n in range(150)),
    ],
    ids=["many", "deep", "nested links", "classes", "deep and many"],
)
def test_hostile_pages_take_a_second_or_two(body):
    started = time.thread_time()
    guess(body, address=ADDRESS)
    pattern = None
    with contextlib.suppress(ReadingError):
        pattern = learn(body, address=ADDRESS, example="/news/1-a-b-c")
    if pattern:
        read_listing(body, address=ADDRESS, pattern=pattern)
    assert time.thread_time() - started < 4
