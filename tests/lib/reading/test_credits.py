"""Who wrote an article and when, on pages without metadata and without a single class."""

import contextlib
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.articles import read_article
from interlink.lib.reading.errors import NoArticle
from interlink.lib.reading.instants import Precision

TEXT = (
    "The ferry between the two harbours of Port Vell is running again after the storm of last week, said the "
    "harbour master, who had asked the company for two more boats in summer, when the market is held on the quay "
    "every morning."
)
TEXTS = {
    "en": TEXT,
    "fr": "Le bac entre les deux ports de Port-Vell circule de nouveau après la tempête, a dit la capitaine du port.",
    "de": "Die Fähre zwischen den beiden Häfen von Port Vell fährt nach dem Sturm wieder, sagte die Hafenmeisterin.",
    "sq": "Trageti midis dy porteve të Port Velit po lundron përsëri pas stuhisë, tha përgjegjësja e portit sot.",
    "ar": "عادت العبارة بين مرفأي بورت فيل إلى العمل بعد العاصفة، كما قالت مديرة المرفأ للصحفيين صباح اليوم.",
    "fa": "کشتی میان دو بندر پورت ول پس از توفان دوباره به راه افتاده است و ماهی‌گیران می‌گویند که کارها خوب است.",
}
DAY = date(2024, 10, 2)


def page(
    below: str = "", *, above: str = "", end: str = "", after: str = "", language: str = "en", first: str = ""
) -> bytes:
    text = "".join(f"<p>{first if n == 0 else ''}{TEXTS[language]} ({n})</p>" for n in range(6))
    return (
        f"<!doctype html><html lang={language}><meta charset=utf-8><title>The ferry is back | Courier</title><body>"
        f"<header><p><a href=/>Courier</a></p><p>1 January 2030</p><nav><a href=/s>Harbour Life</a></nav>"
        f"</header><main>{above}<h1>The ferry is back</h1>{below}{text}{end}</main>{after}"
        "<footer>Courier 2030</footer></body></html>"
    ).encode()


def read(body: bytes):
    return read_article(body, address="http://courier.example/news/12")


BYLINES = [
    ("en", "<p>By Ana Berg</p>", "Ana Berg"),
    ("en", "<div>BY ANA BERG</div>", "ANA BERG"),
    ("en", "<div>By</div><div>Ana Berg</div>", "Ana Berg"),
    ("en", "<div><span>By </span><a href='/x'>Ana Berg</a> and <a href='/y'>Tom Lund</a></div>", "Ana Berg, Tom Lund"),
    ("en", "<p>By Ana Berg, Tom Lund and Jo van der Meld</p>", "Ana Berg, Tom Lund, Jo van der Meld"),
    ("en", "<p>By Ana Berg, Education Correspondent</p>", "Ana Berg"),
    ("en", "<p>By Ana Berg in Port Vell</p>", "Ana Berg"),
    ("en", "<p>By Ana Berg, Port Vell</p>", "Ana Berg"),
    ("en", "<p>By Ana Berg | Courier</p>", "Ana Berg"),
    ("en", "<p>By Ana Berg<br>2 October 2024, 09:30</p>", "Ana Berg"),
    ("en", "<p>By Ana Berg, 2 October 2024</p>", "Ana Berg"),
    ("en", "<p>By Northline</p>", "Northline"),
    ("en", "<p>By Northern Ledger staff</p>", "Northern Ledger staff"),
    ("en", "<p><a href='/authors/7'>Ana Berg</a></p>", "Ana Berg"),
    ("en", "<p>Ana Berg</p><p>2 October 2024</p>", "Ana Berg"),
    ("en", "<p>Ana Berg | 2 October 2024</p>", "Ana Berg"),
    ("fr", "<p>Par Gaëlle d’Ambrel et Théo Lestrange, envoyés spéciaux</p>", "Gaëlle d’Ambrel, Théo Lestrange"),
    ("fr", "<p>Texte : Gaëlle Ormenez</p>", "Gaëlle Ormenez"),
    ("de", "<p>Von Anke von der Heide und Jorin Abeling</p>", "Anke von der Heide, Jorin Abeling"),
    ("de", "<p>Ein Bericht von Anke Müßig</p>", "Anke Müßig"),
    ("sq", "<p>Nga Mimoza Shkrepa dhe Gentor Laskadri</p>", "Mimoza Shkrepa, Gentor Laskadri"),
    ("sq", "<p>Autori: Arbër Velmashi</p>", "Arbër Velmashi"),
    ("ar", "<p>بقلم: رباب السنديوي</p>", "رباب السنديوي"),
    ("ar", "<p>كتبت رباب السنديوي وديمة المرفئي</p>", "رباب السنديوي, ديمة المرفئي"),
    ("ar", "<p>رباب السنديوي</p><p>٢ أكتوبر ٢٠٢٤</p>", "رباب السنديوي"),
    ("fa", "<p>نوشتهٔ نگار پیرایش و سهند دیلمانه</p>", "نگار پیرایش, سهند دیلمانه"),
    ("fa", "<p>نویسنده: نگار پیرایش</p>", "نگار پیرایش"),
    ("fa", "<p>به قلم نگار کوه‌بندی</p>", "نگار کوه‌بندی"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "below", "byline"), BYLINES)
