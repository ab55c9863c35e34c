"""When a cited page is looked at again: often while it is young or was in the news lately, and ever more rarely.

The rest after a look is a quarter of the time since the capture, or since the last alert if that is later: six hours
after a day, a day after four days, a week after a month, and a month from the fourth month on. That makes some forty
looks in the first four months, and then one a month for ever.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from interlink.lib.verdicts.findings import Verdict
from interlink.lib.verdicts.standing import SECOND_LOOK, Standing

SHORTEST_REST = timedelta(hours=1)
LONGEST_REST = timedelta(days=30)
SHARE_OF_AGE = 0.25
JITTER = 0.1
FIRST_RETRY = timedelta(hours=2)
BLOCKED_REST = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)


def rest(age: timedelta) -> timedelta:
    """How long a page rests whose capture, or last alert, is so old."""
    return min(max(age * SHARE_OF_AGE, SHORTEST_REST), LONGEST_REST)


def next_check(
    captured_at: datetime,
    standing: Standing,
    now: datetime,
    *,
    verdict: Verdict | None = None,
    spread: float = 0.0,
    wait: timedelta = timedelta(),
) -> datetime:
    """When a page is looked at again.

    Args:
        captured_at: When it was captured.
        standing: How it stands after the last look.
        now: When that was, or the time of the capture.
        verdict: What the last look told; None before the first.
        spread: From -1 to 1; moves the look by up to a tenth of the rest, so that not all are due at once.
        wait: What the server asks us to wait (Retry-After); a week is the most.
    """
    young_since = max(captured_at, standing.alerted_at) if standing.alerted_at else captured_at
    usual = rest(max(now - young_since, timedelta()))
    if standing.suspected_since is not None:
        # The second look may be later than the interval, never earlier.
        pause = max(standing.suspected_since + SECOND_LOOK - now, FIRST_RETRY) * (1 + JITTER * abs(spread))
    elif verdict in {Verdict.BLOCKED, Verdict.WITHHELD}:
        pause = max(usual, _doubled(BLOCKED_REST, standing.in_vain)) * (1 + JITTER * spread)
    elif verdict in {Verdict.UNREACHABLE, Verdict.UNKNOWN}:
        pause = min(max(usual, FIRST_RETRY), _doubled(FIRST_RETRY, standing.in_vain)) * (1 + JITTER * spread)
    else:
        pause = usual * (1 + JITTER * spread)
    return now + max(pause, min(wait, LONGEST_WAIT))


def _doubled(first: timedelta, times: int) -> timedelta:
    return min(first * (1 << min(max(times - 1, 0), 8)), LONGEST_REST)
