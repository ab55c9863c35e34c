"""Who wrote an article and when, as its page shows it to a reader: without metadata, classes or any other markup.

Bylines and dates are looked for where readers look: in the short lines right above and below the headline, in what is
signed below the text, and in the dateline that the text opens with. A name counts as a byline when a word says so
("By", "Von", "بقلم"), when it links to a writer's page, or when it stands alone beside the date. What stands in
captions, asides, menus, comments and other stories' teasers does not count, and neither do those who took the picture,
translated or edited. Where that leaves nothing there is no byline: none is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from selectolax.lexbor import LexborNode

from interlink.lib.reading import datelines
from interlink.lib.reading.bylines import without_lead
from interlink.lib.reading.credit_lines import Line, lines_at_end, read_lines
from interlink.lib.reading.credit_words import CLOCK, LABELS, OTHERS, UPDATED
from interlink.lib.reading.instants import Instant, Precision
from interlink.lib.reading.month_names import Calendar, fold
from interlink.lib.reading.writers import people, stands_alone
from interlink.lib.reading.written_dates import WrittenDate, find_dates

_MAX_BESIDE = 70
_MAX_WORDS = 10
_MAX_LABEL = 40
_BREAK = "\n"
_PARTS = re.compile(r"\s*(?:[|•·\n]|\s[–—-]\s|\s/\s)\s*")
_EDGES = " \t,;:،؛.()[]|•·–—-/\u200e\u200f"
_SIGNED = re.compile(r"^(?:[—–-]{1,2}\s*([^—–()]+)|\(([^()]+)\)|\[([^\[\]]+)\])$")
# Arabic labels come with and without them; names are written without.
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")
_COMMA_BEFORE = re.compile(r"[,،]\s*$")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a reader sees; everything may be missing.

    Attributes:
        lines: The lines that say it, which are no part of the text.
    """

    byline: str | None = None
    published: Instant | None = None
    modified: Instant | None = None
    lines: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Read:
    """One line taken apart: its dates, and what else is in it.

    Attributes:
        rest: The parts beside the dates.
        joined: Whether a comma alone stands between the rest and a date, as between a place and its date.
        label: Whether the line says no more than that the next one has the day of a change.
    """

    line: Line
    published: Instant | None = None
    modified: Instant | None = None
    rest: tuple[str, ...] = ()
    joined: bool = False
    label: bool = False

    @property
    def dated(self) -> bool:
        return self.published is not None or self.modified is not None


def read_credits(
    heading: LexborNode,
    *,
    language: str | None,
    outlet: str | None,
    not_names: Callable[[], frozenset[str]] = frozenset,
    marked: Callable[[], str | None] = lambda: None,
) -> Credits:
    """Read who wrote an article and when from the lines around its heading.

    Args:
        heading: The article's.
        language: ISO 639-1, where known; it settles the order of day and month.
        outlet: Its name, which is no writer's.
        not_names: Gives folded texts such as the sections in the menu, which are no names either; asked only where a
            name stands alone.
        marked: Gives the byline that class names mark: it counts less than one that a word leads in, and more than a
            name that stands alone.
    """
    found = read_lines(heading)
    above, below = _apart(found.above, language), _apart(found.below, language)
    judge = _Judge(found.opening, outlet, not_names)
    byline = judge.led(below) or judge.led(above) or marked() or judge.beside_a_date(above[-1:], below)
    published = _first(one.published for one in (*below, *above))
    modified = _first(one.modified for one in (*below, *above))
    if (byline is None or published is None) and found.text is not None:
        end = _apart(lines_at_end(found.text), language)
        opened = _dateline(found.opening, language)
        byline = byline or judge.led(end) or judge.signed(end) or judge.people(opened.byline)
        published = (
            published or _first(one.published for one in end) or (_instant(opened.date) if opened.date else None)
        )
        modified = modified or _first(one.modified for one in end)
    said = (one.line.text for one in (*below, *above) if one.dated or byline in one.rest or judge.led([one]))
    return Credits(byline, published, modified, frozenset(said))


def _dateline(texts: tuple[str, ...], language: str | None) -> datelines.Dateline:
    """The first dateline with a date that one of the texts opens with."""
    read = (datelines.parse(text, language)[0] for text in texts)
    return next((one for one in read if one.date), datelines.Dateline())


def _first(found: Iterable[Instant | None]) -> Instant | None:
    return next((one for one in found if one is not None), None)


def _instant(day: date) -> Instant:
    return Instant(datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY)


def _apart(lines: list[Line], language: str | None) -> list[_Read]:
    read: list[_Read] = []
    for one in lines:
        found = _read_line(one, language)
        before = read[-1] if read else None
        if before is not None and before.label and found.published and not found.modified:
            found.published, found.modified = None, found.published
        read.append(found)
    return read


