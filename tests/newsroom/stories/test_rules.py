"""What makes two items reports of one story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.stories import rules

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORDS = [
    "lease",
    "court",
    "harbour",
    "ferry",
    "fares",
    "council",
    "savings",
    "audit",
    "noon",
    "members",
    "قرارداد",
    "دادگاه",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
# The zero of each script that newspapers print figures in.
ZEROS = "0٠۰०০"


def report(text: str = "", *, key: int = 1, story: int | None = 7, when: datetime = NOW, language: str = "en",
           names: frozenset[int] = frozenset(), figures: frozenset[str] = frozenset()) -> rules.Report:  # fmt: skip
    return rules.Report(key, story, when, language, rules.words(text, ""), figures, names)


@st.composite
def reports(draw: st.DrawFn) -> rules.Report:
    return report(
        draw(TEXTS),
        key=draw(st.integers(1, 1000)),
        when=NOW + draw(st.timedeltas(timedelta(0), timedelta(days=9))),
        language=draw(st.sampled_from(["en", "fa"])),
        names=draw(st.frozensets(st.integers(1, 4), max_size=3)),
        figures=draw(st.frozensets(st.sampled_from(["12", "137", "310000", "42"]), max_size=4)),
    )


@given(one=reports(), other=reports(), others=st.lists(reports(), max_size=4))
def test_likeness_is_the_same_from_both_sides_and_between_0_and_1(
    one: rules.Report, other: rules.Report, others: list[rules.Report]
) -> None:
    weights = rules.rarity([one, other, *others])
    a, b = rules.weigh(one, weights), rules.weigh(other, weights)
    assert 0.0 <= rules.likeness(a, b) <= 1.0
    assert rules.likeness(a, b) == pytest.approx(rules.likeness(b, a))
    assert (rules.compare(a, b) is None) == (rules.compare(b, a) is None)


@given(one=reports(), others=st.lists(reports(), max_size=4))
def test_a_report_is_wholly_like_itself(one: rules.Report, others: list[rules.Report]) -> None:
    weighed = rules.weigh(one, rules.rarity([one, *others]))
    assert rules.likeness(weighed, weighed) == pytest.approx(1.0)


def test_reports_without_words_are_not_alike() -> None:
    empty = rules.weigh(report(""), {})
    assert rules.likeness(empty, empty) == 0.0


@given(
    number=st.integers(100, 10**9),
    zero=st.sampled_from(ZEROS),
    mark=st.sampled_from(["", ",", ".", " ", "\u202f", "\u00a0", "'", "٬"]),
)
def test_a_number_counts_the_same_in_every_script_and_with_every_separator(number: int, zero: str, mark: str) -> None:
    written = "".join(chr(ord(zero) + int(sign)) if sign.isdigit() else mark for sign in f"{number:,}")
    assert rules.numbers(f"x {written} y") == rules.numbers(f"x {number} y")


@pytest.mark.parametrize("text", ["in 1998", "in ۱۴۰۴", "in 2026", "7 people", "٣ أشخاص", "no figures"])
def test_years_and_small_numbers_tell_nothing(text: str) -> None:
    assert rules.numbers(text) == frozenset()


def test_a_year_between_figures_does_not_grow_into_them() -> None:
    assert rules.numbers("137 members and 310,000 crowns in 2025") == {"137", "310000"}


def test_words_are_folded_so_that_spellings_of_one_script_meet() -> None:
    assert rules.words("كتاب", "") == rules.words("کتاب", "")
    assert rules.words("LEASE", "") == rules.words("lease", "")


def test_the_title_counts_twice_and_only_the_opening_counts() -> None:
    counted = rules.words("Ferry", "harbour " + "x" * rules.OPENING + " savings")
    assert counted["ferry"] == 2
    assert counted["harbour"] == 1
    assert counted["savings"] == 0


def found(one: rules.Report, other: rules.Report) -> bool:
    weights = rules.rarity([one, other, *(report(word, key=50) for word in WORDS)])
    return rules.compare(rules.weigh(one, weights), rules.weigh(other, weights)) is not None


def test_within_a_language_words_decide() -> None:
    lease = report("court lease members council", key=1)
    assert found(lease, report("council court lease savings", key=2))
    assert not found(lease, report("ferry fares harbour", key=2))


def test_the_same_words_a_week_later_are_another_story() -> None:
    one = report("court lease members council", key=1)
    assert found(one, report("court lease members council", key=2, when=NOW + rules.WINDOW))
    assert not found(one, report("court lease members council", key=2, when=NOW + rules.WINDOW + timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("names", "figures", "same"),
    [
        ({1, 2}, {"137", "42"}, True),
        ({1}, {"137", "42", "22"}, True),
        ({1}, {"137", "42"}, False),
        ({1, 2}, {"137"}, False),
        ({1, 2, 3}, set(), False),
        (set(), {"137", "42", "22", "310000"}, False),
    ],
)
def test_across_languages_a_watched_name_and_several_numbers_have_to_meet(
    names: set[int], figures: set[str], same: bool
) -> None:
    one = report("court", key=1, names=frozenset(names), figures=frozenset(figures))
    other = report("دادگاه", key=2, language="fa", names=frozenset(names), figures=frozenset(figures))
    assert found(one, other) == same


def test_the_most_like_story_is_chosen_and_says_why() -> None:
    waiting = report("court lease members council", key=1, story=None)
    near, far = report("court lease members noon", key=2, story=20), report("court lease ferry fares", key=3, story=30)
    lone = report("court lease members council", key=4, story=None)
    weights = rules.rarity([waiting, near, far, lone])
    window = [rules.weigh(one, weights) for one in (far, near, lone, waiting)]
    match = rules.find_story(rules.weigh(waiting, weights), window)
    assert match is not None
    assert match.story == 20
    assert match.reason.endswith("of the weighted words in common")


def test_two_reports_of_one_story_are_found_even_when_the_window_holds_nothing_else() -> None:
    one = report("court ends lease of sugar works after unpaid rent", key=1)
    other = report("sugar works lease ended court cites unpaid rent", key=2)
    weights = rules.rarity([one, other])
    assert rules.compare(rules.weigh(one, weights), rules.weigh(other, weights)) is not None


def test_a_report_of_something_new_has_no_story() -> None:
    assert rules.find_story(rules.weigh(report("ferry fares"), {}), []) is None
