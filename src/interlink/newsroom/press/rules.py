"""What we decide about posts and digests; pure, with the clock passed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

EXCERPT_WORDS = 90
EXCERPT_PARAGRAPHS = 2


def choose_excerpt(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words to quote: the first paragraphs that name a subject, or else the first one.

    Args:
        text: the article, paragraphs separated by empty lines.
        spans: where watched names stand in it, as (start, end) in characters.

    Returns:
        At most `EXCERPT_PARAGRAPHS` paragraphs and about `EXCERPT_WORDS` words, cut at a word
        with an ellipsis when a single paragraph is longer.
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
    words_left = EXCERPT_WORDS
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
    """What the house asks of a post before it is published."""

    outlet: str
    cited_address: str
    excerpt: str
    captured: bool | None


def missing(draft: Draft) -> list[str]:
    """Name what a post still lacks, as codes: outlet, address, excerpt, capture-waiting, capture."""
    gaps = []
    if not draft.outlet.strip():
        gaps.append("outlet")
    if not draft.cited_address:
        gaps.append("address")
    if not draft.excerpt.strip():
        gaps.append("excerpt")
    if draft.captured is None:
        gaps.append("capture-waiting")
    elif not draft.captured:
        gaps.append("capture")
    return gaps


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, both ends included."""

    starts_on: date
    ends_on: date

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the first moment of the week and the first moment after it."""
        after = self.ends_on + timedelta(days=1)
        return datetime.combine(self.starts_on, time(), zone), datetime.combine(after, time(), zone)


def week_of(day: date, last_weekday: int) -> Week:
    """Return the digest week that a day is in.

    Args:
        day: any day.
        last_weekday: the day the week ends, 1 for Monday to 7 for Sunday (ISO 8601).
    """
    ends_on = day + timedelta(days=(last_weekday - day.isoweekday()) % 7)
    return Week(ends_on - timedelta(days=6), ends_on)


def is_compile_time(moment: datetime, week: Week, hour: int) -> bool:
    """Say whether a week's draft is to be made by itself: on its last day, from an hour on.

    Args:
        moment: now, in the desk's time zone.
        week: the week.
        hour: 0 to 23.
    """
    return moment.date() == week.ends_on and moment.hour >= hour