def _read_line(one: Line, language: str | None) -> _Read:
    text = _VOWEL_SIGNS.sub("", one.text)
    folded = fold(text)
    dates = _distinct([found for found in find_dates(text, language) if found.day is not None])
    if not dates:
        changed = bool(UPDATED.search(folded))
        if one.moment is not None:
            rest = _parts(_bare(text, folded))
            return _Read(one, None if changed else one.moment, one.moment if changed else None, rest)
        is_label = changed and len(text) <= _MAX_LABEL and not _bare(text, folded).strip(_EDGES)
        return _Read(one, rest=_parts(text), label=is_label)
    read, pieces, at, joined = _Read(one), [], 0, False
    for found in dates:
        before = folded[at : found.start]
        when = _instant(found.day) if found.day else None
        if one.moment is not None and found.day and abs((one.moment.at.date() - found.day).days) <= 1:
            when = one.moment
        if UPDATED.search(before):
            read.modified = read.modified or when
        else:
            read.published = read.published or when
        joined = joined or bool(_COMMA_BEFORE.search(before))
        pieces.append(_bare(text[at : found.start], before))
        at = found.end
    pieces.append(_bare(text[at:], folded[at:]))
    read.rest, read.joined = _parts(_BREAK.join(pieces)), joined
    beside = " ".join(part for part in read.rest if without_lead(part) is None)
    if len(beside) > _MAX_BESIDE or len(beside.split()) > _MAX_WORDS:
        return _Read(one, rest=_parts(text))  # a sentence with a date in it
    return read


def _distinct(dates: list[WrittenDate]) -> list[WrittenDate]:
    """The dates, of one in two calendars ours: Hijri months begin by sighting, and so shift by a day."""
    found: list[WrittenDate] = []
    for one in dates:
        last = found[-1] if found else None
        if last is not None and one.day and last.day and one.calendar is not last.calendar:
            near = abs((one.day - last.day).days) <= 1 and one.start - last.end <= 4  # noqa: PLR2004 - " (" or " - "
            if near:
                ours = one if one.calendar is Calendar.GREGORIAN else last
                found[-1] = WrittenDate(last.start, one.end, ours.day, ours.calendar)
                continue
        found.append(one)
    return found


def _bare(text: str, folded: str) -> str:
    """The text beside a date without times and without the labels at its ends."""
    for pattern in (CLOCK, UPDATED):
        for found in pattern.finditer(folded):
            text = text[: found.start()] + _BREAK * (found.end() - found.start()) + text[found.end() :]
    return _BREAK.join(kept for part in text.split(_BREAK) if (kept := _unlabelled(part)))


def _unlabelled(part: str) -> str:
    part = part.strip(_EDGES)
    while part:
        folded = fold(part)
        first = LABELS.match(folded)
        last = None if first else next((one for one in LABELS.finditer(folded) if one.end() == len(folded)), None)
        if first:
            part = part[first.end() :].strip(_EDGES)
        elif last:
            part = part[: last.start()].strip(_EDGES)
        else:
            break
    return part


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for raw in _PARTS.split(text) if (part := raw.strip(_EDGES)) and any(map(str.isalpha, part)))


class _Judge:
    """Tells names from all else in the lines of one page."""

    def __init__(self, texts: tuple[str, ...], outlet: str | None, sections: Callable[[], frozenset[str]]) -> None:
        self._texts, self._sections = texts, sections
        self._outlets = frozenset({fold(outlet)} if outlet else ())

    @cached_property
    def _opening(self) -> str:
        return fold(" ".join(self._texts))

    def led(self, lines: list[_Read]) -> str | None:
        """The names after "By", or in a link to a writer's page."""
        for place, read in enumerate(lines):
            if OTHERS.match(fold(read.line.text)):
                continue
            if read.line.linked and (names := self.people(read.line.linked)):
                return names
            for part in read.rest:
                names = without_lead(part)
                if names and (found := self.people(names)):
                    return found
            if without_lead(read.line.text) == "" and place + 1 < len(lines) and lines[place + 1].rest:
                return self.people(lines[place + 1].rest[0])
        return None

    def beside_a_date(self, above: list[_Read], below: list[_Read]) -> str | None:
        """A name that stands alone in the line of the date, or in the one before or after it.

        The last line above the headline counts as the one before the first below it.
        """
        lines = [*above, *below]
        for place, read in enumerate(lines):
            if not read.dated:
                continue
            near = [read] if not read.joined else []
            near += [one for one in lines[max(0, place - 1) : place + 2] if one is not read and len(one.rest) == 1]
            for one in near:
                if one in above:
                    continue
                for part in one.rest:
                    if (found := self._alone(part, one.line)) is not None:
                        return found
        return None

    def signed(self, lines: list[_Read]) -> str | None:
        """A name in dashes, parentheses, bold or italics below the text, or a known one right below it."""
        for place, read in enumerate(lines):
            signed = _SIGNED.match(read.line.text.strip())
            name = next(filter(None, signed.groups()), None) if signed else None
            if name is None and read.line.emphasised:
                name = read.line.text
            if name is None:
                if place == 0 and (plain := self._alone(read.line.text, read.line)):
                    return plain
                continue
            led = without_lead(name)
            return self.people(led) if led else self._alone(name, read.line, signed=True)
        return None

    def people(self, text: str | None) -> str | None:
        """The names in a text that is nothing else."""
        return people(text, opening=lambda: self._opening, not_names=self._outlets) if text else None

    def _alone(self, text: str, line: Line, *, signed: bool = False) -> str | None:
        if line.captioned or line.heading or OTHERS.match(fold(text)):
            return None
        names = self.people(text)
        if names and all(
            stands_alone(name, opening=lambda: self._opening, signed=signed) for name in names.split(", ")
        ):
            return names if fold(names) not in self._sections() else None
        return None
