"""Numbers and days are the same in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.grouping.facts import find_facts
from interlink.lib.names.normalise import fold

# The zero of each script that newspapers print figures in.
ZEROS = "0٠۰०০"


def facts(text: str, language: str = "en") -> set[str]:
    return set(find_facts(fold(text), language))


@given(
    number=st.integers(2_100, 10**9),
    zero=st.sampled_from(ZEROS),
    mark=st.sampled_from(["", ",", " ", "\u202f", "\u00a0", "'", "٬"]),
)
def test_a_number_counts_the_same_in_every_script_and_with_every_separator(number: int, zero: str, mark: str) -> None:
    written = "".join(chr(ord(zero) + int(sign)) if sign.isdigit() else mark for sign in f"{number:,}")
    assert facts(f"x {written} y") == {str(number)}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3.1 million people", "en", {"3100000"}),
        ("2,5 Millionen und 310.000 Kronen", "de", {"2500000", "310000"}),
        ("31万人和1.5亿元", "zh", {"310000", "150000000"}),
        ("12 juta orang, 1.300 rumah", "id", {"12000000", "1300"}),
        ("5.125% and 1,300 homes", "en", {"5.125", "1300"}),
    ],
)
def test_thousands_and_millions_are_written_out(text: str, language: str, expected: set[str]) -> None:
    assert facts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on Sept 22", "en"), ("on 22nd September 2022", "en"), ("am 22. September", "de"), ("9月22日", "zh"),
        ("le 22 septembre", "fr"), ("۲۲ سپتامبر", "fa"), ("2022-09-22", "en"), ("22 shtator", "sq"),
    ],
)  # fmt: skip
def test_a_day_is_one_day_in_every_language(text: str, language: str) -> None:
    assert facts(text, language) == {"09-22"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("at 19:00", "en"), ("at 7pm and 7.30 p.m.", "en"), ("um 19.30 Uhr", "de"), ("à 19h30", "fr"),
        ("晚上19时30分", "zh"), ("ساعت ۱۹:۰۰", "fa"), ("10:45 WIB", "id"), ("at 12 o'clock", "en"),
    ],
)  # fmt: skip
def test_times_of_the_clock_are_no_numbers(text: str, language: str) -> None:
    assert facts(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language"), [("in 1998", "en"), ("in ۱۴۰۴", "fa"), ("7 people", "en"), ("٣ أشخاص", "ar"), ("no", "")]
)
def test_years_and_small_numbers_tell_nothing(text: str, language: str) -> None:
    assert facts(text, language) == set()


@given(st.text(max_size=200), st.sampled_from(["", "en", "de", "zh", "fa", "xx", "not a code"]))
def test_any_text_in_any_language_is_read(text: str, language: str) -> None:
    assert all(facts(text, language))
