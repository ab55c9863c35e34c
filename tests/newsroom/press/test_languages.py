"""Directions, names, dates and sizes in each language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from interlink.newsroom.press import languages


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("fa", "rtl"), ("ar", "rtl"), ("xx", "auto"), ("", "auto"), ("../", "auto")],
)
def test_direction_follows_the_script(language: str, expected: str) -> None:
    assert languages.direction(language) == expected


def test_languages_name_themselves() -> None:
    assert [languages.own_name(code) for code in ("fr", "sq", "fa", "qq")] == ["Français", "Shqip", "فارسی", "qq"]
    assert languages.name_in("fa", "de") == "Persisch"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "November 24, 2026"),
        ("fr", "24 novembre 2026"),
        ("de", "24. November 2026"),
        ("sq", "24 nëntor 2026"),
        ("ar", "24 نوفمبر 2026"),
        ("fa", "۳ آذر ۱۴۰۵ (۲۴ نوامبر ۲۰۲۶)"),
        ("es", "24 de noviembre de 2026"),
    ],
)
def test_dates_take_the_form_of_the_language(language: str, expected: str) -> None:
    assert languages.written_date(date(2026, 11, 24), language) == expected


def test_months_open_with_a_capital_letter() -> None:
    assert languages.written_month(date(2026, 11, 1), "fr") == "Novembre 2026"
    assert languages.written_month(date(2026, 11, 1), "fa") == "نوامبر ۲۰۲۶ (آبان–آذر ۱۴۰۵)"
    assert languages.written_month(date(2027, 3, 9), "fa") == "مارس ۲۰۲۷ (اسفند ۱۴۰۵ – فروردین ۱۴۰۶)"


def test_moments_are_to_the_second_and_in_utc() -> None:
    moment = datetime(2026, 11, 24, 5, 6, 7, tzinfo=UTC)
    assert languages.written_moment(moment, "de") == "24. November 2026, 05:06:07 UTC"
    assert languages.written_moment(moment, "fa") == "۳ آذر ۱۴۰۵ (۲۴ نوامبر ۲۰۲۶)، ساعت ۵:۰۶:۰۷ (UTC)"


def test_sizes_are_in_kilobytes() -> None:
    assert languages.written_size(48_213, "en") == "48.2 kB"
    assert languages.written_size(3, "en") == "0.1 kB"
    assert languages.written_size(48_213, "fr").endswith("ko")
    assert languages.written_size(1_234_500, "fa") == "۱٬۲۳۴٫۵ کیلوبایت"
    assert languages.written_number(1_234, "fa") == "۱٬۲۳۴"


@pytest.mark.parametrize(
    ("title", "on_english", "on_persian"),
    [
        ("Zenith House: چه کسی «پول» را داد؟", "ltr", "rtl"),
        ("שלום עולם: a title (2024)", "ltr", "rtl"),
        ("خانه‌ها (۱۴۰۵)", "rtl", "rtl"),
        ("Zenith House (2024).", "ltr", "ltr"),
        ("2024", "ltr", "rtl"),
    ],
)
def test_a_title_runs_as_its_page_if_any_letter_of_it_does(title: str, on_english: str, on_persian: str) -> None:
    assert languages.direction_of(title, "en") == on_english
    assert languages.direction_of(title, "fa") == on_persian
