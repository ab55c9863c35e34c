"""The Jalali (Persian) and Hijri (Islamic) calendars, to and from our own.

Jalali follows the arithmetic of Borkowski (1996), "The Persian calendar for 3000 years", as the jalaali-js
library spells it out; it agrees with the official calendar for the years used here. Hijri is the tabular
civil calendar of Reingold and Dershowitz, "Calendrical Calculations": months that begin by sighting may
differ from it by a day.
"""

from datetime import date

JALALI_YEARS = range(1200, 1417)
HIJRI_YEARS = range(1417, 1501)
"""A bare year number tells the two apart only by size: 1416 Jalali is 2037, and 1417 Hijri began in 1996."""

_BREAKS = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456,
    3178,
)  # fmt: skip
_FIRST_HALF_DAYS = 186
_MONTHS = range(1, 13)
_HIJRI_YEARS_OF_A_DATE = range(1, 9_000)
_HIJRI_EPOCH = 227015  # 16 July 622 (Julian) as an ordinal of datetime.date


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day in our calendar for a date in numbers, its calendar told from the year; None if no such day."""
    if year in JALALI_YEARS:
        return from_jalali(year, month, day)
    if year in HIJRI_YEARS:
        return from_hijri(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The day in our calendar for a Jalali date, or None if there is no such day."""
    if not (1 <= year < _BREAKS[-1] - 1 and month in _MONTHS and 1 <= day <= _jalali_month_days(year, month)):
        return None
    passed = (month - 1) * 31 - max(0, month - 7) + day - 1
    return date.fromordinal(_new_year(year) + passed)


def to_jalali(day: date) -> tuple[int, int, int]:
    """The Jalali year, month and day of a date."""
    year = day.year - 621
    if day.toordinal() < _new_year(year):
        year -= 1
    passed = day.toordinal() - _new_year(year)
    if passed < _FIRST_HALF_DAYS:
        return year, passed // 31 + 1, passed % 31 + 1
    passed -= _FIRST_HALF_DAYS
    return year, passed // 30 + 7, passed % 30 + 1


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The day in our calendar for a date of the tabular Islamic calendar, or None if there is no such day."""
    if not (year in _HIJRI_YEARS_OF_A_DATE and month in _MONTHS and 1 <= day <= 30):  # noqa: PLR2004 - days of a month
        return None
    passed = 29 * (month - 1) + month // 2
    return date.fromordinal(_HIJRI_EPOCH - 1 + day + passed + (year - 1) * 354 + (3 + 11 * year) // 30)


def _new_year(year: int) -> int:
    """The ordinal of Nowruz of a Jalali year."""
    leaps, jump, last = -14, 0, _BREAKS[0]
    for turn in _BREAKS[1:]:
        jump = turn - last
        if year < turn:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        last = turn
    since = year - last
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:  # noqa: PLR2004 - the cycle's one exception
        leaps += 1
    western_year = year + 621
    western_leaps = western_year // 4 - (western_year // 100 + 1) * 3 // 4 - 150
    return date(western_year, 3, 1).toordinal() + 20 + leaps - western_leaps - 1


def _jalali_month_days(year: int, month: int) -> int:
    if month <= 6:  # noqa: PLR2004 - the long months
        return 31
    if month < 12:  # noqa: PLR2004 - the last month is the short one
        return 30
    return _new_year(year + 1) - _new_year(year) - 336
