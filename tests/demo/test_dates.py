from datetime import date, timedelta
from itertools import pairwise

import pytest

from demo_press import dates
from demo_press.dates import JalaliDate


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1979, 2, 11), JalaliDate(1357, 11, 22)),
        (date(2021, 3, 20), JalaliDate(1399, 12, 30)),
        (date(2021, 3, 21), JalaliDate(1400, 1, 1)),
        (date(2024, 3, 20), JalaliDate(1403, 1, 1)),
        (date(2025, 3, 20), JalaliDate(1403, 12, 30)),
        (date(2025, 9, 22), JalaliDate(1404, 6, 31)),
        (date(2025, 9, 23), JalaliDate(1404, 7, 1)),
        (date(2026, 3, 21), JalaliDate(1405, 1, 1)),
    ],
)
def test_solar_hijri_days_are_those_of_the_almanac(day: date, expected: JalaliDate):
    assert dates.jalali(day) == expected


def test_solar_hijri_days_follow_one_another_without_a_gap():
    seen = [dates.jalali(date(2019, 1, 1) + timedelta(days=n)) for n in range(4000)]
    for before, after in pairwise(seen):
        same_month = (after.year, after.month, after.day) == (before.year, before.month, before.day + 1)
        next_month = (after.year, after.month, after.day) == (before.year, before.month + 1, 1)
        next_year = (after.year, after.month, after.day) == (before.year + 1, 1, 1)
        assert same_month or next_month or (next_year and before.month == 12), (before, after)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Kodravel, 4 Dec (Northline) — "),
        ("fr", "Kodravel, 4 déc. (Northline) – "),
        ("de", "Kodravel, 4. Dez. (Northline) – "),
        ("sq", "Kodravel, 4 dhj (Northline) – "),
        ("ar", "Kodravel، 4 ديسمبر (Northline) — "),
        ("fa", "Kodravel، ۱۳ آذر (Northline) — "),
    ],
)
def test_a_dateline_has_each_language_s_own_form(language: str, expected: str):
    assert dates.dateline(date(2025, 12, 4), language, place="Kodravel", agency="Northline") == expected


def test_the_first_of_a_month_is_an_ordinal_in_french():
    assert dates.long(date(2025, 12, 1), "fr") == "1er décembre 2025"