def test_a_byline_is_found_where_readers_see_it(language, below, byline):
    article = read(page(below, language=language))
    assert article.byline == byline
    assert article.paragraphs[0] == f"{TEXTS[language]} (0)"


@pytest.mark.parametrize(
    "signed",
    ["<p>— Ana Berg</p>", "<p>(Ana Berg)</p>", "<p><em>Ana Berg</em></p>", "<p>By Ana Berg</p>", "<p>Ana Berg</p>"],
)
def test_a_name_signed_below_the_text_is_the_byline(signed):
    assert read(page(end=signed)).byline == "Ana Berg"


NOBODY = {
    "a caption": "<p>Photo: Ana Berg / Northline</p>",
    "a caption in a figure": "<figure><img src=/p.jpg><figcaption>By Ana Berg</figcaption></figure>",
    "a name under a picture": "<div><img src=/p.jpg><p>Ana Berg</p></div><p>2 October 2024</p>",
    "a translator": "<p>Translated by Ana Berg</p>",
    "an editor": "<p>Edited by Ana Berg</p>",
    "who was asked": "<p>Interview: Ana Berg</p>",
    "a weekday": "<p>By Monday</p>",
    "a section of the menu": "<p>Harbour Life</p><p>2 October 2024</p>",
    "the outlet": "<p>By Courier</p>",
    "a place before the date": "<p>Port Vell, 2 October 2024</p>",
    "a standfirst": "<p>By Monday evening the harbour master wants an answer</p>",
    "words for clicks": "<p>Share This Article</p><p>2 October 2024</p>",
    "a name far from everything": "<p>Nobody knows why.</p><p>Something else happened.</p><p>Ana Berg</p>",
}


@pytest.mark.parametrize("below", NOBODY.values(), ids=NOBODY)
def test_what_names_nobody_who_wrote_is_no_byline(below):
    assert read(page(below)).byline is None


BESIDE = (
    "<{0}><h2>Read more</h2><h3><a href=/n/1>Another story</a></h3><p>By Tom Lund</p><p>4 May 2025</p></{0}>",
    "<{0}><h2>Comments</h2><ul><li><b>Tom Lund</b> 4 May 2025<p>I was there.</p></li></ul></{0}>",
)


@pytest.mark.parametrize("tag", ["aside", "section", "div"])
@pytest.mark.parametrize("beside", BESIDE)
def test_writers_of_other_stories_and_of_comments_are_not_the_articles(beside, tag):
    assert read(page(after=beside.format(tag))).byline is None
    article = read(page("<p>By Ana Berg</p><p>2 October 2024</p>", after=beside.format(tag)))
    assert (article.byline, article.published.date()) == ("Ana Berg", DAY)


def test_classes_of_other_stories_and_comments_mislead_nobody():
    beside = (
        "<div class=related><p class='author byline'>By Tom Lund</p><time datetime=2025-05-04>4 May</time></div>"
        "<ol class=comments><li class=comment><b class=author>Tom Lund</b> <i class=date>4 May 2025</i></li></ol>"
    )
    article = read(page(after=beside))
    assert (article.byline, article.published) == (None, None)


