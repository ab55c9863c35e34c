"""Who, in which outlet and from where: the parts of a dateline that stand before its date."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from interlink.lib.reading import credit_words, dateline_words, writers
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.month_names import fold

SEPARATORS = ",،;؛|•·"
MAX_WORDS = 12
_MAX_PARTS = 5
_BARS = r"[|•·]|\s[—–-]{1,2}(?=\s)"
_SENTENCE = re.compile(r"[!?؟]\s|[^\W\d_]{4,}\.\s")
_IN_PARENTHESES = re.compile(r"^(.+?)\s?[(\[]([^()\[\]]{1,80})[)\]]$")


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


@dataclass(slots=True)
class _Found:
    """What has been found so far, from the first part on."""

    byline: str | None = None
    interviewer: str | None = None
    place: str | None = None
    outlet: str | None = None
    asked: bool = False
    """Whether the byline names who answered, so that a "By" after it leads who asked."""


def is_a_sentence(text: str) -> bool:
    """Whether a sentence ends inside the text, as none does in a dateline."""
    return _SENTENCE.search(text) is not None


def says(text: str) -> bool:
    """Whether a part tells that somebody said something, as a sentence does: "The minister said", not "Port Said"."""
    verb = dateline_words.SAYING.search(fold(text))
    return verb is not None and not text[verb.start(verb.lastgroup or 0)].isupper()


def named(prefix: str, *, agency_style: bool) -> Dateline | None:
    """The byline, outlet and place in what stands before a date; None where it reads like a sentence.

    Args:
        prefix: From the line's beginning.
        agency_style: Whether the line goes on as agencies write, with a dash: then a lone name is a place.
    """
    if is_a_sentence(prefix) or len(prefix.split()) > MAX_WORDS * 2:
        return None
    found, plain = _Found(), list[str]()
    for part in _with_all_writers(list(_parted(prefix))):
        if rest := _led(found, part, plain):
            if credit_words.OTHERS.match(folded := fold(rest)) or credit_words.UPDATED.search(folded):
                return None  # "Photo: Ana Berg", "Last updated"
            if says(rest):
                return None
            plain.append(rest)
    if len(plain) > _MAX_PARTS or any(len(part.split()) > MAX_WORDS for part in plain):
        return None
    return _settled(found, plain, agency_style=agency_style)


def _parted(prefix: str) -> Iterator[str]:
    marks = ";؛" if any(mark in prefix for mark in ";؛") else ",،"
    for part in re.split(rf"[{marks}]|{_BARS}", prefix):
        if kept := line(part):
            yield kept


def _with_all_writers(parts: list[str]) -> list[str]:
    """The parts, the first ones joined where it takes them all to name the writers: "By A B, C D and E F"."""
    led = dateline_words.BY.match(fold(parts[0])) if parts else None
    if led is None:
        return parts
    for count in range(2, len(parts) + 1):
        counts = [_writers(one) for one in (parts[0][led.end() :], *parts[1:count])]
        if not all(counts):
            break
        if counts[-1] > 1:  # "and" stands in the last part alone
            return [", ".join(parts[:count]), *parts[count:]]
    return parts


def _writers(text: str) -> int:
    """How many people's names a text is; none where it is anything else."""
    found = (writers.people(text) or "").split(", ")
    return len(found) if all(map(writers.stands_alone, found)) else 0


def _led(found: _Found, part: str, plain: list[str]) -> str:
    """Take out of one part what its own words mark, and return what they do not."""
    folded, at_start = fold(part), not (plain or found.byline or found.interviewer or found.outlet or found.place)
    if found.byline is None and (led := dateline_words.INTERVIEW_OF.match(folded)) and at_start:
        found.asked = True
        asked = dateline_words.ASKED_BY.search(folded, led.end())
        found.byline = line(part[led.end() : asked.start() if asked else None]) or None
        found.interviewer = (line(part[asked.end() :]) or None) if asked else None
        return ""
    asked = dateline_words.INTERVIEWED_BY.search(folded)
    if asked and found.interviewer is None and (name := line(part[asked.end() :])):
        found.interviewer = name
        part = line(part[: asked.start()])
        if part and found.byline is None:
            found.byline = _without(dateline_words.ASKED_LEAD, _without(dateline_words.BY, part)) or None
            return ""
        if not part and found.byline is None and len(plain) == 1:
            # "Ana Berg, interviewed by Tom Lund": who is asked stands right before who asks.
            found.byline = plain.pop()
        return part
    led = dateline_words.BY.match(folded)
    if led and found.asked and found.interviewer is None and (name := line(part[led.end() :])):
        found.interviewer = name
        return ""
    if led and at_start and (name := line(part[led.end() :])):
        _signed(found, name)
        return ""
    return part


def _without(lead: re.Pattern[str], text: str) -> str:
    led = lead.match(fold(text))
    return line(text[led.end() :]) if led else text


def _signed(found: _Found, name: str) -> None:
    """Take a writer's name apart from the place or the outlet that stands with it in one part."""
    if inside := dateline_words.OUTLET_INSIDE.search(name):
        found.outlet, name = inside.group(1), name[: inside.start()]
    if inside := dateline_words.PLACE_INSIDE.search(name):
        found.place, name = inside.group(1), name[: inside.start()]
    found.byline = name


def _settled(found: _Found, plain: list[str], *, agency_style: bool) -> Dateline:
    """Tell outlet from place among the parts that nothing marks: the outlet comes first."""
    place, outlet = found.place, found.outlet
    for position, part in enumerate(plain):
        led = dateline_words.PLACE.match(part.lower())
        # "In Focus" may be an outlet where more follows.
        if led and place is None and (len(plain) == 1 or part[0].islower() or not part[0].isascii()):
            place = part[led.end() :]
            plain = plain[:position] + plain[position + 1 :]
            break
    if plain and place is None:
        # As agencies write, places come alone: "PORT VELL, Northland, 4 Dec (Agency) -".
        if agency_style and (len(plain) == 1 or plain[0].isupper()):
            place, plain = ", ".join(plain), []
        elif len(plain) == 1 and (apart := _IN_PARENTHESES.match(plain[0])):
            place = _without(dateline_words.PLACE, apart.group(2))
            plain = [apart.group(1)]
    if plain and outlet is None:
        outlet, plain = plain[0], plain[1:]
    if plain and place is None:
        place, plain = ", ".join(plain), []
    return Dateline(byline=found.byline, outlet=outlet, place=place, interviewer=found.interviewer)
