"""What is asked about alerts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from interlink.newsroom.press.alerts.rules import Kind, State
from interlink.newsroom.press.models import Alert, PostPage


@dataclass(frozen=True, slots=True)
class Choice:
    """Which alerts to show; None stands for all."""

    state: State | None = State.NEW
    kind: Kind | None = None


def alerts(choice: Choice) -> QuerySet[Alert]:
    """Return the chosen alerts, what matters most first, with what a list shows of each."""
    found = Alert.objects.select_related("capture", "check_row", "check_row__capture", "post")
    if choice.state is not None:
        found = found.filter(state=choice.state.value)
    if choice.kind is not None:
        found = found.filter(kind=choice.kind.value)
    return found.prefetch_related(Prefetch("capture__posts", PostPage.objects.select_related("locale").order_by("pk")))


def count_by_state() -> dict[str, int]:
    """Return how many alerts are in each state; states that none is in are left out."""
    return dict(Alert.objects.order_by().values_list("state").annotate(number=Count("pk")))


def count_by_kind(state: State | None) -> dict[str, int]:
    """Return how many alerts in a state, or in any, are of each kind; kinds that none is of are left out."""
    found = Alert.objects.order_by() if state is None else Alert.objects.order_by().filter(state=state.value)
    return dict(found.values_list("kind").annotate(number=Count("pk")))


def new_alerts() -> int:
    """Return how many alerts nobody has looked at."""
    return Alert.objects.filter(state=State.NEW.value).count()


def latest_of(captures: Iterable[int]) -> dict[int, Alert]:
    """Return the latest alert about each of some captures, by the capture's key."""
    found = Alert.objects.filter(capture__in=list(captures)).order_by("raised_at", "pk")
    return {alert.capture_id: alert for alert in found}
