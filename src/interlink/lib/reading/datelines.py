"""Datelines: who, in which outlet, from where and when, out of a line of text and back into one.

Posts of many years carry them in all forms::

    Harbour Courier, Port Vell, December 10 2021: The ferry ...
    PORT VELL, 4 Dec (Coast Agency) — The ferry ...
    By Ana Berg, Harbour Courier, 10 December 2021 (First Published Dec 20 2011)

Round trip: ``parse(write(d, language), language) == (d, "")`` for every dateline with a date or a first
date of publication, whose fields are clean lines of text, without parentheses and not opening with a
dateline's own words ("By"). A dateline without any date is read back where it opens with "By" or has an
agency and a dash; other lines without a date are text.
"""

import datetime
import re
from dataclasses import dataclass, replace

from interlink.lib.reading import dateline_words
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.dateline_words import WORDS
from interlink.lib.reading.month_names import fold
from interlink.lib.reading.written_dates import WrittenDate, find_dates, write_day

_HEAD = 600
_MAX_WORDS = 12
_MAX_PARTS = 5
_SEPARATORS = ",،;؛"
_INVISIBLE = " \t\r\n\u00a0\u200e\u200f\ufeff"
_IN_PARENTHESES = re.compile(r"\s{0,3}[(\[]([^()\[\]]{1,80})[)\]]")
_END = re.compile(r"\s{0,3}(?::|\.?\s?[—–]|\s--?\s|--)[\s—–-]{0,3}|\s{0,3}\.?\s{0,3}(?=\n|$)")
_AGENCY_LAST = re.compile(r"\s?\(([^()]{1,80})\)$")
_AGENCY_ONLY = re.compile(r"([^\W\d_][^()\[\]:;—–\n]{0,60}?)\s?[(\[]([^()\[\]\n]{2,60})[)\]]\s{0,2}(?:—|–|--?)\s+")
_SENTENCE = re.compile(r"[!?؟]\s|[^\W\d_]{4,}\.\s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; every part may be missing.

    Attributes:
        place: As written, which in agency style is in capitals.
        date: Of the publication cited.
        first_published: When it first appeared, if that was at another time.
        interviewer: Who asked the questions, where ``byline`` names who answered or wrote.
        agency: The news agency that an outlet names as its source.
    """

    byline: str | None = None
    outlet: str | None = None
    place: str | None = None
    date: datetime.date | None = None
    first_published: datetime.date | None = None
    interviewer: str | None = None
    agency: str | None = None


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
    named = [part for part in parts if part]
    holds_comma = any(mark in part for part in named for mark in _SEPARATORS)
    separator = words.semicolon if holds_comma else words.comma
    if dateline.date:
        named.append(write_day(dateline.date, language))
    # A lone part with a comma needs the other separator too, or it would be read back as two.
    written = separator.join(named) + (separator.strip() if holds_comma and len(named) == 1 else "")
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
    for found in find_dates(head[:limit], language, near):
        read = _around(head, found, first)
        if read is not None:
            return read
    if first is None:
        return None
    return _around(head, WrittenDate(first[0], first[0], None, first[2].calendar), first)


def _around(head: str, found: WrittenDate, first: tuple[int, int, WrittenDate] | None) -> tuple[Dateline, int] | None:
    """What stands around a date, if it makes a dateline."""
    end, agency = found.end, None
    while opened := _IN_PARENTHESES.match(head, end):
        if first and opened.start(1) > first[0] and opened.end() <= first[1]:
            pass
        elif agency is None:
            agency = line(opened.group(1), 100) or None
        else:
            break
        end = opened.end()
    closed = _END.match(head, end)
    if closed is None or (first and first[0] >= end and first[0] != found.start):
        return None
    prefix = head[: found.start].rstrip()
    if found.start == found.end and (named_agency := _AGENCY_LAST.search(prefix)):
        agency, prefix = line(named_agency.group(1)), prefix[: named_agency.start()]
    separated = not prefix or prefix[-1] in _SEPARATORS or found.start == found.end
    if not separated and (closed.group().strip() in {"", ".", ":"} and not prefix.isupper()):
        return None
    named = _named(prefix, by_dash=any(dash in closed.group() for dash in "—–-"))
    if named is None:
        return None
    return (
        replace(named, date=found.day, first_published=first[2].day if first else None, agency=agency),
        closed.end(),
    )


def _first_published(
    head: str, folded: str, language: str | None, near: datetime.date | None
) -> tuple[int, int, WrittenDate] | None:
    """Where a note on the first publication stands, and its date."""
    opened = dateline_words.FIRST_PUBLISHED.search(folded)
    if opened is None:
        return None
    closing = re.compile(r"[)\]]").search(head, opened.end())
    stop = closing.start() if closing else len(head)
    for found in find_dates(head[opened.end() : stop], language, near):
        return opened.start(), stop + 1, found
    return None


def _named(prefix: str, *, by_dash: bool) -> Dateline | None:
    """The byline, outlet and place before a date; None where it reads like a sentence."""
    if _SENTENCE.search(prefix) or len(prefix.split()) > _MAX_WORDS * 2:
        return None
    marks = ";؛" if any(mark in prefix for mark in ";؛") else ",،"
    dateline = Dateline()
    plain: list[str] = []
    for position, part in enumerate(re.split(f"[{marks}]", prefix)):
        had_interviewer = dateline.interviewer is not None
        dateline, rest = _led(dateline, part, fold(part), at_start=position == 0)
        if rest:
            plain.append(rest)
        elif dateline.interviewer and not had_interviewer and dateline.byline is None and len(plain) == 1:
            # "Ana Berg, interviewed by Tom Lund": who is asked stands right before who asks.
            dateline = replace(dateline, byline=plain.pop())
    if len(plain) > _MAX_PARTS or any(len(part.split()) > _MAX_WORDS for part in plain):
        return None
    return _settle(dateline, plain, by_dash=by_dash)


def _led(dateline: Dateline, part: str, folded: str, *, at_start: bool) -> tuple[Dateline, str]:
    """Take out of one part what its own words mark; the second value is what they do not."""
    asked = dateline_words.INTERVIEWED_BY.search(folded)
    if asked and dateline.interviewer is None and (name := line(part[asked.end() :])):
        dateline = replace(dateline, interviewer=name)
        part, folded = part[: asked.start()], folded[: asked.start()]
        if (before := line(part)) and dateline.byline is None:
            led = dateline_words.BY.match(folded.lstrip())
            return replace(dateline, byline=line(part.lstrip()[led.end() :]) if led else before), ""
    text, folded = part.strip(), folded.strip()
    led = dateline_words.BY.match(folded)
    if led and at_start and dateline.byline is None and (name := line(text[led.end() :])):
        return replace(dateline, byline=name), ""
    return dateline, line(text)


def _settle(dateline: Dateline, plain: list[str], *, by_dash: bool) -> Dateline:
    """Tell outlet from place among the parts that nothing marks: the outlet comes first."""
    if not plain:
        return dateline
    first, rest = plain[0], plain[1:]
    if not rest:
        led = dateline_words.PLACE.match(fold(first))
        if led and first[led.end() :]:
            return replace(dateline, place=first[led.end() :])
        if by_dash:
            return replace(dateline, place=first)
    return replace(dateline, outlet=first, place=", ".join(rest) or None)


def _by_agency(head: str) -> tuple[Dateline, int] | None:
    """Read "PORT VELL (Coast Agency) — ": no date, but unmistakable."""
    found = _AGENCY_ONLY.match(head)
    if found is None or len(found.group(1).split()) > _MAX_WORDS // 2:
        return None
    place = line(found.group(1).strip(" ,،"))
    if place != place.upper():
        return None
    return Dateline(place=place, agency=line(found.group(2))), found.end()


def _by_author(head: str) -> tuple[Dateline, int] | None:
    """A whole line that only says who wrote the text."""
    led = dateline_words.BY.match(fold(head))
    if led is None or head[0].islower() or len(head.split()) > _MAX_WORDS:
        return None
    if _SENTENCE.search(head) or head.rstrip()[-1:] in ".:;,،":
        return None
    dateline = _named(head, by_dash=False)
    if dateline is None or dateline.outlet or dateline.place:
        return None
    return dateline, len(head)
