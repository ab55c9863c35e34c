"""What happens when a hub tells of news: the source is asked, and what was pushed is never read.

So there is one way in, the polling, and a hub can at most make us look.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from interlink.newsroom.watch.models import Source
from interlink.newsroom.watch.websub import rules
from interlink.newsroom.watch.websub.models import Asking

_LOOKED_BACK = timedelta(hours=1)


@transaction.atomic
def note(source: Source, now: datetime) -> None:
    """Let a source be asked at once, since its hub tells of news."""
    Asking.objects.filter(source=source).update(told=now)
    due = rules.due_when_told(now, source.last_check, source.failures)
    Source.objects.filter(pk=source.pk, active=True, next_check__gt=due).update(next_check=due)


def look_again(now: datetime) -> int:
    """Ask sources a second time whose hub told of news two minutes ago, and return how many.

    The first look may have come too early, or have begun before the news and ended after it.
    """
    told = Asking.objects.filter(
        told__lte=now - rules.SECOND_LOOK, told__gt=now - _LOOKED_BACK, source__active=True, source__failures=0,
        source__last_check__lt=F("told") + rules.SECOND_LOOK, source__next_check__gt=now,
    )  # fmt: skip
    return Source.objects.filter(pk__in=list(told.values_list("pk", flat=True))).update(next_check=now)
