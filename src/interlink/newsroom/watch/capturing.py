"""Capturing reports by themselves when a watched name is spotted in them: within a bound a day, the surest first.

Off unless the settings say otherwise. Each order is stored with its item in one transaction, so a round that is killed
has ordered a page or has not, and the next one goes on with what is left. The captures are taken in the background. No
person asked for them, so robots.txt is obeyed as in all watching.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from interlink.newsroom.evidence import actions
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.watch.models import Item, Mention, SpottedCapture

REACHES_BACK = timedelta(days=2)
"""What was over one day's bound may be captured on the next; a report that was first seen before this, no more."""


@dataclass(frozen=True, slots=True)
class Spotting:
    """Whether and what this desk captures by itself.

    Attributes:
        on: Whether it does.
        a_day: At most so many a day, in the desk's time zone.
        score: Names that were spotted with less certainty, 0 to 1, do not count.
        subjects: Names of the subjects that count, as the desk writes them; all, where it is empty.
    """

    on: bool
    a_day: int
    score: float
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """How far today's bound is spent."""

    taken: int
    bound: int

    @property
    def left(self) -> int:
        """How many more may be captured today."""
        return max(0, self.bound - self.taken)


def spotting() -> Spotting:
    """Return what the settings say."""
    return Spotting(
        settings.INTERLINK_CAPTURE_SPOTTED,
        settings.INTERLINK_SPOTTED_A_DAY,
        settings.INTERLINK_SPOTTED_SCORE,
        settings.INTERLINK_SPOTTED_SUBJECTS,
    )


def today(now: datetime) -> Today:
    """Return how many reports were captured by themselves today, and how many may be."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Today(SpottedCapture.objects.filter(ordered_at__gte=midnight).count(), spotting().a_day)


def capture_spotted(now: datetime) -> list[Capture]:
    """Order captures of the reports in which a watched name was spotted lately, as far as today's bound goes."""
    if not spotting().on:
        return []
    ordered = []
    for item in _waiting(now)[: today(now).left]:
        with transaction.atomic():
            capture = actions.order(item.address, now, by_itself=True)
            SpottedCapture.objects.create(item=item, capture=capture, ordered_at=now)
        ordered.append(capture)
    return ordered


def spotted_in(capture: Capture) -> list[Mention]:
    """Return the names that were spotted in the report for which a capture was taken by itself, each subject once."""
    found = Mention.objects.filter(item__spotted_capture__capture=capture).order_by("-score", "start")
    surest: dict[int, Mention] = {}
    for mention in found:
        surest.setdefault(mention.subject_id, mention)
    return list(surest.values())


def _waiting(now: datetime) -> QuerySet[Item]:
    """Return the reports to be captured, those in which a name is surest first, and of these the newest."""
    counts = Q(mentions__score__gte=spotting().score)
    if spotting().subjects:
        counts &= Q(mentions__subject__name__in=spotting().subjects)
    # What an editor has had captured already needs no second copy.
    there = Capture.objects.filter(address=OuterRef("address")).exclude(state=CaptureState.LET_GO)
    return (
        Item.objects.filter(counts, ~Exists(there), seen_at__gt=now - REACHES_BACK, spotted_capture=None)
        .exclude(address="")
        .annotate(surest=Max("mentions__score", filter=counts))
        .order_by("-surest", "-seen_at", "-pk")
    )
