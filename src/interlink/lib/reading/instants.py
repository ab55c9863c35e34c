"""Moments as feeds and pages write them, and how exactly they are known.

No part of a date is ever made up: a year alone, or a month and a year, is no date here, and a time without
its zone counts for the day only.
"""

import enum
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from interlink.lib.reading.calendars import gregorian
from interlink.lib.reading.digits import western


class Precision(enum.StrEnum):
    """How exactly a moment is known, and so how it may be shown."""

    DAY = "day"
    """Only the day, which is the date of the value in UTC. The rest of the value serves for sorting alone."""
    MOMENT = "moment"
    """The moment itself, to the minute or better."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in UTC and how exactly it is known."""

    at: datetime
    precision: Precision


_EARLIEST, _LATEST = 1900, 2100
_MAX_LENGTH = 100
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[A-Za-z]{2,4}|[+-]\d{2}(?::?\d{2})?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_MAIL = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s*)?(\d{1,2})[\s-]([A-Za-z]{3,9})\.?[\s-](\d{4}|\d{2})"
    r"(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?)?(?:\s*\([A-Za-z ]+\))?"
)
# As nearly all feeds write their dates; read without taking them apart, which costs five times as much.
_PLAIN_ISO = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_PLAIN_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) ((?:19|20)\d{2}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|[+-]0000)", re.ASCII
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
# Minutes east of UTC. Names shared by several zones are read as the mail standard (RFC 5322) or common use
# has it.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ":
    120, "EET": 120, "EEST": 180, "MSK": 180, "IRST": 210, "IRDT": 270, "EST": -300, "EDT": -240, "CST":
    -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480,
    "HST": -600, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "JST": 540, "KST": 540, "PKT": 300,
}  # fmt: skip


def read_instant(raw: str | None) -> Instant | None:
    """Read a date and time in the forms that machines write: ISO 8601, RFC 5322, seconds since 1970.

    Digits may be of any script, and a four-digit year between 1300 and 1500 counts as Jalali or Hijri. What
    says less than a whole day, names a day that does not exist or lies outside 1900 to 2100 gives None.
    """
    if not raw or len(raw) > _MAX_LENGTH:
        return None
    if plain := _read_plain(raw):
        return plain
    text = " ".join(western(raw).split())
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day, *clock = found.groups()
        return _instant(int(year), int(month), int(day), clock)
    if found := _MAIL.fullmatch(text):
        day, name, year, *clock = found.groups()
        month = _MONTHS.get(name[:3].lower())
        return _instant(_whole_year(year), month, int(day), clock) if month else None
    if _EPOCH.fullmatch(text):
        return _sensible(datetime.fromtimestamp(int(text[:10]), UTC), Precision.MOMENT)
    return None


def _read_plain(raw: str) -> Instant | None:
    try:
        if _PLAIN_ISO.fullmatch(raw):
            return _sensible(datetime.fromisoformat(raw).astimezone(UTC), Precision.MOMENT)
        if found := _PLAIN_MAIL.fullmatch(raw):
            day, name, year, hour, minute, second = found.groups()
            at = datetime(
                int(year), _MONTHS[name.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC
            )  # fmt: skip
            return Instant(at, Precision.MOMENT)
    except (KeyError, ValueError, OverflowError):  # no such month, hour 24, a leap second
        return None
    return None


def _whole_year(year: str) -> int:
    if len(year) == 4:  # noqa: PLR2004 - digits of a full year
        return int(year)
    return int(year) + (2000 if int(year) < 70 else 1900)  # noqa: PLR2004 - as RFC 5322 pivots, in essence


def _instant(year: int, month: int, day: int, clock: list[str | None]) -> Instant | None:
    hour, minute, second, zone = clock
    date = gregorian(year, month, day)
    if date is None:
        return None
    at = datetime(date.year, date.month, date.day, tzinfo=UTC)
    if hour is None or minute is None:
        return _sensible(at, Precision.DAY)
    offset = _offset(zone)
    try:
        # Hour 24 is midnight at the day's end; second 60 is a leap second, which datetime does not know.
        at += timedelta(hours=_within(hour, 24), minutes=_within(minute, 59), seconds=min(_within(second, 60), 59))
        if offset is not None:
            at = at.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return _sensible(at, Precision.DAY if offset is None else Precision.MOMENT)


def _within(text: str | None, most: int) -> int:
    value = int(text or 0)
    if value > most:
        raise ValueError(text)
    return value


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return timedelta(minutes=-minutes if zone[0] == "-" else minutes)
    minutes_east = _ZONES.get(zone.upper())
    return None if minutes_east is None else timedelta(minutes=minutes_east)


def _sensible(at: datetime, precision: Precision) -> Instant | None:
    return Instant(at, precision) if _EARLIEST <= at.year <= _LATEST else None
