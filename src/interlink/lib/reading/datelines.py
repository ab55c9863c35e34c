"""Datelines: who, in which outlet, from where and when, out of a line of text and back into one.

Posts of many years carry them in all forms::

    Harbour Courier, Port Vell, December 10 2021: The ferry ...
    PORT VELL, 4 Dec (Coast Agency) — The ferry ...
    By Ana Berg, Harbour Courier, 10 December 2021 (First Published Dec 20 2011)

Round trip: ``parse(write(d, language), language) == (d, "")`` for every dateline with a date or a first date of
publication, whose fields are clean lines of text, without parentheses, bars, dashes that stand alone, and a dateline's
own words ("By", "interviewed by"; in a byline also "in" and "for" before a name) or verbs of saying. A dateline without
any date is read back where it opens with "By" or has an agency that is known; other lines without a date are text.
"""

import datetime
import re
from dataclasses import replace

from interlink.lib.reading import dateline_words, writers
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.credit_words import CLOCK
from interlink.lib.reading.dateline_parts import MAX_WORDS, SEPARATORS, Dateline, is_a_sentence, named
from interlink.lib.reading.dateline_words import WORDS
from interlink.lib.reading.month_names import Calendar, fold
from interlink.lib.reading.written_dates import WrittenDate, find_dates, write_day

__all__ = ["Dateline", "parse", "write"]

_HEAD = 600
_INVISIBLE = " \t\r\n\u00a0\u200e\u200f\ufeff"
_IN_PARENTHESES = re.compile(r"\s{0,3}[(\[]([^()\[\]]{1,80})[)\]]")
_DASH_AT_END = re.compile(r"\s[—–-]{1,2}$")
_END = re.compile(r"\s{0,3}(?::|\.?\s?[—–]|\s--?\s|--)[\s—–-]{0,3}|\s{0,3}\.?\s{0,3}(?=\n|$)")
# What leads from a date to the same day in another calendar, and the hour of the day.
_TWIN = re.compile(
    r"\s{0,3}[,،/=(\[-]?\s{0,3}(?:(?:ال)?موافق(?:\sل)?|مصادف(?:\sبا)?|برابر(?:\sبا)?|مطابق(?:\sبا)?)?\s{0,3}[)\]]?"
)
_HOUR = re.compile(
    rf"\s?[,،|-]?\s?(?:(?:at|a|um|ne\soren|ora|الساعه|ساعت)\s)?{CLOCK.pattern}(?:\s(?:gmt|utc|[a-z]{{2,3}}t))?"
)
_SIGNED_AFTER = re.compile(r"\s?[,،;؛|]\s?([^:;؛,،\n—–]{3,80})")
_AGENCY_LAST = re.compile(r"\s?\(([^()]{1,80})\)$")
_AGENCY_ONLY = re.compile(r"([^\W\d_][^()\[\]:;—–\n]{0,60}?)\s?[(\[]([^()\[\]\n]{2,60})[)\]]\s{0,2}((?:—|–|--?)\s+|$)")

# Where a note on the first publication begins and ends, and its date.
_First = tuple[int, int, WrittenDate]


def write(dateline: Dateline, language: str) -> str:
    """Write a dateline as its language does, dates included; English where we do not know the language.

    Parts are joined by commas, or by semicolons where a part itself holds a comma.
    """
    language = language if language in WORDS else "en"
    words = WORDS[language]
    place = dateline.place
    if place and not dateline.outlet:
        # It leads the line only where nobody is named before it.
        led = dateline.byline or dateline.interviewer
        place = (words.place.lower() if led else words.place) + place
    parts = [
        words.by + dateline.byline if dateline.byline else None,
        words.interviewed_by + dateline.interviewer if dateline.interviewer else None,
        dateline.outlet,
        place,
    ]
    present = [part for part in parts if part]
    holds_comma = any(mark in part for part in present for mark in ",،;؛")
    separator = words.semicolon if holds_comma else words.comma
    if dateline.date:
        present.append(write_day(dateline.date, language))
    written = separator.join(present)
    if holds_comma and len(present) == 1 and dateline.first_published:
        # A lone part with a comma needs the other separator too, or it would be read back as two.
        written += separator.strip()
    if dateline.agency:
        written += f" ({dateline.agency})"
    if dateline.first_published:
        written += f" ({words.first_published}{write_day(dateline.first_published, language)})"
    return written.strip()


def parse(text: str, language: str | None = None, *, near: datetime.date | None = None) -> tuple[Dateline, str]:
    """Read the dateline that a text opens with.

    Args:
        text: The text; only its first line's beginning is looked at.
        language: ISO 639-1, where known; it settles the order of day and month in "10/12/2021" alone.
        near: A day near which the date must lie, to complete dates without a year ("4 Dec"). Without it
            such a date is read over, never made up.

    Returns:
        The dateline and the rest of the text. Where none is found: an empty dateline and the whole text.
    """
    start = len(text) - len(text.lstrip(_INVISIBLE))
    head = text[start : start + _HEAD].split("\n", 1)[0]
    found = _dated(head, language, near) or _by_agency(head) or _by_author(head)
    if found is None:
        return Dateline(), text
    dateline, end = found
    return dateline, text[start + end :].lstrip()


