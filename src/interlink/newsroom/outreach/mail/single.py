"""Handing over one letter that belongs to no mailing."""

from __future__ import annotations

import time
from dataclasses import replace

from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger.rules import Result
from interlink.newsroom.outreach.mail import dkim
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.ways import open_lines


def hand_over(letter: Letter) -> None:
    """Sign one letter and hand it over now. One that is refused for good is let go, as is one that perhaps has left.

    Raises:
        HandoverStopped: it cannot be handed over now.
        OSError: mail goes to a folder whose disk is full, or the key for signing cannot be read.
        ValueError: the key for signing is broken.
    """
    signer = dkim.signer()
    if signer is not None:
        letter = replace(letter, content=signer.signed(letter.content, int(time.time())))
    line = open_lines()[0]
    try:
        outcome = line.hand_over(letter)
    finally:
        line.close()
    if outcome.result in {Result.LATER, Result.WAITING}:
        raise outcome.error or HandoverStopped(outcome.words)
