"""What we decide about posts and digests."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.press import rules

DAYS = st.dates(date(1971, 1, 1), date(2200, 1, 1))
WEEKDAYS = st.integers(1, 7)
WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=150).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=6).map("\n\n".join)
SPANS = st.lists(st.integers(0, 4000).map(lambda at: (at, at + 5)), max_size=4)


@given(day=DAYS, last=WEEKDAYS)
def test_every_day_is_in_exactly_one_week_of_seven_days(day: date, last: int) -> None:
    week = rules.week_of(day, last)
    assert week.starts_on <= day <= week.ends_on
    assert week.ends_on - week.starts_on == timedelta(days=6)
    assert week.ends_on.isoweekday() == last
    around = {rules.week_of(day + timedelta(days=shift), last) for shift in range(-7, 8)}
    assert [one for one in around if one.starts_on <= day <= one.ends_on] == [week]


@given(day=DAYS, last=WEEKDAYS, zone=st.sampled_from(["UTC", "Europe/Paris", "Asia/Tehran", "America/New_York"]))
def test_a_week_ends_at_the_very_moment_that_the_next_begins(day: date, last: int, zone: str) -> None:
    week = rules.week_of(day, last)
    following = rules.week_of(week.ends_on + timedelta(days=1), last)
    assert week.bounds(ZoneInfo(zone))[1] == following.bounds(ZoneInfo(zone))[0]


@given(text=TEXTS, spans=SPANS)
def test_an_excerpt_is_only_words_of_the_text_in_their_order_and_bounded(
    text: str, spans: list[tuple[int, int]]
) -> None:
    excerpt = rules.choose_excerpt(text, spans)
    paragraphs = [part for part in excerpt.split("\n\n") if part]
    assert len(paragraphs) <= rules.EXCERPT_PARAGRAPHS
    assert sum(len(part.removesuffix(" …").split()) for part in paragraphs) <= rules.EXCERPT_WORDS
    left = [part.strip() for part in text.split("\n\n") if part.strip()]
    for part in paragraphs:
        quoted = part.removesuffix(" …").split()
        while left[0].split()[: len(quoted)] != quoted:
            left.pop(0)
        if not part.endswith(" …"):
            assert left.pop(0) == part
    assert bool(excerpt) == bool(text.strip())


def test_an_excerpt_begins_where_a_watched_name_stands() -> None:
    text = "Nothing here.\n\nThe Fellowship sold it.\n\nNor here.\n\nThe Fellowship left."
    names = [(text.find("Fellowship"), 0), (text.rfind("Fellowship"), 0)]
    assert rules.choose_excerpt(text, names) == "The Fellowship sold it.\n\nThe Fellowship left."
    assert rules.choose_excerpt(text, []) == "Nothing here."


def test_a_long_paragraph_is_cut_at_a_word_and_says_so() -> None:
    excerpt = rules.choose_excerpt("word " * 200, [])
    assert excerpt == " ".join(["word"] * rules.EXCERPT_WORDS) + " …"


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"outlet": " "}, "outlet"),
        ({"cited_address": ""}, "address"),
        ({"excerpt": "\n"}, "excerpt"),
        ({"captured": None}, "capture-waiting"),
        ({"captured": False}, "capture"),
    ],
)
def test_each_thing_that_the_house_asks_for_is_missed(change: dict[str, object], gap: str) -> None:
    whole = {"outlet": "Gazette", "cited_address": "https://gazette.example/", "excerpt": "Words.", "captured": True}
    assert rules.missing(rules.Draft(**whole)) == []  # type: ignore[arg-type]
    assert rules.missing(rules.Draft(**(whole | change))) == [gap]  # type: ignore[arg-type]