def _dated(head: str, language: str | None, near: datetime.date | None) -> tuple[Dateline, int] | None:
    folded = fold(head)
    first = _first_published(head, folded, language, near)
    limit = first[0] if first else len(head)
    found = list(find_dates(head[:limit], language, near))
    for position, one in enumerate(found):
        read = _around(head, folded, _with_twin(folded, one, found[position + 1 :]), first)
        if read is not None:
            return read
    if first is None:
        return None
    return _around(head, folded, WrittenDate(first[0], first[0], None, first[2].calendar), first)


def _with_twin(folded: str, one: WrittenDate, later: list[WrittenDate]) -> WrittenDate:
    """A date and the same day in another calendar after it as one; ours counts, as in `written_dates.read_day`."""
    if not later or later[0].calendar is one.calendar:
        return one
    twin = later[0]
    if _TWIN.fullmatch(folded, one.end, twin.start) is None:
        return one
    end = twin.end + (1 if folded[twin.end : twin.end + 1] in {")", "]"} else 0)
    ours = twin if twin.calendar is Calendar.GREGORIAN and twin.day else one
    return WrittenDate(one.start, end, ours.day or twin.day, ours.calendar)


def _around(head: str, folded: str, found: WrittenDate, first: _First | None) -> tuple[Dateline, int] | None:
    """What stands around a date, if it makes a dateline."""
    end, agency, byline = _after(head, folded, found, first)
    closed = _END.match(head, end)
    if closed is None or (first and first[0] >= end and first[0] != found.start):
        return None
    undated, mark, prefix = found.start == found.end, closed.group().strip(), head[: found.start].rstrip()
    if undated and (named_agency := _AGENCY_LAST.search(prefix)):
        agency, prefix = line(named_agency.group(1)), prefix[: named_agency.start()]
    if agency and (dash := _DASH_AT_END.search(prefix)):
        prefix = prefix[: dash.start()] + ","
    if not (undated or not prefix or prefix[-1] in SEPARATORS or prefix.isupper()) and mark in {"", ".", ":"}:
        return None
    capitals = mark == ":" and agency is not None and prefix.isupper()
    read = named(prefix, agency_style=capitals or any(dash in mark for dash in "—–-"))
    if read is None or (byline and read.byline):
        return None
    day = first[2].day if first else None
    return (
        replace(read, byline=read.byline or byline, date=found.day, first_published=day, agency=agency),
        closed.end(),
    )


def _after(head: str, folded: str, found: WrittenDate, first: _First | None) -> tuple[int, str | None, str | None]:
    """What may follow a date: where it ends, the agency, the writer."""
    end, agency, byline = found.end, None, None
    if found.start < end and (hour := _HOUR.match(folded, end)):
        end = hour.end()
    if found.start < end and (signed := _SIGNED_AFTER.match(head, end)) and (byline := _signed(signed.group(1))):
        end = signed.end()
    while opened := _IN_PARENTHESES.match(head, end):
        if first and opened.start(1) > first[0] and opened.end() <= first[1]:
            pass
        elif agency is None:
            agency = line(opened.group(1), 100) or None
        else:
            break
        end = opened.end()
    if first and end <= first[0] and not head[end : first[0]].strip(SEPARATORS + " "):
        end = first[1]
    return end, agency, byline


def _signed(text: str) -> str | None:
    """The name in "by Ana Berg", as it may follow a date."""
    led = dateline_words.BY.match(fold(text))
    name = line(text[led.end() :]) if led else ""
    return name if name and len(name.split()) <= MAX_WORDS // 2 and not is_a_sentence(name) else None


def _first_published(head: str, folded: str, language: str | None, near: datetime.date | None) -> _First | None:
    """Where a note on the first publication stands, and its date."""
    opened = dateline_words.FIRST_PUBLISHED.search(folded)
    if opened is None:
        return None
    closing = re.compile(r"[)\]]").search(head, opened.end()) if set(opened.group()) & set("([") else None
    stop = closing.start() if closing else len(head)
    for found in find_dates(head[opened.end() : stop], language, near):
        if closing:
            return opened.start(), stop + 1, found
        # Without parentheses nothing but the date itself may follow.
        return (opened.start(), opened.end() + found.end, found) if found.start == 0 else None
    return None


def _by_agency(head: str) -> tuple[Dateline, int] | None:
    """Read "PORT VELL (Coast Agency) — ", "Port Vell (dpa) - ", "In Port Vell (AFP)": no date, but unmistakable."""
    found = _AGENCY_ONLY.match(head)
    if found is None or len(found.group(1).split()) > MAX_WORDS // 2:
        return None
    place, agency = line(found.group(1).strip(" ,،")), line(found.group(2))
    led = dateline_words.PLACE.match(place.lower())
    if led:
        place = place[led.end() :]
    elif not found.group(3):
        return None
    if place.split(",")[0].isupper() or place.isupper():
        return Dateline(place=place, agency=agency), found.end()
    # "Berg (XYZ) - " names who spoke, and of which party: only known agencies count.
    if not dateline_words.AGENCY.fullmatch(fold(agency)) or any(word[:1].islower() for word in place.split()):
        return None
    return None if writers.all_known(place) else (Dateline(place=place, agency=agency), found.end())


def _by_author(head: str) -> tuple[Dateline, int] | None:
    """A whole line that only says who wrote the text."""
    led = dateline_words.BY.match(fold(head))
    if led is None or head[0].islower() or len(head.split()) > MAX_WORDS:
        return None
    if is_a_sentence(head) or head.rstrip()[-1:] in ".:;,،":
        return None
    dateline = named(head, agency_style=False)
    if dateline is None or dateline.outlet or dateline.place:
        return None
    return dateline, len(head)
