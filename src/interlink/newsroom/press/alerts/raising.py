"""Raising alerts: one for each look that told of news."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from interlink.lib.verdicts.findings import REMOVALS, Verdict
from interlink.lib.verdicts.weight import weigh
from interlink.newsroom.evidence.checking import Concerns
from interlink.newsroom.evidence.models import Check
from interlink.newsroom.evidence.queries import difference
from interlink.newsroom.press.alerts import rules
from interlink.newsroom.press.models import Alert


def raise_alerts(concerns: Concerns) -> list[Alert]:
    """Raise an alert for each look that told of news and has none; safe to call again.

    Args:
        concerns: What matters in a capture, to say what an edit touches.
    """
    waiting = Check.objects.filter(news=True, alert=None).select_related("capture").order_by("at", "pk")
    alerts = [alert for check in waiting if (alert := _alert(check, concerns)) is not None]
    with transaction.atomic():
        # Two runs at once raise the same ones; the second finds them there.
        Alert.objects.bulk_create(alerts, ignore_conflicts=True)
    return list(Alert.objects.filter(check_row__in=[alert.check_row for alert in alerts]).select_related("capture"))


def _alert(check: Check, concerns: Concerns) -> Alert | None:
    kind = rules.kind_of(Verdict(check.verdict))
    if kind is None:
        return None
    alert = Alert(
        check_row=check,
        capture=check.capture,
        kind=kind.value,
        raised_at=check.at,
        not_before=check.not_before,
        not_after=_first_missed(check) if kind in rules.REMOVALS else check.at,
        severity=rules.severity(kind, check.weight),
    )
    changed = difference(check)
    if changed is not None:
        weight = weigh(changed, concerns(check.capture))
        alert.touched, alert.words = sorted(one.value for one in weight.touched), list(weight.words)
        alert.severity = rules.severity(kind, weight.score)
    return alert


def _first_missed(check: Check) -> datetime:
    """Return when a removal that this look confirmed was first suspected."""
    looks = check.capture.checks.filter(at__lte=check.at, verdict__in=[one.value for one in REMOVALS])
    if check.not_before is not None:
        looks = looks.filter(at__gt=check.not_before)
    first = looks.order_by("at").values_list("at", flat=True).first()
    return first or check.at
