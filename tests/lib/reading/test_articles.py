"""Articles out of pages, in six languages."""

# ruff: noqa: E501 - samples read best as they stand

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from interlink.lib.reading.articles import Article, Stub, read_article, read_text
from interlink.lib.reading.errors import NoArticle
from interlink.lib.reading.instants import Precision

ADDRESS = "http://courier.example/news/12?ref=feed"
TEXTS = {
    "en": "The ferry between the two harbours of Port Vell is running again after the storm, said the harbour master.",
    "fr": "Le bac entre les deux ports de Port-Vell circule de nouveau après la tempête, a déclaré la capitaine du port.",
    "de": "Die Fähre zwischen den beiden Häfen von Port Vell fährt nach dem Sturm wieder, sagte die Hafenmeisterin.",
    "sq": "Trageti midis dy porteve të Port Velit po lundron përsëri pas stuhisë, tha përgjegjësja e portit sot.",
    "ar": "عادت العبارة بين مرفأي بورت فيل إلى العمل بعد العاصفة، كما قالت مديرة المرفأ للصحفيين صباح اليوم.",
    "fa": "کشتی میان دو بندر پورت ول پس از توفان دوباره به راه افتاده است و ماهی‌گیران می‌گویند که کارها رو به راه می‌شود.",
}
BYLINES = {
    "en": "By Ana Berg", "fr": "Par Ana Berg", "de": "Von Ana Berg", "sq": "Nga Ana Berg",
    "ar": "بقلم آنا بيرغ", "fa": "نوشتهٔ آنا برگ",
}  # fmt: skip


def page(language: str = "en", head: str = "", before: str = "", paragraphs: int = 6, body: str | None = None) -> bytes:
    text = body or "".join(f"<p>{TEXTS[language]} ({n})</p>" for n in range(paragraphs))
    return (
        f"<!doctype html><html lang='{language}'><head><meta charset=utf-8><title>The ferry is back | Courier</title>{head}"
        f"</head><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>The ferry is back</h1>{before}"
        f"{text}</article><footer>All rights reserved by the Courier</footer></body></html>"
    ).encode()


def ld(**facts: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **facts}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def read(body: bytes, **more) -> Article:
    return read_article(body, address=ADDRESS, **more)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_text_title_byline_and_language_are_found(language):
    article = read(page(language, before=f"<div class=byline>{BYLINES[language]}</div>"))
    assert article.language == language
    assert article.title == "The ferry is back"
    assert article.byline == BYLINES[language].split(" ", 1)[1]
    assert [part for part in article.paragraphs if part.startswith(TEXTS[language][:30])] == [
        f"{TEXTS[language]} ({n})" for n in range(6)
    ]
    assert "All rights" not in article.text


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_the_text_alone_is_that_of_the_article_and_nobody_asks_in_which_language_it_is(language, monkeypatch):
    article = read(page(language))
    monkeypatch.setattr("interlink.lib.reading.articles.settle", None)
    html = page(language).decode()
    alone = read_text(html, LexborHTMLParser(html), address=ADDRESS)
    assert (alone.title, alone.paragraphs, alone.stub) == (article.title, article.paragraphs, article.stub)


