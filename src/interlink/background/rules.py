"""What we decide about background work: when to try again, when a job is due, whose worker is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
PAUSE_GROWTH = 4
SPREAD_SHARE = 0.25

LOSSES_ALLOWED = 3
HEARTBEAT = timedelta(seconds=10)
SILENCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class RunAgain:
    """The task goes back to the queue and runs no earlier than `at`."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The task is not tried again."""


Decision = RunAgain | GiveUp


@dataclass(frozen=True, slots=True)
class Owner:
    """The worker that holds a task, as it described itself when it last could.

    Attributes:
        place: names one boot of one machine, and the process table within it.
        pid: its process in that place.
        started: when that process began, in the place's own notation; tells a reused pid apart.
        heartbeat_at: when it last said that it lives.
    """

    place: str
    pid: int
    started: str
    heartbeat_at: datetime


def pause_before(retry: int, *, spread: float) -> timedelta:
    """Return how long to wait before retry number `retry`, counted from 1.

    Ten seconds, then four times longer each time, up to an hour. A quarter either way is
    chance, so that what failed together does not come back together.

    Args:
        retry: 1 for the first retry.
        spread: chance, from -1 to 1.
    """
    exponent = min(max(retry, 1) - 1, 10)
    pause = min(FIRST_PAUSE * float(PAUSE_GROWTH**exponent), LONGEST_PAUSE)
    return pause * (1 + SPREAD_SHARE * max(-1.0, min(1.0, spread)))


def after_failure(*, failures: int, attempts: int, again: bool, now: datetime, spread: float) -> Decision:
    """Decide what becomes of a task that raised an error.

    Args:
        failures: how often it failed so far, this time included.
        attempts: how often it may be tried in all.
        again: whether the error says, or leaves open, that trying again helps.
        now: the time.
        spread: chance, from -1 to 1.
    """
    if not again or failures >= attempts:
        return GiveUp()
    return RunAgain(now + pause_before(failures, spread=spread))


def after_loss(*, losses: int, now: datetime, spread: float, allowed: int = LOSSES_ALLOWED) -> Decision:
    """Decide what becomes of a task whose worker went away in the middle of it.

    The first loss is most likely a restart of the machine, and costs no wait. A task that goes
    on losing its worker is suspected of killing it.

    Args:
        losses: how often it was cut off so far, this time included.
        now: the time.
        spread: chance, from -1 to 1.
        allowed: after that many losses it is given up.
    """
    if losses >= allowed:
        return GiveUp()
    return RunAgain(now if losses <= 1 else now + pause_before(losses - 1, spread=spread))


def is_gone(owner: Owner, *, here: str, seen: str | None, now: datetime, silence: timedelta = SILENCE) -> bool:
    """Say whether a worker no longer exists.

    In our own place the process table is the truth, also when the heartbeat is old: a laptop
    that slept wakes up with old heartbeats and living workers. Elsewhere only silence speaks.

    Args:
        owner: the worker.
        here: our own place.
        seen: when the process that now has the worker's pid here began; None without one.
        now: the time.
        silence: how long a worker elsewhere may be silent.
    """
    if owner.place == here:
        return seen != owner.started
    return now - owner.heartbeat_at > silence


def due_slot(*, last: datetime | None, interval: timedelta, now: datetime) -> datetime | None:
    """Return the time to note as a job's last turn if it is due now, else None.

    Turns lie on a grid from the first one, so that they do not drift. However many turns a
    pause swallowed, one makes up for them all.

    Args:
        last: the turn noted last; None before the first.
        interval: how far turns lie apart.
        now: the time.
    """
    if last is None:
        return now
    if last - now > interval:  # the machine's clock was wrong when that was noted
        return now
    turns = (now - last) // interval
    return last + turns * interval if turns >= 1 else None
