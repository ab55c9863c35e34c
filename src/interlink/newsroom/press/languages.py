"""How a language writes: its direction, its name, its dates and its sizes."""

from __future__ import annotations

import calendar
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils import timezone
from django.utils.translation import gettext as _

from interlink.lib.reading.digits import persian
from interlink.lib.reading.written_dates import LANGUAGES, write_day

_BYTES_IN_A_KILOBYTE = 1000
_PERSIAN = "fa"
# Babel writes digits of 0 to 9 in any system; this one has the Persian signs between them.
_PERSIAN_SIGNS = "arabext"
_STRONG = {"ltr": ("L",), "rtl": ("R", "AL")}
_SIGNS_OF_HEAD = 16
_ARABIC_COMMA = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd"})


@lru_cache(maxsize=64)
def direction(language: str) -> str:
    """Return the value of HTML's `dir` for text in a language; `auto` when we do not know the language."""
    locale = _locale(language)
    return "auto" if locale is None else str(locale.text_direction)


def direction_of(text: str, language: str) -> str:
    """Return the value of `dir` for a line that stands on a page in a language.

    That is the page's own direction if any letter of the line runs so, whatever the line begins with: a Persian title
    that opens with a Latin name is still Persian. `auto` goes by the first letter.
    """
    own = direction(language)
    if own not in _STRONG or (own == "ltr" and text.isascii()):
        return own
    (other,) = _STRONG.keys() - {own}
    runs = {unicodedata.bidirectional(sign) for sign in text}
    return other if runs.isdisjoint(_STRONG[own]) and not runs.isdisjoint(_STRONG[other]) else own


@lru_cache(maxsize=64)
def own_name(language: str) -> str:
    """Return a language's name as its speakers write it at the start of a line, such as Français."""
    locale = _locale(language)
    name = locale.get_display_name() if locale else None
    return name[:1].upper() + name[1:] if name else language


@lru_cache(maxsize=512)
def name_in(language: str, reader: str) -> str:
    """Return a language's name as the reader's language writes it."""
    locale = _locale(language)
    return (locale.get_display_name(_locale(reader) or "en") if locale else None) or language


def written_date(day: date, language: str) -> str:
    """Return a day in the long form of the language, a moment's day in the group's time zone.

    Persian readers get the day of their own calendar with ours beside it.
    """
    return _written_day(_local_day(day), language)


# A list writes the same few days and languages over and over, and Babel takes its time for each.
@lru_cache(maxsize=2048)
def _written_day(day: date, language: str) -> str:
    if language in LANGUAGES and language != _PERSIAN:
        return write_day(day, language)
    written = _digits(format_date(day, "long", locale=_locale(language) or "en"), language)
    return f"{write_day(day, language)} ({written})" if language == _PERSIAN else written


def written_month(day: date, language: str) -> str:
    """Return the month and year of a day, as a heading; for Persian readers with the two months of their calendar."""
    text = format_date(day, "MMMM y", locale=_locale(language) or "en")
    written = _digits(text[:1].upper() + text[1:], language)
    return f"{written} ({_persian_months(day)})" if language == _PERSIAN else written


def _persian_months(day: date) -> str:
    ends = day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    (first, year), (last, later) = (write_day(end, _PERSIAN).split()[-2:] for end in ends)
    return f"{first}–{last} {later}" if year == later else f"{first} {year} – {last} {later}"


def written_year(year: int, language: str) -> str:
    """Return a year's number, without separators."""
    return _digits(str(year), language)


def written_moment(moment: datetime, language: str) -> str:
    """Return a moment to the second in UTC, as evidence states it."""
    locale = _locale(language) or Locale("en")
    text = _digits(format_datetime(moment, "long", locale=locale), language)
    if language != _PERSIAN:
        return text
    # Evidence states the day in UTC, which is what the time beside it is in.
    day = moment.astimezone(UTC).date()
    return text.replace(_digits(format_date(day, "long", locale=locale), language), _written_day(day, language))


def written_number(number: int, language: str) -> str:
    """Return a whole number with the language's separators and digits."""
    locale = _locale(language) or Locale("en")
    return _digits(format_decimal(number, locale=locale, numbering_system=_signs(language)), language)


def written_length(seconds: int, language: str) -> str:
    """Return a length in minutes and seconds, with hours where there are some."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return _digits(f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}", language)


def written_size(size: int, language: str) -> str:
    """Return a size in bytes as kilobytes of a thousand bytes."""
    kilobytes = max(size / _BYTES_IN_A_KILOBYTE, 0.1)
    locale = _locale(language) or Locale("en")
    # In Persian the short form is "kB" for most numbers and a word for some.
    length: Literal["short", "long"] = "long" if language == _PERSIAN else "short"
    signs = _signs(language)
    text = format_unit(kilobytes, "digital-kilobyte", length, "#,##0.#", locale=locale, numbering_system=signs)
    return _digits(text, language)


def _signs(language: str) -> str:
    return _PERSIAN_SIGNS if language == _PERSIAN else "default"


def comma(language: str) -> str:
    """Return the comma that a language writes between words, without a space."""
    return "،" if language.partition("-")[0] in _ARABIC_COMMA else ","


def _local_day(day: date) -> date:
    return timezone.localdate(day) if isinstance(day, datetime) else day


def _digits(text: str, language: str) -> str:
    return persian(text) if language.partition("-")[0] == _PERSIAN else text


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-") if language else None
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def written_head(number: int, sha256: str, language: str) -> str:
    """Return the head of the log of captures as a digest says it: the line's number, and how its checksum begins."""
    # Isolated, as a checksum that begins with digits falls apart in writing that runs from right to left.
    start = f"\u2066{sha256[:_SIGNS_OF_HEAD]}…\u2069"
    told = {"line": written_number(number, language), "start": start}
    return _("Head of our log of captures: line %(line)s, checksum %(start)s") % told
