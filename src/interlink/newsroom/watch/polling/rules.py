"""What we decide about polling: when a source is asked again, and how it is doing. Pure, with the clock passed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise
from statistics import median

SHORTEST_REST = timedelta(minutes=10)
LONGEST_REST = timedelta(hours=6)
LONGEST_BACK_OFF = timedelta(hours=24)
CHECKS_BETWEEN_ITEMS = 4
JITTER = 0.1
ITEMS_FOR_A_PACE = 3
QUIET_GAPS = 4
SHORTEST_QUIET = timedelta(days=3)
# A page that is not found for so long is gone; before, it may be a slip of the site's.
NOT_FOUND_UNTIL_GONE = timedelta(days=7)


class Trouble(Enum):
    """In what way a source did not answer as it should."""

    FAILING = "failing"
    BLOCKED = "blocked"
    NOT_FOUND = "not found"
    GONE = "gone"


class Condition(Enum):
    """How a source is doing."""

    NEW = "new"
    FINE = "fine"
    QUIET = "quiet"
    FAILING = "failing"
    BLOCKED = "blocked"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a source before a check.

    Attributes:
        condition: how it was doing.
        failures: checks in a row that failed.
        failing_since: when the first of them was.
        hours_between_items: its usual pace, or None while that is not known.
        last_item: when its latest item appeared, or None.
        added_at: since when it is watched.
    """

    condition: Condition
    failures: int
    failing_since: datetime | None
    hours_between_items: float | None
    last_item: datetime | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What follows from a check."""

    next_check: datetime
    condition: Condition
    failures: int = 0
    failing_since: datetime | None = None


def pace(times: Iterable[datetime], known: float | None = None) -> float | None:
    """Return the usual hours between items: the median gap, blended into what was known before.

    Args:
        times: when the items of one answer appeared.
        known: the pace so far.
    """
    ordered = sorted(set(times))
    if len(ordered) < ITEMS_FOR_A_PACE:
        return known
    gap = median((later - earlier).total_seconds() for earlier, later in pairwise(ordered)) / 3600
    return gap if known is None else 0.7 * known + 0.3 * gap


def rest(hours_between_items: float | None, usual: timedelta) -> timedelta:
    """Return how long a healthy source rests: fast for busy ones, slow for sleepy ones, bounded.

    Args:
        hours_between_items: its pace; None while it is not known.
        usual: the rest of a source whose pace is not known.
    """
    if hours_between_items is None:
        return usual
    return min(max(timedelta(hours=hours_between_items / CHECKS_BETWEEN_ITEMS), SHORTEST_REST), LONGEST_REST)


def is_quiet(standing: Standing, now: datetime) -> bool:
    """Tell whether a source has been silent for longer than is usual for it.

    We say so of no source that was added only now: whoever added it has just seen what it had.
    """
    gap = timedelta(hours=standing.hours_between_items or 0)
    silent = now - (standing.last_item or standing.added_at)
    return silent > max(QUIET_GAPS * gap, SHORTEST_QUIET) and now - standing.added_at > SHORTEST_QUIET


def after_answer(
    standing: Standing, now: datetime, usual: timedelta, *, spread: float, wait: timedelta = timedelta()
) -> Plan:
    """Plan the next check of a source that answered.

    Args:
        standing: what is known of it, its latest item included.
        now: the time of the answer.
        usual: the rest of a source whose pace is not known.
        spread: -1 to 1; moves the next check by up to a tenth of the rest, so that not all are due at once.
        wait: what the server asks us to wait, or what its hub saves us.
    """
    pause = rest(standing.hours_between_items, usual) * (1 + JITTER * spread)
    condition = Condition.QUIET if is_quiet(standing, now) else Condition.FINE
    return Plan(now + max(pause, wait), condition)


def after_trouble(
    standing: Standing,
    now: datetime,
    usual: timedelta,
    trouble: Trouble,
    *,
    spread: float,
    wait: timedelta = timedelta(),
) -> Plan:
    """Plan the next check of a source in trouble: each failure doubles the rest, up to a day.

    Args:
        standing: what was known of it before.
        now: the time of the failure.
        usual: the rest of a source whose pace is not known.
        trouble: what kind of failure it was.
        spread: -1 to 1, as in `after_answer`.
        wait: what the server asks us to wait (Retry-After).
    """
    since = standing.failing_since or now
    pause = min(rest(standing.hours_between_items, usual) * 2 ** min(standing.failures, 8), LONGEST_BACK_OFF)
    condition = {
        Trouble.FAILING: Condition.FAILING,
        Trouble.BLOCKED: Condition.BLOCKED,
        Trouble.NOT_FOUND: Condition.GONE if now - since >= NOT_FOUND_UNTIL_GONE else Condition.FAILING,
        Trouble.GONE: Condition.GONE,
    }[trouble]
    next_check = now + max(pause * (1 + JITTER * spread), wait)
    return Plan(next_check, condition, standing.failures + 1, since)


def trouble_of_status(status: int) -> Trouble:
    """Tell what an HTTP error status means for a source (RFC 9110, RFC 6585, RFC 7725)."""
    if status == 410:  # noqa: PLR2004 - Gone
        return Trouble.GONE
    if status == 404:  # noqa: PLR2004 - Not Found
        return Trouble.NOT_FOUND
    return Trouble.BLOCKED if status in {401, 402, 403, 429, 451} else Trouble.FAILING
