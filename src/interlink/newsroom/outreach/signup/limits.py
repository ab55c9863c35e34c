"""Counting who asks, without keeping who it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from interlink.newsroom.outreach.models import Counter
from interlink.newsroom.outreach.signup import rules

ALL, BRAKED = "all", "braked"


@transaction.atomic
def within(what: str, most: int, span: timedelta, now: datetime) -> bool:
    """Count one more of something in this hour or day, and say whether it is within the limit."""
    return _count(what, span, now) <= most


def counted(what: str, span: timedelta, now: datetime) -> int:
    """Return how much of something was counted in this hour or day."""
    row = Counter.objects.filter(label=_label(what, span, now)).first()
    return row.count if row else 0


def brake(now: datetime) -> bool:
    """Count one more form from anywhere, and say whether the form has to pause for the rest of the hour."""
    if within(ALL, settings.INTERLINK_SIGNUPS_AN_HOUR, rules.HOUR, now):
        return False
    with transaction.atomic():
        _count(BRAKED, rules.DAY, now, kept=rules.DAY)
    return True


def braked(now: datetime) -> int:
    """Return how many forms were turned away today and yesterday because too many came from everywhere."""
    labels = [_label(BRAKED, rules.DAY, moment) for moment in (now, now - rules.DAY)]
    return sum(Counter.objects.filter(label__in=labels).values_list("count", flat=True))


def forget(now: datetime) -> None:
    """Drop what was counted in earlier hours and days."""
    Counter.objects.filter(until__lte=now).delete()


def _count(what: str, span: timedelta, now: datetime, kept: timedelta = timedelta(0)) -> int:
    until = rules.window_of(now, span) + span + kept
    row, made = Counter.objects.get_or_create(label=_label(what, span, now), defaults={"until": until, "count": 1})
    if made:
        return 1
    Counter.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return row.count + 1


def _label(what: str, span: timedelta, now: datetime) -> str:
    return rules.label(what, settings.SECRET_KEY, rules.window_of(now, span))
