"""What is asked about mails that came back: numbers, and no names."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from interlink.newsroom.outreach.bounces import rules
from interlink.newsroom.outreach.bounces.models import Bounce, Box, Trouble


def lately(now: datetime) -> dict[str, int]:
    """Return how many mails came back in the last thirty days, by what was said of them."""
    rows = Bounce.objects.filter(at__gt=now - rules.SOFT_WITHIN).order_by().values_list("trouble")
    return dict.fromkeys(Trouble.values, 0) | dict(rows.annotate(rows=Count("pk")))


def problem() -> str:
    """Return what stood in the way when the mailbox was read last; empty if nothing did."""
    return next(iter(Box.objects.exclude(problem="").values_list("problem", flat=True)), "")
