"""How much was reported, by week and by outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from interlink.newsroom.stories.models import Membership, Standing, Story

# Named one by one, so that an index in this order serves.
_THERE = (Standing.OPEN, Standing.CLIPPED, Standing.IGNORED)
Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class OutletShare:
    """What one outlet reported.

    Attributes:
        name: the outlet.
        reports: how many reports.
        clipped: how many of them are in stories that became posts.
    """

    name: str
    reports: int
    clipped: int


def by_period(periods: Sequence[Period]) -> list[int]:
    """Count the stories that name a subject, each in the period of its latest report."""
    if not periods:
        return []
    found = Story.objects.filter(
        standing__in=_THERE, watched=True, last_at__gte=min(first for first, _after in periods)
    )
    # Weeks adjoin, and a comparison for each of their ends costs half of two for each of them.
    ends = sorted({end for period in periods for end in period})
    counts = {f"since_{place}": Count("pk", filter=Q(last_at__gte=end)) for place, end in enumerate(ends)}
    counted = found.order_by().aggregate(**counts)
    since = {end: counted[f"since_{place}"] for place, end in enumerate(ends)}
    return [since[first] - since[after] for first, after in periods]


def by_outlet(since: datetime, most: int) -> list[OutletShare]:
    """Return who reported most in the stories that name a subject and have a report since then."""
    rows = Membership.objects.filter(story__standing__in=_THERE, story__watched=True, story__last_at__gte=since)
    counted = (
        rows.order_by()
        .values_list("item__source__name")
        .annotate(reports=Count("pk"), clipped=Count("pk", filter=Q(story__standing=Standing.CLIPPED)))
    )
    return [OutletShare(*row) for row in counted.order_by("-reports", "item__source__name")[:most]]
