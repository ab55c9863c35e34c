"""What we decide about posts and digests; pure, with the clock passed in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from interlink.newsroom.press.kinds import Kind

EXCERPT_WORDS = 90
EXCERPT_PARAGRAPHS = 2


def choose_excerpt(text: str, spans: Sequence[tuple[int, int]], most: int = EXCERPT_WORDS) -> str:
    """Return the words to quote: the first paragraphs that name a subject, or else the first one.

    Args:
        text: the article, paragraphs separated by empty lines.
        spans: where watched names stand in it, as (start, end) in characters.
        most: how many words.

    Returns:
        At most `EXCERPT_PARAGRAPHS` paragraphs and `most` words, cut at a word with an ellipsis when a single paragraph
        is longer.
    """
    paragraphs: list[tuple[str, bool]] = []
    start = 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            paragraphs.append((paragraph.strip(), any(start <= at < end for at, _ in spans)))
        start = end + 2
    named = [paragraph for paragraph, names_one in paragraphs if names_one] or [p for p, _ in paragraphs[:1]]
    chosen: list[str] = []
    words_left = most
    for paragraph in named[:EXCERPT_PARAGRAPHS]:
        words = paragraph.split()
        if len(words) > words_left:
            if not chosen:
                chosen.append(" ".join(words[:words_left]) + " …")
            break
        chosen.append(paragraph)
        words_left -= len(words)
    return "\n\n".join(chosen)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the house looks at before a post is published.

    Attributes:
        kind: What the post is.
        filled: The names of its fields that hold something.
        corrections: How many corrections it has.
        captured: Whether there is a whole copy of the cited page; None while it is on its way.
        over: How many words its excerpt has more than may be quoted.
    """

    kind: Kind
    filled: frozenset[str]
    corrections: int = 0
    captured: bool | None = False
    over: int = 0


# What each kind asks for: the gap's code, and the fields of which one has to be filled.
_ASKED: dict[Kind, tuple[tuple[str, frozenset[str]], ...]] = {
    Kind.EXCERPT: (
        ("outlet", frozenset({"outlet"})),
        ("address", frozenset({"cited_address"})),
        ("excerpt", frozenset({"excerpt"})),
    ),
    Kind.ARTICLE: (("body", frozenset({"body"})),),
    Kind.LETTER: (("body", frozenset({"body"})), ("signed", frozenset({"byline", "signatories"}))),
    Kind.INTERVIEW: (("body", frozenset({"body"})), ("guest", frozenset({"guest"}))),
    Kind.ANNOUNCEMENT: (("body", frozenset({"body"})),),
    Kind.STATEMENT: (("body", frozenset({"body"})),),
    Kind.DOCUMENT: (
        ("body", frozenset({"body"})),
        ("origin", frozenset({"byline", "outlet"})),
        ("first-published", frozenset({"first_published"})),
    ),
    Kind.REPORT: (
        ("publisher", frozenset({"outlet"})),
        ("year", frozenset({"report_year"})),
        ("report", frozenset({"report_file", "cited_address"})),
    ),
    Kind.CORRECTION: (),
}


def missing(draft: Draft) -> list[str]:
    """Name what a post still lacks, as codes.

    The codes are outlet, address, excerpt, excerpt-long, body, signed, guest, origin, first-published, publisher, year,
    report, correction, capture-waiting and capture. Whatever cites a page needs a copy of it.
    """
    gaps = [code for code, fields in _ASKED[draft.kind] if not fields & draft.filled]
    if draft.kind is Kind.CORRECTION and not draft.corrections:
        gaps.append("correction")
    if draft.kind is Kind.EXCERPT and draft.over > 0:
        gaps.append("excerpt-long")
    if draft.kind is Kind.EXCERPT or "cited_address" in draft.filled:
        if draft.captured is None:
            gaps.append("capture-waiting")
        elif not draft.captured:
            gaps.append("capture")
    return gaps


class ReplyState(StrEnum):
    """How far it is with the reply of somebody who was asked for one."""

    WAITING = "waiting"
    ANSWERED = "answered"
    NO_ANSWER = "no answer"


def reply_state(deadline: date, *, answered: bool, today: date) -> ReplyState:
    """Say how far a reply is: an answer counts whenever it came, and silence only once the last day is over."""
    if answered:
        return ReplyState.ANSWERED
    return ReplyState.WAITING if today <= deadline else ReplyState.NO_ANSWER


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, both ends included."""

    starts_on: date
    ends_on: date

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the first moment of the week and the first moment after it."""
        after = self.ends_on + timedelta(days=1)
        return datetime.combine(self.starts_on, time(), zone), datetime.combine(after, time(), zone)


def week_of(day: date, last_weekday: int, weeks: int = 1) -> Week:
    """Return the digest week that a day is in, or the weeks, where a digest is about several.

    Several weeks are counted from one day for ever, so that they are the same ones whenever this is asked.

    Args:
        day: any day.
        last_weekday: the day the week ends, 1 for Monday to 7 for Sunday (ISO 8601).
        weeks: how many weeks a digest is about.
    """
    ends_on = day + timedelta(days=(last_weekday - day.isoweekday()) % 7)
    ends_on += timedelta(weeks=-(ends_on.toordinal() // 7) % weeks)
    return Week(ends_on - timedelta(days=7 * weeks - 1), ends_on)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a group's digests are made.

    Attributes:
        weekday: the day on which its week ends, 1 for Monday to 7 for Sunday.
        hour: the hour of that day at which the draft is made.
        zone: the time zone of both.
        weeks: how many weeks a digest is about.
        daily_hour: the hour of the daily mails.
    """

    weekday: int
    hour: int
    zone: tzinfo
    weeks: int = 1
    daily_hour: int = 7

    def week_of(self, day: date) -> Week:
        """Return the digest week that a day is in."""
        return week_of(day, self.weekday, self.weeks)

    def week_at(self, now: datetime) -> Week:
        """Return the digest week of a moment."""
        return self.week_of(now.astimezone(self.zone).date())

    def bounds(self, week: Week) -> tuple[datetime, datetime]:
        """Return the first moment of a week and the first moment after it."""
        return week.bounds(self.zone)


def in_groups(keys: Sequence[Hashable | None]) -> list[list[int]]:
    """Put the places of equal keys together, where the first of them is; a place without a key stays by itself."""
    groups: dict[Hashable, list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(("alone", place) if key is None else ("key", key), []).append(place)
    return list(groups.values())


def is_compile_time(moment: datetime, week: Week, hour: int) -> bool:
    """Say whether a week's draft is to be made by itself: on its last day, from an hour on.

    Args:
        moment: now, in the desk's time zone.
        week: the week.
        hour: 0 to 23.
    """
    return moment.date() == week.ends_on and moment.hour >= hour