@pytest.mark.parametrize("written", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_persian_keeps_its_joiners(written):
    body = "".join(f"<p>{TEXTS['fa']} {n}</p>" for n in range(5)).replace("\u200c", written)
    article = read(page("fa", body=body))
    assert article.text.count("\u200c") == TEXTS["fa"].count("\u200c") * 5 > 0


def test_joiners_survive_in_many_threads_and_beside_letters_that_stand_in_for_them():
    rare = chr(0x10600) + "\u200d"
    bodies = [page("fa", body="".join(f"<p>{TEXTS['fa']} {rare} {n} {i}</p>" for n in range(5))) for i in range(24)]
    with ThreadPoolExecutor(8) as pool:
        articles = list(pool.map(read, bodies))
    for number, article in enumerate(articles):
        assert article.paragraphs[-1] == f"{TEXTS['fa']} {rare} 4 {number}"


DATES = [
    (ld(datePublished="2024-10-02T13:00:00+02:00") + "<meta property='article:published_time' content='2020-01-01'>", "",
     (datetime(2024, 10, 2, 11, tzinfo=UTC), Precision.MOMENT)),
    ("<meta property='article:published_time' content='2024-10-02T13:00:00+03:30'>", "<time datetime='2020-01-01'>x</time>",
     (datetime(2024, 10, 2, 9, 30, tzinfo=UTC), Precision.MOMENT)),
    ("", "<time datetime='2024-10-02T13:00Z'>yesterday</time>", (datetime(2024, 10, 2, 13, tzinfo=UTC), Precision.MOMENT)),
    ("", "<time datetime='2024-10-02'>x</time>", (datetime(2024, 10, 2, tzinfo=UTC), Precision.DAY)),
    ("", "<time>۱۱ مهر ۱۴۰۳</time>", (datetime(2024, 10, 2, tzinfo=UTC), Precision.DAY)),
    ("", "<span class=date>الأربعاء ٢ تشرين الأول ٢٠٢٤</span>", (datetime(2024, 10, 2, tzinfo=UTC), Precision.DAY)),
    ("", "<span class=date>e mërkurë, 2 tetor 2024</span>", (datetime(2024, 10, 2, tzinfo=UTC), Precision.DAY)),
    ("<meta name=date content='2024'>", "", (None, None)),
    ("", "<time>October 2024</time>", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("head", "before", "expected"), DATES)
def test_the_date_is_as_exact_as_the_page_says_and_no_more(head, before, expected):
    article = read(page(head=head, before=before))
    assert (article.published, article.published_precision) == expected


def test_outlet_section_image_and_own_address_are_read():
    head = (
        "<meta property='og:site_name' content='Harbour Courier'><link rel=canonical href='/news/12'>"
        "<meta property='og:image' content='/ferry.jpg'><meta property='article:section' content='Sea'>"
    )
    article = read(page(head=head))
    assert article.outlet == "Harbour Courier"
    assert article.canonical_address == "http://courier.example/news/12"
    assert article.lead_image == "http://courier.example/ferry.jpg"
    assert article.section == "Sea"


def test_name_and_date_above_a_short_text_are_no_part_of_it():
    before = "<p>By Ana Berg</p><p class=date>2 October 2024, 13:00</p>"
    article = read(page(before=before + "<div class=byline>By Ana Berg</div>", paragraphs=2))
    assert article.paragraphs == (f"{TEXTS['en']} (0)", f"{TEXTS['en']} (1)")


def test_what_the_title_adds_to_the_heading_is_the_outlet():
    assert (read(page()).title, read(page()).outlet) == ("The ferry is back", "Courier")
    assert read(page().replace(b"is back | Courier", b"is back")).outlet is None


@pytest.mark.parametrize(
    "address",
    ["http://elsewhere.example/1", "javascript:alert(1)", "http://courier.example@elsewhere.example/", "http://["],
)
def test_a_page_cannot_speak_for_another_site(address):
    assert read(page(head=f"<link rel=canonical href='{address}'>")).canonical_address is None


def test_a_subdomain_of_the_same_site_is_its_own():
    article = read(page(head="<link rel=canonical href='http://www.courier.example/news/12#top'>"))
    assert article.canonical_address == "http://www.courier.example/news/12"


@pytest.mark.parametrize(
    ("body", "stub"),
    [
        (page(head=ld(isAccessibleForFree=False)), Stub.PAYWALLED),
        (page(head=ld(isAccessibleForFree="False")), Stub.PAYWALLED),
        (
            page(paragraphs=2, body=f"<p>{TEXTS['en']}</p><p>{TEXTS['en']}</p><p>Subscribe to read on.</p>"),
            Stub.PAYWALLED,
        ),
        (
            page("fr", body=f"<p>{TEXTS['fr']}</p><p>{TEXTS['fr']}</p><p>La suite est réservée aux abonnés.</p>"),
            Stub.PAYWALLED,
        ),
        (page(head="<meta property='article:content_tier' content='locked'>"), Stub.PAYWALLED),
        *(
            (page(paragraphs=0, body=f"<p>{TEXTS['en'][:200]}</p><p><a href='/x'>{more}</a></p>"), Stub.TEASER)
            for more in ("Read more…", "Lire la suite", "Weiterlesen", "Lexo më shumë", "اقرأ المزيد", "ادامهٔ مطلب »")
        ),
        (page(), Stub.WHOLE),
        (page(paragraphs=30, before="<p>Subscribe to our newsletter.</p>"), Stub.WHOLE),
    ],
)
def test_an_article_behind_a_wall_is_told_from_a_whole_one(body, stub):
    assert read(body).stub is stub


def test_several_authors_are_named_once_each():
    authors = [{"@type": "Person", "name": "By Ana Berg"}, {"name": "Tom Lund"}, {"name": "Ana Berg"}, "admin"]
    assert read(page(head=ld(author=authors))).byline == "Ana Berg, Tom Lund"


def test_a_title_with_tricks_in_it_is_plain():
    head = "<meta property='og:title' content='&lt;b&gt;The\u202e ferry&amp;amp; is\x07 back&lt;/b&gt; &#8212; now'>"
    assert read(page(head=head)).title == "The ferry& is back — now"


def test_a_wrong_charset_header_does_no_harm():
    assert TEXTS["ar"] in read(page("ar"), charset="iso-8859-1").text
    latin = page("de").decode().replace("charset=utf-8", "charset=iso-8859-1").encode("iso-8859-1")
    assert TEXTS["de"] in read(latin).text


def test_a_template_that_says_english_over_another_language_is_not_believed():
    assert read(page("sq").replace(b"lang='sq'", b"lang='en'")).language == "sq"
    assert read(page("fa").replace(b"lang='fa'", b"lang='de'")).language == "fa"


FRAMED = """<!doctype html><html lang=fa dir=rtl><head><meta charset=utf-8><title>گزارش تصویری: بندر | پیک بندر</title></head>
<body><header><p><a href=/>پیک بندر</a></p><p>روزنامهٔ مستقل شهر</p><nav><ul><li><a href=/>صفحهٔ نخست</a></li><li>
<a href=/#1>شهر</a></li></ul></nav></header><main>{}</main><footer><p>پیک بندر. همهٔ حقوق محفوظ است.</p></footer></body></html>"""


@pytest.mark.parametrize("inside", ["<img src=/a.svg alt=''>", "<div id=reader></div><script>fill()</script>"])
def test_the_name_and_menu_of_a_site_are_no_article(inside):
    with pytest.raises(NoArticle):
        read_article(FRAMED.format(inside).encode(), address=ADDRESS)


def test_a_short_article_within_the_same_frame_is_read():
    article = read_article(FRAMED.format(f"<article><p>{TEXTS['fa']}</p></article>").encode(), address=ADDRESS)
    assert TEXTS["fa"] in article.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 100,
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n",
        b"<html></html>",
        b"<html><body><nav>Home</nav></body></html>",
    ],
)
def test_a_page_without_an_article_is_told_so(body):
    with pytest.raises(NoArticle) as caught:
        read(body)
    assert caught.value.address == ADDRESS
    assert ADDRESS in str(caught.value)


