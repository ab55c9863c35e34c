"""Days as people write them, in six languages and three calendars."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from babel.dates import format_date

from interlink.lib.reading.calendars import (
    HIJRI_YEARS,
    JALALI_YEARS,
    from_hijri,
    from_jalali,
    gregorian,
    to_jalali,
)
from interlink.lib.reading.digits import persian, western
from interlink.lib.reading.instants import Instant, Precision
from interlink.lib.reading.month_names import MONTHS, WEEKDAYS, Calendar, fold

LANGUAGES = ("en", "fr", "de", "sq", "ar", "fa")
_EARLIEST, _LATEST = 1900, 2100
_JALALI_NAMES = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_MONTHS_IN_A_YEAR = 12


def _any_of(names: frozenset[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s?") for name in longest_first) + ")"


_MONTH = _any_of(frozenset(MONTHS))
_WEEKDAY = rf"(?:(?:e\s|یوم\s|روز\s)?{_any_of(WEEKDAYS)}\.?,?،?\s{{1,3}})?"
_LEAD = r"(?:(?:on|le|den|am|vom|me|date|dated|في|فی|در|مورخ)\s{1,2})?"
# The marks that say which calendar a year is of: they are read over, since the month's name has said it.
_ERA = r"(?:\s?(?:هـ|هجری(?:\s(?:شمسی|قمری))?|میلادی|خورشیدی|شمسی|قمری|ه\.?\s?[شق]|[مشقه])\.?(?!\w))?"
# "10 December 2021", "10. Dezember 2021", "1er décembre 2021", "10 كانون الأول/ديسمبر 2021".
_DAY_FIRST = (
    rf"(?P<day1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s{{0,2}}(?:of\s|de\s)?(?P<month1>{_MONTH})(?:\s?ماه)?(?!\w)\.?"
    rf"(?:\s?[/(]\s?{_MONTH}\)?)?(?:,?،?\s{{1,2}}(?P<year1>\d{{4}})(?!\d){_ERA})?"
)
_MONTH_FIRST = (
    rf"(?P<month2>{_MONTH})\.?\s{{1,2}}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    r"(?:,?\s{1,2}(?P<year2>\d{4})(?!\d))?"
)
_YEAR_FIRST = r"(?P<year3>\d{4})(?P<mark3>[-/.])(?P<month3>\d{1,2})(?P=mark3)(?P<day3>\d{1,2})(?!\d)"
_NUMBERS = r"(?P<day4>\d{1,2})(?P<mark4>[-/.])\s?(?P<month4>\d{1,2})(?P=mark4)\s?(?P<year4>\d{4})(?!\d)"
_DATE = re.compile(
    rf"(?<![\w/.-]){_LEAD}{_WEEKDAY}{_LEAD}(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_YEAR_FIRST}|{_NUMBERS})(?![\w/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a text, and where.

    Attributes:
        day: None where the year is missing and nothing said near which day to look.
        calendar: The calendar it is written in.
    """

    start: int
    end: int
    day: date | None
    calendar: Calendar


def find_dates(text: str, language: str | None = None, near: date | None = None) -> Iterator[WrittenDate]:
    """The dates written in a short text, in order.

    Args:
        text: Kept short by the caller: a line, the head of a paragraph.
        language: ISO 639-1. Decides how "10/12/2021" is read: day first, except that English leaves open
            which, and such a date is then no date.
        near: A day near which a date without its year must lie, such as the day the page was published.
    """
    if language is None and western(text) != text:
        language = "ar"  # who writes other digits than English does puts the day first
    for found in _DATE.finditer(fold(text)):
        read = _read(found, language, near)
        if read is not None:
            yield WrittenDate(found.start(), found.end(), *read)


def read_day(raw: str | None, language: str | None = None) -> Instant | None:
    """Read the day written in a short text, at the precision of a day, or None where no whole date is in it.

    Of a date given in two calendars ours counts, since Hijri months begin by sighting and so shift by a day.
    """
    if not raw:
        return None
    found = [one for one in find_dates(raw[:300], language) if one.day is not None]
    ours = [one for one in found if one.calendar is Calendar.GREGORIAN]
    day = next((one.day for one in ours or found), None)
    return Instant(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY) if day else None


# A list writes the same few days over and over, and Babel takes its time for each.
@lru_cache(maxsize=2048)
def write_day(day: date, language: str) -> str:
    """The day in a language's own long form (CLDR); Persian has it in its own calendar and digits."""
    if language == "fa":
        year, month, number = to_jalali(day)
        return persian(f"{number} {_JALALI_NAMES[month - 1]} {year}")
    if language not in LANGUAGES:
        return day.isoformat()
    written = str(format_date(day, format="long", locale=language))
    # CLDR has "1 janvier"; French readers write and expect "1er janvier".
    return "1er" + written[1:] if language == "fr" and day.day == 1 else written


def _read(found: re.Match[str], language: str | None, near: date | None) -> tuple[date | None, Calendar] | None:
    parts = found.groupdict()
    if parts["month1"] or parts["month2"]:
        which = "1" if parts["month1"] else "2"
        calendar, month = MONTHS[_known(parts["month" + which])]
        day, year = int(parts["day" + which]), parts["year" + which]
        if year is None:
            return _closest(month, day, calendar, near), calendar
        return _sensible(_in(calendar, int(year), month, day), calendar)
    if parts["year3"]:
        return _in_numbers(int(parts["year3"]), int(parts["month3"]), int(parts["day3"]))
    day, month, year4 = int(parts["day4"]), int(parts["month4"]), int(parts["year4"])
    if parts["mark4"] != "." and language in {None, "en"} and day != month:
        if month > _MONTHS_IN_A_YEAR:
            day, month = month, day
        elif day <= _MONTHS_IN_A_YEAR:
            return None
    return _in_numbers(year4, month, day)


def _in_numbers(year: int, month: int, day: int) -> tuple[date, Calendar] | None:
    calendar = Calendar.GREGORIAN
    if year in JALALI_YEARS:
        calendar = Calendar.JALALI
    elif year in HIJRI_YEARS:
        calendar = Calendar.HIJRI
    return _sensible(gregorian(year, month, day), calendar)


def _known(name: str) -> str:
    if name in MONTHS:
        return name
    squeezed = name.replace(" ", "")
    return next(known for known in MONTHS if known.replace(" ", "") == squeezed)


def _in(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    match calendar:
        case Calendar.JALALI:
            return from_jalali(year, month, day)
        case Calendar.HIJRI:
            return from_hijri(year, month, day)
        case Calendar.GREGORIAN:
            try:
                return date(year, month, day)
            except ValueError:
                return None


def _sensible(day: date | None, calendar: Calendar) -> tuple[date, Calendar] | None:
    return (day, calendar) if day is not None and _EARLIEST <= day.year <= _LATEST else None


def _closest(month: int, day: int, calendar: Calendar, near: date | None) -> date | None:
    if near is None:
        return None
    if calendar is Calendar.HIJRI:
        years = range((near.year - 622) * 33 // 32 - 1, (near.year - 622) * 33 // 32 + 3)
    else:
        middle = to_jalali(near)[0] if calendar is Calendar.JALALI else near.year
        years = range(middle - 1, middle + 2)
    days = [found for year in years if (found := _in(calendar, year, month, day)) is not None]
    return min(days, key=lambda found: abs(found - near), default=None)
