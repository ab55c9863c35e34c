"""What we decide about mails that came back; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

# Softly: the box is full, or a server is in trouble. Enough is enough when so many mails came back within so long,
# over more than a short trouble, and none came through meanwhile.
SOFT_MOST = 5
SOFT_WITHIN = timedelta(days=30)
SOFT_OVER = timedelta(days=7)
# Servers try for up to five days: before that, a mail that has not come back may yet do so.
COMES_BACK_WITHIN = timedelta(days=5)

# RFC 3463: 5.1.x is about the address, 5.2.1 says that the box is closed. Others, such as 5.2.2 (full) and 5.7.x (how
# the server thinks of us), say nothing for good about the person.
GONE = re.compile(r"5\.(?:1\.\d{1,3}|2\.1)")
CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# What a server that gives no such code writes about a full box, or about us.
PASSING = re.compile(r"quota|full|storage|spam|block|reputation|policy|greylist|rate limit|too many", re.IGNORECASE)
VAGUE = "5.0.0"


def is_for_good(status: str, words: str) -> bool:
    """Say whether a mail that a server gave up means that the address takes no mail any more.

    Args:
        status: its code by RFC 3463, such as 5.1.1; empty where it gave none.
        words: what the server wrote (the diagnostic code of RFC 3464).
    """
    code = CODE.search(status)
    told = code[0] if code else VAGUE
    if told.endswith(".0.0") and (other := CODE.search(words)):
        told = other[0]
    if told == VAGUE:
        return not PASSING.search(words)
    return GONE.fullmatch(told) is not None


def is_enough(soft: Iterable[datetime], came_through: datetime | None, now: datetime) -> bool:
    """Say whether somebody whose mails come back softly is not mailed any more.

    Args:
        soft: when the mails left that came back.
        came_through: when the last mail left that did not come back though it had the time to.
        now: the time.
    """
    counted = [at for at in soft if now - at <= SOFT_WITHIN and (came_through is None or at > came_through)]
    return len(counted) >= SOFT_MOST and max(counted) - min(counted) >= SOFT_OVER
