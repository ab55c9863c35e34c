"""What is asked about mail."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from interlink.newsroom.outreach import tallies
from interlink.newsroom.outreach.bounces.models import Bounce, Trouble
from interlink.newsroom.outreach.ledger import rules
from interlink.newsroom.outreach.models import Course, Handover, Kind, Mailing, Subscriber, Subscription

LATELY = timedelta(minutes=2)
DONE = (Handover.SENT, Handover.REFUSED, Handover.UNSURE, Handover.BOUNCED, Handover.NOT_SENT)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailing has come.

    Attributes:
        counts: how many deliveries are in each state.
        done: how many need nothing more.
        total: how many there are.
        left: how long it still takes at the speed of the last minutes, but for what was put off; None where that is
            not known.
    """

    counts: dict[Handover, int]
    done: int
    total: int
    left: timedelta | None


def counts(mailing: Mailing) -> dict[Handover, int]:
    """Return how many deliveries of a mailing are in each state."""
    rows = mailing.deliveries.order_by().values_list("state").annotate(rows=Count("pk"))
    return dict.fromkeys(Handover, 0) | {Handover(state): number for state, number in rows}


def progress(mailing: Mailing, now: datetime) -> Progress:
    """Return how far a mailing has come, with an estimate."""
    found = counts(mailing)
    done, total = sum(found[state] for state in DONE), sum(found.values())
    window = min(LATELY, max(now - mailing.ordered_at, timedelta(seconds=1)))
    lately = mailing.deliveries.filter(state__in=DONE, changed_at__gt=now - window).count()
    going = mailing.course in {Course.GOING, Course.FINISHED}
    # What its servers have put off comes when they say, and not at the speed of the rest.
    soon = total - found[Handover.LATER]
    return Progress(found, done, total, rules.left_over(done, soon, lately, window) if going else None)


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of a mailing, as numbers alone; nobody is followed.

    Attributes:
        left: how many of those who were sent it have stopped their mails since.
        complaints: how many called it spam.
        codes: what mail servers said that refused it, by the number of their reply.
    """

    left: int
    complaints: int
    codes: list[tuple[str, int]]


def answers(mailing: Mailing) -> Answers:
    """Return what came of a mailing."""
    sent = mailing.deliveries.filter(state__in=(Handover.SENT, Handover.UNSURE))
    refused = mailing.deliveries.filter(state=Handover.REFUSED).order_by()
    codes = refused.annotate(code=Left("problem", 3)).values_list("code").annotate(rows=Count("pk"))
    counted = Counter[str]()
    for code, number in codes:
        counted[code if code.isdecimal() else ""] += number
    left = sent.filter(subscriber__left_at__gte=mailing.ordered_at).count()
    complaints = Bounce.objects.filter(delivery__mailing=mailing, trouble=Trouble.COMPLAINT).count()
    return Answers(left, complaints, counted.most_common())


CHOICES = {
    Kind.DIGEST: "weekly",
    Kind.DAY: "daily",
    Kind.POST: "every_post",
    Kind.REMOVALS: "removals",
}


def readers_of(language: str, kind: Kind = Kind.DIGEST) -> QuerySet[Subscriber]:
    """Return those who chose a kind of mail in a language, and get mails."""
    return Subscriber.objects.filter(language=language, standing=Subscription.ACTIVE, **{CHOICES[kind]: True})


def readers(language: str, kind: Kind = Kind.DIGEST) -> int:
    """Return how many people get a kind of mail in a language."""
    return tallies.total([Subscription.ACTIVE], language, CHOICES[kind])
