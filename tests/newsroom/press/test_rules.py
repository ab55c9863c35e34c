"""What we decide about posts and digests."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.newsroom.press import rules
from interlink.newsroom.press.kinds import KINDS_OF, Kind

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


@settings(suppress_health_check=[HealthCheck.too_slow])  # drawing long texts takes long on a busy machine
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


# Everything that any kind asks for.
FILLED = frozenset(KINDS_OF)


@pytest.mark.parametrize("kind", Kind)
def test_a_post_with_all_that_its_kind_asks_for_lacks_nothing(kind: Kind) -> None:
    assert rules.missing(rules.Draft(kind, FILLED, corrections=1, captured=True)) == []


@pytest.mark.parametrize(
    ("kind", "without", "gap"),
    [
        (Kind.EXCERPT, {"outlet"}, "outlet"),
        (Kind.EXCERPT, {"cited_address"}, "address"),
        (Kind.EXCERPT, {"excerpt"}, "excerpt"),
        (Kind.ARTICLE, {"body"}, "body"),
        (Kind.LETTER, {"byline", "signatories"}, "signed"),
        (Kind.INTERVIEW, {"guest"}, "guest"),
        (Kind.DOCUMENT, {"byline", "outlet"}, "origin"),
        (Kind.DOCUMENT, {"first_published"}, "first-published"),
        (Kind.REPORT, {"outlet"}, "publisher"),
        (Kind.REPORT, {"report_year"}, "year"),
        (Kind.REPORT, {"report_file", "cited_address"}, "report"),
    ],
)
def test_each_thing_that_a_kind_asks_for_is_missed(kind: Kind, without: set[str], gap: str) -> None:
    assert rules.missing(rules.Draft(kind, FILLED - without, captured=True)) == [gap]


@pytest.mark.parametrize(("captured", "gap"), [(None, "capture-waiting"), (False, "capture")])
@pytest.mark.parametrize("kind", [Kind.EXCERPT, Kind.DOCUMENT, Kind.REPORT])
def test_whatever_cites_a_page_needs_a_copy_of_it(kind: Kind, captured: bool | None, gap: str) -> None:
    assert rules.missing(rules.Draft(kind, FILLED, captured=captured)) == [gap]


def test_what_cites_nothing_needs_no_copy_but_an_excerpt_always_cites() -> None:
    assert rules.missing(rules.Draft(Kind.REPORT, FILLED - {"cited_address"})) == []
    assert "capture" in rules.missing(rules.Draft(Kind.EXCERPT, FILLED - {"cited_address"}))


def test_a_correction_corrects_something() -> None:
    assert rules.missing(rules.Draft(Kind.CORRECTION, FILLED, captured=True)) == ["correction"]


@pytest.mark.parametrize(
    ("days", "answered", "state"),
    [
        (0, False, rules.ReplyState.WAITING),
        (1, False, rules.ReplyState.NO_ANSWER),
        (-3, True, rules.ReplyState.ANSWERED),
        (3, True, rules.ReplyState.ANSWERED),
    ],
)
def test_silence_counts_once_the_last_day_is_over(days: int, answered: bool, state: rules.ReplyState) -> None:
    deadline = date(2026, 11, 24)
    assert rules.reply_state(deadline, answered=answered, today=deadline + timedelta(days=days)) is state
