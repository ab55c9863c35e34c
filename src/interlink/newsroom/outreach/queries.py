"""What is asked about mail."""

from __future__ import annotations

from django.db.models import Count

from interlink.newsroom.outreach.models import Handover, Mailing, Subscriber


def counts(mailing: Mailing) -> dict[Handover, int]:
    """Return how many deliveries of a mailing are in each state."""
    rows = mailing.deliveries.values_list("state").annotate(rows=Count("pk"))
    return dict.fromkeys(Handover, 0) | {Handover(state): number for state, number in rows}


def readers(language: str) -> int:
    """Return how many people get the digest in a language."""
    return Subscriber.objects.filter(language=language, confirmed_at__isnull=False, left_at=None).count()
