"""What a reader asks for, read calmly: whatever comes in, a search with bounds comes out. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from interlink.lib.names.questions import Phrase, phrases

LONGEST_QUESTION = 200
# Ten make a page that an old phone gets quickly on a slow line.
PER_PAGE = 10
MOST_PAGES = 50
EVERY_LANGUAGE = "all"
LARGEST_KEY = 2**63 - 1
_LONGEST_FIELD = 200
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")


class Order(StrEnum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search.

    Attributes:
        text: The question as it is shown again.
        phrases: What is looked for.
        language: A language's code, or `EVERY_LANGUAGE`.
        subject: A subject's number.
        outlet: An outlet's name.
        since: The first day.
        until: The last day.
        order: What comes first.
        page: From 1 on.
        shortened: More was asked than is looked for.
    """

    text: str
    phrases: tuple[Phrase, ...]
    language: str
    subject: int | None = None
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    order: Order = Order.BEST
    page: int = 1
    shortened: bool = False

    @property
    def wanted(self) -> tuple[Phrase, ...]:
        """What has to be there."""
        return tuple(phrase for phrase in self.phrases if not phrase.excluded)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for: no words and no filter but the language."""
        return not self.wanted and not self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        """Whether subject, outlet or days narrow it."""
        return bool(self.subject or self.outlet or self.since or self.until)

    def widened(self) -> Asked:
        """Return the same with each last word as a mere beginning."""
        return replace(self, phrases=tuple(replace(p, beginning=not p.excluded) for p in self.phrases))


def read(given: Mapping[str, str], language: str, languages: tuple[str, ...]) -> Asked:
    """Read a search from an address' parameters; what makes no sense is passed over.

    Args:
        given: The parameters: q, in, subject, outlet, from, to, order, page.
        language: The language of the page, which is searched unless another is asked for.
        languages: Those that there are.
    """
    text = " ".join(given.get("q", "").split())
    found, too_many = phrases(text[:LONGEST_QUESTION])
    wanted_language = given.get("in", "")
    since, until = _first_day(given.get("from", "")), _last_day(given.get("to", ""))
    if since and until and since > until:
        since, until = until, since
    return Asked(
        text=text[:LONGEST_QUESTION],
        phrases=found,
        language=wanted_language if wanted_language in {*languages, EVERY_LANGUAGE} else language,
        subject=_number(given.get("subject", ""), LARGEST_KEY),
        outlet=" ".join(given.get("outlet", "").split())[:_LONGEST_FIELD],
        since=since,
        until=until,
        order=Order.NEWEST if given.get("order") == Order.NEWEST else Order.BEST,
        page=_number(given.get("page", ""), MOST_PAGES) or 1,
        shortened=len(text) > LONGEST_QUESTION or too_many,
    )


def _number(text: str, most: int) -> int | None:
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST_KEY)):
        return None
    return min(int(text), most) or None


def _first_day(text: str) -> date | None:
    text = text.strip()
    if _YEAR.fullmatch(text):
        text += "-01"
    return _day(text + "-01" if _MONTH.fullmatch(text) else text)


def _last_day(text: str) -> date | None:
    text = text.strip()
    if _YEAR.fullmatch(text):
        return _day(f"{text}-12-31")
    if _MONTH.fullmatch(text):
        return next(filter(None, (_day(f"{text}-{last}") for last in (31, 30, 29, 28))), None)
    return _day(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
