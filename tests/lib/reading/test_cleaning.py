"""Text and HTML from outside, made harmless."""

# ruff: noqa: E501 - samples read best as they stand

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interlink.lib.reading.bylines import clean_byline
from interlink.lib.reading.cleaning import clean_html, line, plain, text_of_clean_html, text_of_html

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='javascript:x'>a</a>",
    "<a href=' jAvascript&#58;x'>a</a>", "<iframe src='//evil.example'></iframe>", "<p style='background:url(x)'>a</p>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>", "<form action=x><input autofocus onfocus=x></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "<object data=x></object>", "<base href=//x>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//x>", "<template><script>x</script></template>",
    "<a href='data:text/html,x'>a</a>", "<a href='//evil.example/x' onclick=x target=_blank>a</a>",
]  # fmt: skip
ACTIVE = re.compile(
    r"<(?!/?(?:p|a|b|i|em|strong|div|span|ul|ol|li|br|blockquote|h[1-6]|table|tr|td|th|tbody|thead|pre|code|q|s|u)\b)"
    r"|<[^>]*\s(?:on\w+|style|src|srcset|target|action)\s*=|<a[^>]*href=.(?!https?:|mailto:)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_left(html):
    for cleaned in (clean_html(html), clean_html(html, base="http://courier.example/"), clean_html(clean_html(html))):
        assert not ACTIVE.search(cleaned), cleaned
    assert "<" not in text_of_html(html)


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=6).map("".join))
def test_no_mixture_of_tricks_is_active(html):
    assert not ACTIVE.search(clean_html(html)), clean_html(html)


def test_links_are_resolved_and_marked():
    assert clean_html("<a href='/x'>x</a>", base="http://courier.example/a/") == (
        '<a href="http://courier.example/x" rel="noopener noreferrer nofollow">x</a>'
    )


def test_bidirectional_overrides_and_controls_go_and_joiners_stay():
    text = "a\u202eb\u2066c\x00d\x1be\u200cf\u200dg\ufeff\ud800"
    assert plain(text) == line(text) == text_of_html(text) == "abcde\u200cf\u200dg"


def test_paragraphs_stay_and_spaces_fold():
    assert plain(" a \u00a0 b \r\n\r\n\r\n c\td \n e ") == "a b\n\nc d\ne"
    assert text_of_html("<p>a<b>b</b></p><p>c<br>d</p><ul><li>e</li></ul>") == "ab\n\nc\nd\n\ne"


def test_a_line_has_neither_markup_nor_entities_and_an_end():
    assert line("<b>Salt &amp; tide</b>\n 3 < 4 &gt; 2") == "Salt & tide 3 < 4 > 2"
    assert line("x" * 2000) == "x" * 999 + "…"
    assert line("e" + "\u0301" * 50 + "f\u0302\u0301") == "e" + "\u0301" * 4 + "f\u0302\u0301"
    assert line(None) == ""


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("html", ["<div>" * 100_000 + "x", "<p " + "a b=' > ' " * 50_000 + ">x", "<a '" * 100_000])
def test_hostile_html_hangs_nothing(html):
    started = time.thread_time()
    clean_html(html)
    text_of_html(html)
    assert time.thread_time() - started < 2


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("By Ana Berg", "Ana Berg"),
        ("Written by Ana Berg", "Ana Berg"),
        ("Von Ana von Berg", "Ana von Berg"),
        ("Par Ana Berg | Le Quai", "Ana Berg"),
        ("Nga Ana Berg", "Ana Berg"),
        ("بقلم: آنا بيرغ", "آنا بيرغ"),
        ("نوشتهٔ آنا برگ", "آنا برگ"),
        ("نوشته ی آنا برگ", "آنا برگ"),
        ("ana@courier.example (Ana Berg)", "Ana Berg"),
        ("Byron Lund", "Byron Lund"),
        ("Vonnie Ngarua", "Vonnie Ngarua"),
        ("admin", None),
        ("https://courier.example/ana", None),
        ("", None),
    ],
)
def test_a_byline_is_the_name_alone(raw, name):
    assert clean_byline(raw) == name


FRAGMENTS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<br>", "<b>", "</b>", "<a href='/x?a=1&b=>'>", "</a>", "<abbr title='a>b\"c'>", "</abbr>", "<ul><li>",
         "</ul>", "<script>x</script>", "<table><tr><td>", "</table>", "<!-- > -->", "&lt;b&gt;", "&amp;lt;", "<div", ">", "\"",
         "<unknown>", "<h2>", "</h2>", "<svg><p>", "<title>t</title>", "\u202e", "\u200c", "\u2028", "\t"]
    )
    | st.text(max_size=6),
    max_size=12,
).map("".join)  # fmt: skip


@given(FRAGMENTS)
@example("<\x1f?")
@settings(deadline=None, max_examples=200)
def test_the_text_of_cleaned_html_is_the_text_of_the_html(html):
    cleaned = clean_html(html, base="http://x.example/")
    assert text_of_clean_html(cleaned).split() == text_of_html(html).split()


@given(st.text(st.sampled_from("ab \n\t\r\u2028\u200c\u200d\u202e\ufeff\x85\x00\u3000é"), max_size=30))
@settings(deadline=None, max_examples=200)
def test_plain_text_holds_nothing_unwanted_and_one_space_at_a_time(text):
    told = plain(text)
    assert not set(told) & set("\t\r\u2028\u202e\ufeff\x85\x00\u3000")
    assert "  " not in told
    assert "\n\n\n" not in told
    assert plain(told) == told