DATES = [
    ("en", "<p>Published 2 October 2024 | Updated 5 October 2024</p>", 5),
    ("en", "<p>Updated: Oct. 5, 2024 – First published: Oct. 2, 2024</p>", 5),
    ("en", "<p>Published</p><p>Wednesday, October 2, 2024 at 09:30</p><p>Updated</p><p>5 October 2024</p>", 5),
    ("en", "<table><tr><td>2024-10-02</td><td>Ana Berg</td></tr></table>", None),
    ("fr", "<p>Publié le 2 octobre 2024 à 09h30, mis à jour le 5 octobre 2024 à 10h</p>", 5),
    ("de", "<p>Stand: 02.10.2024, 09:30 Uhr</p>", None),
    ("de", "<p>Aktualisiert am 5. Oktober 2024 · Veröffentlicht am 2. Oktober 2024</p>", 5),
    ("sq", "<p>Publikuar më 2 tetor 2024, përditësuar më 5 tetor 2024</p>", 5),
    ("ar", "<p>نُشر في ٢ تشرين الأول ٢٠٢٤ - آخر تحديث: ٥ تشرين الأول ٢٠٢٤</p>", 5),
    ("ar", "<p>٠٢/١٠/٢٠٢٤ الساعة ٠٩:٣٠</p>", None),
    ("ar", "<p>28 ربيع الأول 1446 هـ / 2 أكتوبر 2024</p>", None),
    ("fa", "<p>تاریخ انتشار: ۱۱ مهر ۱۴۰۳ - ساعت ۰۹:۳۰</p>", None),
    ("fa", "<p>۱۴۰۳/۰۷/۱۱ | به‌روزرسانی: ۱۴ مهر ۱۴۰۳</p>", 5),
]  # fmt: skip


@pytest.mark.parametrize(("language", "below", "changed"), DATES)
def test_the_days_of_publication_and_of_change_are_told_apart(language, below, changed):
    article = read(page(below, language=language))
    assert (article.published.date(), article.published_precision) == (DAY, Precision.DAY)
    assert (article.modified.day if article.modified else None) == changed


def test_the_day_may_stand_above_the_headline_at_the_end_or_in_the_dateline():
    assert read(page(above="<p>2 October 2024</p>")).published.date() == DAY
    assert read(page(end="<p>Published on 2 October 2024</p>")).published.date() == DAY
    article = read(page(first="Harbour Courier, Port Vell, October 2 2024 (Northline) — "))
    assert (article.published.date(), article.byline) == (DAY, None)


def test_a_day_in_the_masthead_in_the_text_or_of_a_change_alone_is_not_that_of_publication():
    assert read(page()).published is None
    assert read(page(first="On 2 October 2024 they met. ")).published is None
    article = read(page("<p>Last updated: 2 October 2024</p>"))
    assert (article.published, article.modified.date()) == (None, DAY)


def test_metadata_counts_for_more_and_the_outlet_as_author_for_less():
    head = b"<meta name=author content='Tom Lund'><meta property=og:site_name content=Courier><title>"
    assert read(page("<p>By Ana Berg</p>").replace(b"<title>", head)).byline == "Tom Lund"
    assert (
        read(page("<p>By Ana Berg</p>").replace(b"<title>", head.replace(b"Tom Lund", b"Courier"))).byline == "Ana Berg"
    )


def survives(body: bytes) -> None:
    started = time.thread_time()
    with contextlib.suppress(NoArticle):
        read(body)
    assert time.thread_time() - started < 1


HOSTILE = {
    "deep": page("<div>" * 3_000 + "By Ana Berg" + "</div>" * 3_000),
    "many lines": page("<p>By Ana Berg, 2 October</p>" * 4_000),
    "many spans": page("<span>By</span> " * 8_000),
    "a long line of dates": page("<p>" + "2 October 2024 " * 20_000 + "</p>"),
    "a long line of leads": page("<p>" + "By Von Par " * 20_000 + "</p>"),
    "many labels": page("<p>" + "published on " * 11 + "2 October 2024</p>" * 500),
    "many links": page("<a href=/authors/1>Ana Berg</a>" * 4_000),
    "many headings": page("<h1>The ferry</h1>" * 4_000),
    "many siblings": page(above="<i>x</i>" * 10_000),
    "many parts beside": page(after="<div class=comment>" * 3_000),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_page_holds_the_reader_up(body):
    read(page())  # what is loaded once is loaded
    survives(body)


PIECES = st.sampled_from(
    ["By ", "Von ", "بقلم ", "نوشتهٔ ", "Ana Berg", "نگار", ", ", " and ", " و",
     "2 October 2024", "۱۱ مهر ۱۴۰۳", "Updated ", "<p>", "</p>", "<br>", "<a href=/author/1>", "</a>", "<b>",
     "<time datetime=2024>", "<h2>", "<figure>", "|", "\u200c", "("]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(deadline=None, max_examples=60)
def test_whatever_stands_near_the_headline_is_read_or_left(below):
    survives(page(below))
