"""Taking rows of the ledger before their mails are handed over, and noting what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, QuerySet

from interlink.newsroom.outreach.ledger import rules
from interlink.newsroom.outreach.ledger.pace import Limits
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail.letter import Reader
from interlink.newsroom.outreach.models import Course, Delivery, Handover, Mailing, Run, Subscription

OPEN = (Handover.WAITING, Handover.LATER, Handover.HANDING)
LEFT = "Left before it was sent."


@dataclass(frozen=True, slots=True)
class Noted:
    """A delivery that was tried, as it now stands in the ledger."""

    reader: Reader
    state: Handover
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What may be handed over now.

    Attributes:
        readers: whose rows say "being handed over" once the transaction is stored.
        next_at: when more may be taken, if all that waits is held back by limits.
    """

    readers: tuple[Reader, ...] = ()
    next_at: datetime | None = None


@transaction.atomic
def take(run: Run, most: int, now: datetime) -> Taken:
    """Take up to so many rows that wait, and note them as being handed over, so that nobody else takes them.

    Nothing is taken from a mailing that was paused or called off. Whoever left meanwhile is passed over.
    """
    if Mailing.objects.values_list("course", flat=True).get(pk=run.mailing_id) != Course.GOING:
        return Taken()
    limits = Limits(now)
    found: list[Delivery] = []
    while len(found) < most:
        rows = _next_rows(run, most - len(found), limits, now, {row.pk for row in found})
        if not rows:
            break
        away = [row.pk for row in rows if row.subscriber is None or row.subscriber.standing != Subscription.ACTIVE]
        if away:
            Delivery.objects.filter(pk__in=away).update(state=Handover.NOT_SENT, changed_at=now, problem=LEFT)
        found += [row for row in rows if row.pk not in away and limits.take(row.subscriber.domain)]  # type: ignore[union-attr]
    keys = [row.pk for row in found]
    Delivery.objects.filter(pk__in=keys).update(
        state=Handover.HANDING, run=run, tries=F("tries") + 1, due_at=None, changed_at=now, problem=""
    )
    held_back = not found and limits.closed and _waiting(run, now).exists()
    return Taken(tuple(map(_reader, found)), min(limits.closed.values()) if held_back else None)


def _waiting(run: Run, now: datetime, state: Handover = Handover.WAITING) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(mailing=run.mailing_id, state=state)
    return rows.filter(due_at__lte=now) if state == Handover.LATER else rows


def _next_rows(run: Run, most: int, limits: Limits, now: datetime, but: set[int]) -> list[Delivery]:
    """Return rows to take: first those that were never tried, in their order, then those whose time has come again."""
    found: list[Delivery] = []
    for state in (Handover.WAITING, Handover.LATER):
        rows = _waiting(run, now, state).exclude(pk__in=but).select_related("subscriber")
        if limits.closed:
            rows = rows.exclude(subscriber__domain__in=list(limits.closed))
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        found += rows.order_by("changed_at", "pk")[: most - len(found)]
        if len(found) == most:
            break
    return found


def _reader(row: Delivery) -> Reader:
    assert row.subscriber is not None
    return Reader(row.pk, row.subscriber.pk, row.subscriber.email, row.subscriber.domain)


@transaction.atomic
def note(outcomes: Iterable[tuple[Reader, Outcome]], now: datetime) -> list[Noted]:
    """Note what came of handing over.

    Also where others took this process for gone and counted the mail as not known: now it is known.
    """
    noted = []
    sent = []
    for reader, outcome in outcomes:
        if outcome.result is Result.SENT:
            sent.append(reader.delivery)
            noted.append(Noted(reader, Handover.SENT))
        else:
            noted.append(_note_trouble(reader, outcome, now))
    _own(sent).update(state=Handover.SENT, changed_at=now, run=None, problem="")
    return noted


def _note_trouble(reader: Reader, outcome: Outcome, now: datetime) -> Noted:
    state, due_at, tries = Handover(outcome.result), None, F("tries") + 0
    if outcome.result is Result.LATER:
        due_at = rules.again_at(Delivery.objects.values_list("tries", flat=True).get(pk=reader.delivery), now)
        state = Handover.LATER if due_at else Handover.REFUSED
    elif outcome.result is Result.WAITING:
        tries = F("tries") - 1
    _own([reader.delivery]).update(
        state=state, due_at=due_at, tries=tries, changed_at=now, run=None, problem=outcome.words
    )
    return Noted(reader, state, outcome.words)


def _own(keys: list[int]) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk__in=keys, state__in=(Handover.HANDING, Handover.UNSURE))


@transaction.atomic
def drop(mailing: Mailing, words: str, now: datetime) -> None:
    """Call a mailing off: what waits is not sent any more, and says why; what is being handed over is finished."""
    waiting = Delivery.objects.filter(mailing=mailing, state__in=(Handover.WAITING, Handover.LATER))
    waiting.update(state=Handover.NOT_SENT, changed_at=now, problem=words)
    Mailing.objects.filter(pk=mailing.pk).update(course=Course.CANCELLED)
    finish(mailing, now)


@transaction.atomic
def finish(mailing: Mailing, now: datetime) -> bool:
    """Note that a mailing is finished, if nothing of it is left to do; return whether it is."""
    open_rows = Delivery.objects.filter(mailing=mailing, state__in=OPEN)
    if open_rows.exists():
        return False
    Mailing.objects.filter(pk=mailing.pk, course__in=(Course.GOING, Course.PAUSED)).update(
        course=Course.FINISHED, finished_at=now, problem=""
    )
    mailing.refresh_from_db(fields=["course", "finished_at", "problem"])
    return True
