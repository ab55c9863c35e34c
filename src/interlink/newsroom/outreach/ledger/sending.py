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
from interlink.newsroom.outreach.ledger.brakes import PUT_OFF, SWALLOWED, Brakes
from interlink.newsroom.outreach.ledger.hands import Hands, Outcomes
from interlink.newsroom.outreach.ledger.rows import Noted
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail.letter import Writer
from interlink.newsroom.outreach.mail.ways import open_lines
from interlink.newsroom.outreach.models import Course, Mailing, Run

# Hands that wait this long on a slow server do not keep the lease from being renewed.
PATIENCE = 5.0


def send(mailing: Mailing, writer: Writer) -> Iterator[Noted]:
    """Hand over everything that can be handed over now, yielding each delivery when it has been noted.

    Rows that their servers put off wait for their time; run again then. A server that leaves one mail after the other
    open has the mailing paused, until an editor has looked.

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
    brakes = Brakes(hands.lines)
    try:
        while True:
            now = timezone.now()
            ours = runs.renew(run, now)
            noted = rows.note(done, now) if done else []
            trouble += _trouble(run, brakes, [outcome for _, outcome in done])
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


def _trouble(run: Run, brakes: Brakes, outcomes: list[Outcome]) -> list[Outcome]:
    """Return what stops this run, if anything does, and have the mailing paused where a person has to look first."""
    stops = [outcome for outcome in outcomes if outcome.stop]
    for outcome in outcomes:
        brakes.count(outcome)
        if brakes.pauses:
            Mailing.objects.filter(pk=run.mailing_id, course=Course.GOING).update(course=Course.PAUSED)
            return [Outcome(Result.WAITING, SWALLOWED % outcome.words)]
        if brakes.stops:
            stops.append(Outcome(Result.WAITING, PUT_OFF % outcome.words, stop=True))
    return stops


def _tell(mailing: Mailing, trouble: list[Outcome]) -> None:
    words = trouble[0].words if trouble else ""
    if words != mailing.problem:
        told = Mailing.objects.filter(pk=mailing.pk)
        # What had a mailing paused is told until somebody has it go on.
        (told if trouble else told.exclude(course=Course.PAUSED)).update(problem=words)
    for outcome in trouble:
        if outcome.error is not None:
            raise outcome.error
        if outcome.stop:  # else it was paused, and trying again by itself helps nobody
            raise HandoverStopped(outcome.words)
