"""What the queue does for itself: forget what ended long ago."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.background.models import LostRun

DAYS_KEPT = 14
MINUTES_IN_A_DAY = 24 * 60


@job(attempts=3)
def prune_results() -> None:
    """Forget results of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=DAYS_KEPT, verbosity=0)
    # A task may wait longer than it is remembered how often it was lost; it then only gets more tries.
    LostRun.objects.filter(lost_at__lte=timezone.now() - timedelta(days=DAYS_KEPT)).delete()


every("prune-results", minutes=MINUTES_IN_A_DAY, task=prune_results)
