"""What is asked about evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from interlink.lib.verdicts.difference import Difference, differ
from interlink.newsroom.evidence.models import Capture, CaptureState, Check, Part, PartState, Sealing

MISSING_TOLD = 20
BEING_TAKEN = timedelta(minutes=5)
WAITING_FOR_STAMPS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a capture has come with what its page needs.

    Attributes:
        found: Parts that the page names.
        kept: Parts that we have, in this file or an earlier one.
        failed: Parts that could not be had.
        left_out: Parts that were not asked for, as there were too many, or the time was up.
        missing: Some of those that failed or were left out.
    """

    found: int = 0
    kept: int = 0
    failed: int = 0
    left_out: int = 0
    missing: tuple[Part, ...] = field(default=(), compare=False)

    @property
    def done(self) -> int:
        """How many parts are through, whatever came of them."""
        return self.kept + self.failed + self.left_out

    @property
    def is_partial(self) -> bool:
        """Whether something is missing, now or for good."""
        return self.kept < self.found


def progress(capture: Capture) -> Progress:
    """Return how far a capture has come with its parts."""
    counted = dict(capture.parts.order_by().values_list("state").annotate(number=Count("pk")))
    kept = counted.get(PartState.KEPT, 0) + counted.get(PartState.REVISIT, 0)
    # Of very many parts, those left out are not each in a row.
    without_row = max(0, capture.parts_found - sum(counted.values()))
    left_out = counted.get(PartState.LEFT_OUT, 0) + without_row
    else_told = capture.parts.filter(state__in=(PartState.FAILED, PartState.LEFT_OUT))[:MISSING_TOLD]
    failed = counted.get(PartState.FAILED, 0)
    return Progress(capture.parts_found, kept, failed, left_out, tuple(else_told) if left_out or failed else ())


def parts_of(capture: Capture) -> list[Part]:
    """Return what is told of a capture's parts: first what is missing, then the rest as it came."""
    return sorted(capture.parts.all(), key=lambda part: part.state not in (PartState.FAILED, PartState.LEFT_OUT))


def whole_captures() -> QuerySet[Capture]:
    """Return the captures whose pages are looked at again."""
    return Capture.objects.filter(state=CaptureState.WHOLE)


def due_captures(now: datetime) -> QuerySet[Capture]:
    """Return the captures whose pages are to be looked at now, the longest due first."""
    due = Q(next_check__isnull=True) | Q(next_check__lte=now)
    return whole_captures().filter(due).order_by(F("next_check").asc(nulls_first=True), "pk")


def unsealed_captures(now: datetime) -> QuerySet[Capture]:
    """Return the captures that wait to be sealed; one that is being taken just now is sealed by its taker."""
    older = Q(taken_at__lt=now - BEING_TAKEN)
    return whole_captures().filter(older, sealing=Sealing.OPEN).order_by("pk")


def unstamped_captures(now: datetime) -> QuerySet[Capture]:
    """Return the captures for which authorities are to be asked now, the longest due first."""
    return whole_captures().filter(stamps_due__lte=now).order_by("stamps_due", "pk")


def public_copies() -> QuerySet[Capture]:
    """Return the captures whose copies an editor has published, and not withdrawn."""
    return whole_captures().filter(public_since__isnull=False)


def unmoved_captures(now: datetime) -> QuerySet[Capture]:
    """Return the sealed captures that are still to go to the store: with all timestamps, or long without."""
    stamped = Q(stamps_due__isnull=True) | Q(sealed_at__lt=now - WAITING_FOR_STAMPS)
    return whole_captures().filter(stamped, sealing=Sealing.SEALED, moved_at__isnull=True).order_by("pk")


def unsure_captures() -> QuerySet[Capture]:
    """Return the captures whose last look was no verdict alone: a removal is suspected, or nothing was seen."""
    return whole_captures().filter(Q(suspected_since__isnull=False) | Q(in_vain__gt=0))


def count_by_mark(captures: QuerySet[Capture] | None = None) -> dict[str, int]:
    """Return how many captures, of some or of all, have each mark; marks that none has are left out."""
    counted = (
        (whole_captures() if captures is None else captures).order_by().values_list("mark").annotate(number=Count("pk"))
    )
    return dict(counted)


def difference(check: Check) -> Difference | None:
    """Return what was edited as this check saw it; None for a check that saw no new text."""
    if not check.text:
        return None
    return differ(_paragraphs(check.compared or check.capture.text), _paragraphs(check.text))


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def last_checks(captures: Iterable[Capture]) -> dict[int, Check]:
    """Return the last look at each of these captures, by the capture's key."""
    keys = [capture.pk for capture in captures]
    latest = Check.objects.filter(capture=OuterRef("pk")).order_by("-at", "-pk").values("pk")[:1]
    numbers = Capture.objects.filter(pk__in=keys).annotate(last=Subquery(latest)).values_list("last", flat=True)
    return {check.capture_id: check for check in Check.objects.filter(pk__in=[one for one in numbers if one])}