def survives(body: bytes, seconds: float) -> None:
    started = time.thread_time()
    try:
        article = read(body)
    except NoArticle as error:
        assert str(error)  # noqa: PT017 - an answer is as good
    else:
        assert isinstance(article, Article)
    assert time.thread_time() - started < seconds


SAMPLES = [
    page(
        language, head=ld(datePublished="2024-10-02T13:00:00Z", author="Ana Berg"), before="<time>2 October 2024</time>"
    )
    for language in sorted(TEXTS)
]


@pytest.fixture(scope="module", autouse=True)
def _everything_loaded():
    read(SAMPLES[0])


@given(st.binary(max_size=3000))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_an_article_or_an_error(body):
    survives(body, 1)


@given(st.sampled_from(SAMPLES), st.data())
@settings(deadline=None, max_examples=60)
def test_any_damage_to_a_page_gives_an_article_or_an_error(sample, data):
    start = data.draw(st.integers(0, len(sample)))
    length = data.draw(st.integers(0, 300))
    put = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"<", b"<!--", b"<script>", b"</p>", b"\xff", b'"', b"{"])
    )
    survives(sample[:start] + put + sample[start + length :], 1)


PARAGRAPH = f"<p>{TEXTS['en']}</p>".encode()
HOSTILE = {
    "deep": b"<html><body>" + b"<div>" * 100_000 + PARAGRAPH * 5,
    "lists": b"<html><body>" + b"<ul><li>" * 50_000 + PARAGRAPH * 5,
    "balanced": b"<html><body>" + b"<div>" * 50_000 + PARAGRAPH * 5 + b"</div>" * 50_000,
    "attributes": b"<html><body><p " + b"a1 b2 c3 d4=' > ' " * 30_000 + b">" + PARAGRAPH * 5,
    "different attributes": b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">" + PARAGRAPH,
    "slashes": b"<html><body><p/" + b"/".join(b"a%d" % n for n in range(50_000)) + b">" + PARAGRAPH,
    "quoted name": b"<html><body><p' " + b" ".join(b"a%d" % n for n in range(50_000)) + b">" + PARAGRAPH,
    "hidden depth": b"<html><body><b '>" + b"<div>" * 50_000 + b"'>" + PARAGRAPH * 5,
    "formatting": b"<html><body>" + b"".join(b"<font color=%d>" % n for n in range(3_000)) + b"<p>x" * 5_000,
    "paragraphs": b"<html><body>" + b"<p>word word word</p>" * 50_000,
    "angles": b"<html><body>" + b"<" * 500_000,
    "scripts": b"<html><body>" + b"<script>" * 200_000,
    "comments": b"<html><body>" + b"<!--" * 300_000,
    "tables": b"<html><body>" + b"<table><tr><td>" * 30_000,
    "json": b"<html><script type=application/ld+json>" + b"[" * 200_000 + b"</script>" + PARAGRAPH * 5,
    "quotes": b"<html><body>" + b"<a '" * 100_000 + b'<b "' * 100_000,
    "entities": b"<html><body><p>" + b"&zwnj;" * 200_000,
    "metas": b"<html><head>" + b"<meta name=author content=x>" * 100_000,
    "title": b"<html><head><title>" + b"a - " * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_hang_nothing(name):
    # A second is the promise; slow machines run tests too.
    survives(HOSTILE[name], 2)
