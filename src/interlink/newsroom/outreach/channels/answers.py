"""What services answer, read in one way. Each service's folder says where its own differ."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from interlink.lib.fetch import Answer
from interlink.newsroom.outreach.channels.errors import (
    ChannelError,
    NotKnown,
    NotNow,
    NotOurs,
    NotReached,
    NotTaken,
    NotThere,
    Problem,
)

# Mastodon and Bluesky tell the moment at which we may come again, X too, each under its own name.
RESETS = ("x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset")
BAD_GATEWAYS = frozenset({500, 502, 504})
NOT_THERE = frozenset({404, 410})
BUSY = frozenset({429, 503})
TOO_LARGE = 413


def body(answer: Answer) -> dict[str, Any]:
    """Return the JSON object in an answer; an empty one where there is none."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def many(answer: Answer) -> list[dict[str, Any]]:
    """Return the objects of the JSON list in an answer.

    Raises:
        NotKnown: It is no list, which is not the same as an empty one.
    """
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise NotKnown(Problem.STRANGE)
    return [one for one in found if isinstance(one, dict)]


def is_fine(answer: Answer) -> bool:
    """Tell whether the service did what it was asked."""
    return 200 <= answer.status < 300  # noqa: PLR2004 - RFC 9110


def wait(answer: Answer) -> float | None:
    """Return how many seconds the service asks us to stay away, if it says so."""
    if answer.retry_after is not None:
        return answer.retry_after
    for name in RESETS:
        at = _moment(answer.header(name) or "")
        if at is not None:
            return max(0.0, (at - answer.fetched_at).total_seconds())
    return None


def _moment(said: str) -> datetime | None:
    try:
        at = datetime.fromtimestamp(int(said), UTC) if said.isdecimal() else datetime.fromisoformat(said)
    except (ValueError, OverflowError, OSError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def trouble(answer: Answer, words: str = "") -> ChannelError:
    """Return what an answer that is no yes means, by its status (RFC 9110, RFC 6585)."""
    status = answer.status
    if status in BUSY:
        return NotNow(Problem.BUSY, words, wait(answer))
    if status == 401:  # noqa: PLR2004
        return NotOurs(Problem.KEYS, words)
    if status == 403:  # noqa: PLR2004
        return NotOurs(Problem.FORBIDDEN, words)
    if status in NOT_THERE:
        return NotThere(Problem.NOT_THERE, words)
    if status >= 500 or is_fine(answer):  # noqa: PLR2004
        # Something behind the front door may have done it before it fell over.
        return NotKnown(Problem.STRANGE, words or f"{status} {answer.reason}")
    return NotTaken(Problem.TOO_LONG if status == TOO_LARGE else Problem.REFUSED, words or f"{status} {answer.reason}")


def nothing_done(error: ChannelError) -> ChannelError:
    """Return an error of a step that shows nobody anything, such as signing in: it leaves nothing open."""
    return NotReached(Problem.AWAY, error.words) if isinstance(error, NotKnown) else error


def of_picture(error: ChannelError) -> ChannelError:
    """Return an error of handing a picture over, which nobody sees before a message has it."""
    if isinstance(error, NotTaken | NotThere):
        return NotTaken(Problem.PICTURE, error.words)
    return nothing_done(error)
