"""What follows from mails that came back: counted, and nobody mailed any more who cannot or will not be."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.bounces import reading, rules
from interlink.newsroom.outreach.bounces.marks import Kind, Mark
from interlink.newsroom.outreach.bounces.models import Bounce, Trouble
from interlink.newsroom.outreach.models import (
    Delivery,
    Handover,
    Mailing,
    Reason,
    SignUp,
    Subscriber,
    Subscription,
)

REFUSED_LATELY = timedelta(days=7)


class Came(StrEnum):
    """What came of one mail."""

    SOFT = "soft"
    HARD = "hard"
    COMPLAINT = "spam"
    LEFT = "left"  # by a link of the mail service's own
    KNOWN = "known"  # it was counted before, or is about somebody who is not mailed any more
    NOT_OURS = "not ours"  # nothing proves that it is about a mail of ours
    NOTHING = "nothing"  # it says nothing that matters: a reply, a note of absence, a delay


Counts = Counter[Came]


def take(raw: bytes, now: datetime) -> Came:
    """Read a mail that came back and do what follows. Again, it changes nothing."""
    report = reading.read(raw)
    if report.trouble is None:
        return Came.NOTHING
    return note(report.mark, report.trouble, now) if report.mark else Came.NOT_OURS


@transaction.atomic
def note(mark: Mark, trouble: Trouble, now: datetime) -> Came:
    """Note what somebody's server, or they themselves, said about one of our mails."""
    if mark.kind is Kind.SIGN_UP:
        return _note_sign_up(mark.number, trouble, now)
    found = _still_there(mark)
    if found is None:
        return Came.KNOWN
    delivery, subscriber = found
    _row, made = Bounce.objects.get_or_create(
        delivery=delivery, trouble=trouble, defaults={"subscriber": subscriber, "at": now}
    )
    if not made:
        return Came.KNOWN
    if trouble is Trouble.COMPLAINT:
        subscribing.complain(subscriber, now)
        return Came.COMPLAINT
    Delivery.objects.filter(pk=delivery.pk, state__in=(Handover.SENT, Handover.UNSURE)).update(state=Handover.BOUNCED)
    if trouble is Trouble.HARD or _is_enough(subscriber, now):
        subscribing.stop(subscriber, now)
    return Came(trouble)


@transaction.atomic
def note_left(mark: Mark, now: datetime) -> Came:
    """Note that somebody told the mail service to stop."""
    found = _still_there(mark) if mark.kind is Kind.DELIVERY else None
    if found is None:
        return Came.KNOWN
    subscribing.leave(found[1], now)
    return Came.LEFT


def _still_there(mark: Mark) -> tuple[Delivery, Subscriber] | None:
    """Return the mail and whom it was for, if they are mailed.

    Once somebody has confirmed anew, what came before says nothing any more.
    """
    delivery = Delivery.objects.select_related("subscriber").filter(pk=mark.number).first()
    if delivery is None or delivery.subscriber is None or delivery.subscriber.standing not in subscribing.THERE:
        return None
    confirmed_at = delivery.subscriber.confirmed_at
    older = delivery.changed_at and confirmed_at and delivery.changed_at < confirmed_at
    return None if older else (delivery, delivery.subscriber)


def _note_sign_up(number: int, trouble: Trouble, now: datetime) -> Came:
    asked = SignUp.objects.filter(pk=number).first()
    if asked is None:
        return Came.KNOWN
    if trouble is Trouble.COMPLAINT:
        subscribing.suppress(asked.key, Reason.COMPLAINED, now)
    if trouble is not Trouble.SOFT:
        SignUp.objects.filter(key=asked.key, subscriber=None).delete()
    return Came(trouble)


def _is_enough(subscriber: Subscriber, now: datetime) -> bool:
    soft = subscriber.bounces.filter(trouble=Trouble.SOFT).values_list("delivery__changed_at", flat=True)
    sent = subscriber.deliveries.filter(state=Handover.SENT, changed_at__lt=now - rules.COMES_BACK_WITHIN)
    came_through = sent.order_by("-changed_at").values_list("changed_at", flat=True).first()
    return rules.is_enough([at for at in soft if at], came_through, now)


def take_refused(now: datetime) -> Counts:
    """Note the mails of the last days that our own mail server was told at once are to nobody."""
    counts: Counts = Counter()
    lately = Mailing.objects.filter(ordered_at__gt=now - REFUSED_LATELY)
    rows = Delivery.objects.filter(mailing__in=lately, state=Handover.REFUSED, bounces=None)
    there = rows.filter(subscriber__standing=Subscription.ACTIVE)
    for number, words in there.values_list("pk", "problem"):
        if rules.CODE.search(words) and rules.is_for_good("", words):
            counts[note(Mark(Kind.DELIVERY, number), Trouble.HARD, now)] += 1
    return counts
