"""Other calendars, written dates, moments and languages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.reading.calendars import from_hijri, from_jalali, to_jalali
from interlink.lib.reading.instants import Instant, Precision, read_instant
from interlink.lib.reading.language import guess, normal, settle
from interlink.lib.reading.written_dates import LANGUAGES, find_dates, write_day

# Hypothesis takes its bounds without a zone.
FIRST, LAST = datetime(1900, 1, 2), datetime(2100, 1, 1)  # noqa: DTZ001
DAYS = st.dates(date(1900, 4, 1), date(2100, 12, 31))


@given(st.dates(date(1850, 1, 1), date(2200, 1, 1)))
def test_jalali_goes_there_and_back(day):
    assert from_jalali(*to_jalali(day)) == day


def test_known_days_of_the_other_calendars():
    assert from_jalali(1357, 11, 22) == date(1979, 2, 11)
    assert from_jalali(1403, 12, 30) == date(2025, 3, 20)
    assert from_jalali(1404, 12, 30) is None
    assert from_hijri(1400, 1, 1) == date(1979, 11, 21)


@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_written_day_reads_back(day, language):
    (found,) = find_dates(write_day(day, language), language)
    assert found.day == day


@pytest.mark.parametrize(
    ("raw", "language", "day"),
    [
        ("10/12/2021", "en", None),
        ("10/12/2021", "fr", date(2021, 12, 10)),
        ("12/31/2021", "en", date(2021, 12, 31)),
        ("٥ جمادى الأولى ١٤٤٣ هـ", "ar", date(2021, 12, 10)),
        ("30 February 2021", "en", None),
    ],
)
def test_what_is_unclear_or_impossible_is_no_day(raw, language, day):
    assert next((found.day for found in find_dates(raw, language)), None) == day


@given(st.datetimes(FIRST, LAST, timezones=st.timezones()))
def test_any_iso_moment_is_read(moment):
    moment = moment.replace(microsecond=0)
    try:
        raw, expected = moment.isoformat(), moment.astimezone(UTC)
    except OverflowError:
        return
    read = read_instant(raw)
    if len(raw) == 25:  # a zone of whole minutes
        assert read == Instant(expected, Precision.MOMENT)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mon, 02 Mar 2026 08:05:09 GMT", datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC)),
        ("2 Mar 2026 08:05:09 +0000", datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 08:05:09 +0330", datetime(2026, 3, 2, 4, 35, 9, tzinfo=UTC)),
        ("2026-03-02T24:00:00Z", datetime(2026, 3, 3, tzinfo=UTC)),
        ("Wed, 31 Dec 2025 23:59:60 GMT", datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("Mon, 02 Foo 2026 08:05:09 GMT", None),
        ("Mon, 30 Feb 2026 08:05:09 GMT", None),
        ("1900-01-01T00:00:00+05:00", None),
    ],
)
def test_moments_are_read_as_mail_and_feeds_write_them(raw, expected):
    assert read_instant(raw) == (expected and Instant(expected, Precision.MOMENT))


@given(st.text(max_size=120))
def test_any_text_is_a_moment_or_none(raw):
    assert isinstance(read_instant(raw), Instant | None)


def test_languages_are_told_apart():
    assert [normal(tag) for tag in ("fa-IR", "en_US", "deu", "alb", "", "x", "english", None)] == [
        "fa", "en", "de", "sq", None, None, None, None,
    ]  # fmt: skip
    assert guess("Der Hafen bleibt heute wegen des Sturms geschlossen") == "de"
    assert guess("بندر امروز به دلیل توفان بسته ماند و کشتی‌ها بازگشتند") == "fa"
    assert guess("ok") is None
    assert settle("fr-CA", "kurz") == "fr"


def test_what_a_template_calls_english_is_told_by_its_words():
    english = "The ferry that was promised to the town is back, and the people of the harbour came to see it. "
    french = "Le bac promis à la ville est de retour et les habitants du port sont venus pour le voir. "
    assert settle("en", english * 3) == "en"
    assert settle("en", english + french * 6) == "fr"
