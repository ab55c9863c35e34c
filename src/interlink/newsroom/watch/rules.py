"""What we decide while watching; pure, with the clock passed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from interlink.lib.reading.feeds import Entry

LONGEST_REST = timedelta(hours=24)
READING_TRIES = 4
FIRST_READING_REST = timedelta(minutes=5)
GONE = frozenset({404, 410})


class Sighting(Enum):
    """What an entry is to us."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


def identity(entry: Entry) -> str:
    """Return what tells this entry from the others of its source."""
    return entry.guid or entry.address or entry.title


def checksum(entry: Entry) -> str:
    """Return the SHA-256 of what the feed says of an entry, as hexadecimal digits."""
    published = entry.published.isoformat() if entry.published else ""
    said = "\x1f".join([entry.address or "", entry.title, entry.byline or "", published, entry.summary])
    return hashlib.sha256(said.encode()).hexdigest()


def judge(new_checksum: str, known_checksum: str | None) -> Sighting:
    """Tell whether an entry is new, changed since we last saw it, or known."""
    if known_checksum is None:
        return Sighting.NEW
    return Sighting.KNOWN if new_checksum == known_checksum else Sighting.CHANGED


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is doing, and when it is asked next."""

    next_check: datetime
    failures: int = 0
    failing_since: datetime | None = None
    problem: str = ""


def after_success(now: datetime, rest: timedelta, *, spread: float, problem: str = "") -> Health:
    """Plan the next check of a source that answered.

    Args:
        now: the time of the answer.
        rest: how long a source rests between two checks.
        spread: 0 to 1; moves the next check by up to a tenth of the rest, so that not all are due at once.
        problem: what was wrong with the answer although it could be used, such as broken XML.
    """
    return Health(next_check=now + rest * (1 + 0.1 * spread), problem=problem)


def after_failure(
    now: datetime, rest: timedelta, failures: int, failing_since: datetime | None, problem: str
) -> Health:
    """Plan the next check of a source that did not answer: each failure doubles the rest, up to a day.

    Args:
        now: the time of the failure.
        rest: how long a healthy source rests.
        failures: how many checks in a row had failed before this one.
        failing_since: when the first of them was.
        problem: what went wrong, in plain words.
    """
    wait = min(rest * 2 ** min(failures, 10), LONGEST_REST)
    return Health(next_check=now + wait, failures=failures + 1, failing_since=failing_since or now, problem=problem)


@dataclass(frozen=True, slots=True)
class NextReading:
    """What follows a failed try at reading an article; no `read_after` means that it is not tried again."""

    failures: int
    read_after: datetime | None


def after_unread(now: datetime, failures: int, *, again: bool) -> NextReading:
    """Plan the next try at an article that could not be read."""
    failures += 1
    if not again or failures >= READING_TRIES:
        return NextReading(failures, None)
    return NextReading(failures, now + FIRST_READING_REST * 6 ** (failures - 1))


def status_problem(status: int) -> tuple[str, bool]:
    """Say in plain words what an HTTP status means for reading, and whether trying again may help."""
    if status in GONE:
        return f"The page is not there (the site answered {status}).", False
    if status in {401, 402, 403, 451}:
        return f"The site does not let us read this page (it answered {status}).", True
    if status == 429:  # noqa: PLR2004 - Too Many Requests
        return "The site asks us to come less often (it answered 429).", True
    if status >= 500:  # noqa: PLR2004
        return f"The site has trouble of its own (it answered {status}).", True
    return f"The site answered {status}, which is not a page.", False
