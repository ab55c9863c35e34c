"""Handing a mailing over to the mail server, each address once.

The ledger is written before and after each handover, by the thread that looks after it all; other threads hold
the lines to the mail server. Several processes may work on one mailing: what one has taken, no other takes. One
that is killed leaves rows that say "being handed over": these mails may have left, so they are not sent again, and
they are counted as not known.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.utils import timezone

from interlink.newsroom.outreach.durable import stored_for_good
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger import rows, runs
from interlink.newsroom.outreach.ledger.hands import Hands, Outcomes
from interlink.newsroom.outreach.ledger.rows import Noted
from interlink.newsroom.outreach.ledger.rules import Outcome
from interlink.newsroom.outreach.mail.letter import Writer
from interlink.newsroom.outreach.mail.ways import open_lines
from interlink.newsroom.outreach.models import Mailing, Run

# Hands that wait this long on a slow server do not keep the lease from being renewed.
PATIENCE = 5.0


def send(mailing: Mailing, writer: Writer) -> Iterator[Noted]:
    """Hand over everything that can be handed over now, yielding each delivery when it has been noted.

    Rows that their servers put off wait for their time; run again then.

    Raises:
        OSError: the mails go to a folder whose disk is full; they wait.
        HandoverStopped: the mail server cannot be reached, or takes nothing from us now.
    """
    now = timezone.now()
    runs.give_up_lost(mailing, now)
    if rows.finish(mailing, now):
        return
    run = runs.enter(mailing, now)
    trouble: list[Outcome] = []
    try:
        with stored_for_good():
            yield from _hand_over_all(run, Hands(open_lines(), writer), trouble)
    finally:
        run.delete()
    _tell(mailing, trouble)
    rows.finish(mailing, timezone.now())


def _hand_over_all(run: Run, hands: Hands, trouble: list[Outcome]) -> Iterator[Noted]:
    done: Outcomes = []
    try:
        while True:
            now = timezone.now()
            ours = runs.renew(run, now)
            noted = rows.note(done, now) if done else []
            trouble += [outcome for _, outcome in done if outcome.stop]
            done = []
            taken = rows.Taken()
            if ours and not trouble and hands.room:
                taken = rows.take(run, hands.room, now)
                hands.start(taken.readers)
            yield from noted
            if hands.busy:
                done = hands.collect(PATIENCE)
            elif taken.next_at:  # a domain has had enough for now
                time.sleep(min(PATIENCE, max(0.0, (taken.next_at - timezone.now()).total_seconds())))
            else:
                return
    finally:
        # Also when this is broken off: what is under way is noted first.
        while hands.busy:
            done += hands.collect()
        if done:
            rows.note(done, timezone.now())
        hands.close()


def _tell(mailing: Mailing, trouble: list[Outcome]) -> None:
    words = trouble[0].words if trouble else ""
    if words != mailing.problem:
        Mailing.objects.filter(pk=mailing.pk).update(problem=words)
    for outcome in trouble:
        if outcome.error is not None:
            raise outcome.error
        raise HandoverStopped(outcome.words)
