"""Handing over one letter that belongs to no mailing."""

from __future__ import annotations

from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger.rules import Result
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.ways import open_lines


def hand_over(letter: Letter) -> None:
    """Hand one letter over now. One that a server refuses for good is let go, as is one that perhaps has left.

    Raises:
        HandoverStopped: it cannot be handed over now.
        OSError: mail goes to a folder whose disk is full.
    """
    line = open_lines()[0]
    try:
        outcome = line.hand_over(letter)
    finally:
        line.close()
    if outcome.result in {Result.LATER, Result.WAITING}:
        raise outcome.error or HandoverStopped(outcome.words)
