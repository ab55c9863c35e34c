"""What we decide about mail; pure."""

from __future__ import annotations

from enum import Enum

TRIES = 4


class Next(Enum):
    """What becomes of a delivery."""

    SENT = "sent"
    AGAIN = "again"
    REFUSED = "refused"


def after_error(code: int | None, tries: int) -> Next:
    """Decide after a failed handover.

    Args:
        code: the server's SMTP reply (RFC 5321: 5xx is final, 4xx is for now), or None when there was no
            answer to the address itself.
        tries: how many handovers there were, this one included.
    """
    if code is not None and 500 <= code < 600:  # noqa: PLR2004
        return Next.REFUSED
    return Next.AGAIN if tries < TRIES else Next.REFUSED
