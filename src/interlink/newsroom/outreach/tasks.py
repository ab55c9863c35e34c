"""What runs later for mail."""

from __future__ import annotations

from django.utils import timezone

from interlink.background import queries as background
from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.outreach import actions, news, subscribing
from interlink.newsroom.outreach.bounces import actions as bounces
from interlink.newsroom.outreach.bounces import boxes
from interlink.newsroom.outreach.importing import actions as importing
from interlink.newsroom.outreach.ledger.jobs import send_mailing
from interlink.newsroom.outreach.ledger.rows import OPEN
from interlink.newsroom.outreach.models import Course, Handover, Mailing
from interlink.newsroom.outreach.signup import actions as signup


@job(attempts=3)
def begin_planned() -> None:
    """Begin the mailings whose time has come."""
    actions.begin_planned(timezone.now())


@job(attempts=3)
def order_news() -> None:
    """Order the mails that need no editor: posts by themselves, the posts of a day, alerts of removals."""
    news.order_due(timezone.now())


@job(attempts=1)
def carry_on_mailings() -> None:
    """Take up each mailing that has something to hand over and that nobody works on.

    Rows that were put off come to their time, and a mail server may be in trouble for longer than a task is tried.
    """
    now = timezone.now()
    for mailing in Mailing.objects.filter(course=Course.GOING):
        rows = mailing.deliveries
        put_off = rows.filter(state=Handover.LATER, due_at__gt=now)
        rest = rows.filter(state__in=OPEN).exclude(pk__in=put_off.values("pk"))
        if put_off.exists() and not rest.exists():
            continue
        if not background.is_pending(send_mailing, mailing_id=mailing.pk):
            send_mailing.enqueue(mailing_id=mailing.pk)


@job(attempts=2)
def look_after_readers() -> None:
    """Forget who never confirmed, end the pauses that are over, and stop mailing whom a server knows not."""
    now = timezone.now()
    signup.forget(now)
    subscribing.resume_all(now)
    bounces.take_refused(now)
    importing.forget(now)


@job(attempts=1)
def read_bounces() -> None:
    """Read the mails that came back since the last time."""
    boxes.read_own(timezone.now())


every("read-bounces", minutes=10, task=read_bounces)
every("look-after-readers", minutes=60, task=look_after_readers)
every("order-news", minutes=5, task=order_news)
every("begin-planned", minutes=1, task=begin_planned)  # an editor sets a time to the minute
every("carry-on-mailings", minutes=5, task=carry_on_mailings)
