"""What we decide about handing mails over; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TRIES = 6
FIRST_PAUSE = timedelta(minutes=5)  # grey lists want five
GROWTH = 4
LONGEST_PAUSE = timedelta(hours=8)
# What a domain may be owed after a quiet moment, so that short pauses of ours cost it no time.
BURST = timedelta(seconds=1)


class Result(StrEnum):
    """What came of handing one mail over. The words are those of `Handover`."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNSURE = "unsure"
    # Nothing was asked about this reader: the row is as it was.
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of handing one mail over.

    Attributes:
        result: what the row becomes.
        words: the server's, or ours, for people.
        stop: whether nothing more can be handed over now.
        error: what to raise in the end, where the trouble is on our side.
    """

    result: Result
    words: str = ""
    stop: bool = False
    error: BaseException | None = None


def after_reply(code: int, words: str) -> Outcome:
    """Decide after the server's reply about one reader or one mail (RFC 5321: 5xx is final, 4xx is for now)."""
    return Outcome(Result.REFUSED if 500 <= code < 600 else Result.LATER, f"{code} {words}")  # noqa: PLR2004


def again_at(tries: int, now: datetime) -> datetime | None:
    """Return when a delivery that was put off is tried again, or None when it was tried often enough.

    Five minutes, then four times longer each time, up to eight hours: a day and a half in all.

    Args:
        tries: how many handovers there were, the last one included.
        now: the time.
    """
    if tries >= TRIES:
        return None
    return now + min(FIRST_PAUSE * GROWTH ** (tries - 1), LONGEST_PAUSE)


def next_slot(last: datetime | None, a_minute: int, now: datetime) -> tuple[bool, datetime]:
    """Decide whether a domain with a limit may have one more mail now (the generic cell rate algorithm).

    Args:
        last: when the domain's next mail may leave, as noted with the last one.
        a_minute: how many it may get in a minute.
        now: the time.

    Returns:
        Whether it may, and when the one after it may leave; if it may not, when this one may.
    """
    due = max(last or now, now - BURST)
    if due > now:
        return False, due
    return True, due + timedelta(minutes=1) / a_minute


def left_over(done: int, total: int, lately: int, window: timedelta) -> timedelta | None:
    """Estimate how long a mailing still takes from what was done lately; None when nothing was."""
    if done >= total:
        return timedelta(0)
    return window * ((total - done) / lately) if lately else None
