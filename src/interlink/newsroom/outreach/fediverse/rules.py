"""What we decide about the fediverse: pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Final

WAIT: Final = timedelta(minutes=2)
"""So long, a post that was published by mistake can be withdrawn before anybody has it."""
NEWS_FOR: Final = timedelta(days=1)
"""How long after its first publication a post is news; what was brought along from elsewhere is older."""
FOUND_FOR: Final = timedelta(weeks=4)
"""How far back posts are found that were published before an account was turned on."""
A_PAGE: Final = 20
"""How many posts a page of the outbox has."""
GIVEN_UP: Final = timedelta(days=5)
"""How long a post is tried to be told; that it was changed or is gone is tried until the server is let go."""
FIRST_PAUSE: Final = timedelta(minutes=1)
GROWTH: Final = 3
LONGEST_PAUSE: Final = timedelta(hours=12)
LET_GO: Final = timedelta(weeks=4)
"""How long a server may be out of reach before its followers are let go."""
REMEMBERED: Final = timedelta(days=7)
"""How long the name of an activity is known again: longer than its signature holds."""
KEPT: Final = timedelta(days=30)
"""How long it is noted what was delivered."""
AN_HOUR: Final = timedelta(hours=1)
TAKEN_AN_HOUR: Final = 300
"""Activities of one server that are taken in an hour."""
ASKED_AN_HOUR: Final = 60
"""How often one server is asked for keys in an hour, whoever names it."""
REFUSED_AN_HOUR: Final = 120
"""Requests of one network that may be wrong in an hour, before it is not listened to."""
KEY_IS_FRESH: Final = timedelta(minutes=10)
"""A key that was fetched so lately is not fetched again because a signature does not fit."""
KEY_HOLDS: Final = timedelta(days=7)
LONGEST_NAME: Final = 30
LONGEST_WORDS: Final = 300
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9_.]{0,28}[a-z0-9])?")


class Standing(StrEnum):
    """How a delivery stands. ASKED is written before the other server is; found later, the work was cut off there."""

    WAITING = "waiting"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    CALLED_OFF = "called off"


OPEN: Final = (Standing.WAITING, Standing.ASKED)


class Kind(StrEnum):
    """What an activity says."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"
    ACCEPT = "Accept"
    FOLLOW = "Follow"
    UNDO = "Undo"


class Problem(StrEnum):
    """What went wrong with a server, as it is stored; `words.py` says it in an editor's language."""

    AWAY = "away"
    BUSY = "busy"
    NOT_ALLOWED = "not allowed"
    REFUSED = "refused"
    NOT_THERE = "not there"
    ADDRESS = "address"


class After(StrEnum):
    """What follows from an answer to a delivery."""

    DONE = "done"
    LATER = "later"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from an answer, and what it says of the server.

    Attributes:
        after: What follows.
        problem: What is wrong; None where nothing is.
        words: The server's own, or a sentence of ours about the network.
        wait: Seconds that the server asks us to stay away.
    """

    after: After
    problem: Problem | None = None
    words: str = ""
    wait: float | None = None


def judge(status: int, reason: str, wait: float | None) -> Verdict:
    """Decide what follows from the status of an answer."""
    words = f"{status} {reason}".strip()[:LONGEST_WORDS]
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Verdict(After.DONE)
    if status == HTTPStatus.GONE:
        return Verdict(After.GONE, Problem.NOT_THERE, words)
    if status in {408, 429} or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Verdict(After.LATER, Problem.BUSY if status in {429, 503} else Problem.AWAY, words, wait)
    if status == HTTPStatus.NOT_FOUND:  # a server that moves answers so for a while
        return Verdict(After.LATER, Problem.NOT_THERE, words)
    return Verdict(After.REFUSED, Problem.NOT_ALLOWED if status in {401, 403} else Problem.REFUSED, words)


def rest_until(tries: int, wait: float | None, now: datetime) -> datetime:
    """Return until when a server is left in peace after so many tries that failed in a row.

    A minute, then three times longer each time, up to twelve hours; or as it asks, up to a day.
    """
    pause = min(FIRST_PAUSE * GROWTH ** min(max(tries - 1, 0), 8), LONGEST_PAUSE)
    asked = timedelta(seconds=min(wait or 0.0, 86_400))
    return now + max(pause, asked)


def is_let_go(failing_since: datetime | None, now: datetime) -> bool:
    """Tell whether a server has been out of reach for so long that its followers are let go."""
    return failing_since is not None and now - failing_since > LET_GO


def name_of(group: str, language: str, *, main: bool) -> str:
    """Suggest what an actor is called: the group's name in plain letters, with the language but for the main one."""
    plain = unicodedata.normalize("NFKD", group).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "news"
    end = "" if main else f"_{language.lower().replace('-', '_')}"
    return words[: LONGEST_NAME - len(end)].strip("_") + end


def is_name(text: str) -> bool:
    """Tell whether an actor can be called so, as all programs of the fediverse take it."""
    return _NAME.fullmatch(text) is not None


def covers(blocked: str, server: str) -> bool:
    """Tell whether a block of a domain holds for a server: the domain itself, and all below it."""
    host = server.partition(":")[0]
    return blocked in {server, host} or host.endswith(f".{blocked}")
