"""Dates as each of the press' languages writes them.

Month and weekday names come from CLDR through Babel; the Persian outlets count by the solar Hijri calendar,
which Babel does not write, so that conversion is here.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

JALALI_MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
KNOWN_YEAR, KNOWN_NEW_YEAR = 1403, date(2024, 3, 20).toordinal()
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class JalaliDate:
    """A day of the solar Hijri calendar."""

    year: int
    month: int
    day: int


def jalali(day: date) -> JalaliDate:
    """Convert a Gregorian day, by the 33-year rule, which is right from 1800 to 2200 or so."""
    year = day.year - 621
    if _new_year(year) > day.toordinal():
        year -= 1
    passed = day.toordinal() - _new_year(year)
    if passed < 186:
        return JalaliDate(year, passed // 31 + 1, passed % 31 + 1)
    return JalaliDate(year, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1)


def _new_year(year: int) -> int:
    """The ordinal of 1 Farvardin, counted from a known one, with 8 leap years in each 33."""
    leaps = (8 * (year - 1) + 29) // 33 - (8 * (KNOWN_YEAR - 1) + 29) // 33
    return KNOWN_NEW_YEAR + 365 * (year - KNOWN_YEAR) + leaps


def short(day: date, language: str) -> str:
    """Write day and month, as in "4 December"."""
    return _write(day, language, "d MMMM", "d. MMMM")


def long(day: date, language: str) -> str:
    """Write day, month and year, as in "4 December 2025"."""
    return _write(day, language, "d MMMM y", "d. MMMM y")


def weekday(day: date, language: str) -> str:
    """Write the name of the day of the week."""
    return format_date(day, "EEEE", locale=language)


def dateline(day: date, language: str, *, place: str, agency: str | None) -> str:
    """Write the line that opens an agency report, as in "KODRAVEL, 4 Dec (Northline) — "."""
    comma = "،" if language in {"ar", "fa"} else ","
    dash = "—" if language in {"en", "ar", "fa"} else "–"
    when = _write(day, language, "d MMM", "d. MMM")
    credit = f" ({agency})" if agency else ""
    return f"{place}{comma} {when}{credit} {dash} "


def _write(day: date, language: str, pattern: str, german: str) -> str:
    if language == "fa":
        when = jalali(day)
        year = f" {when.year}" if "y" in pattern else ""
        return f"{when.day} {JALALI_MONTHS[when.month - 1]}{year}".translate(PERSIAN_DIGITS)
    written = format_date(day, german if language == "de" else pattern, locale=language)
    if language == "fr" and day.day == 1:
        return written.replace("1 ", "1er ", 1)
    return written


def days_after(day: date, days: int) -> date:
    """Give the day that lies so many days later, or earlier when negative."""
    return day + timedelta(days=days)
