"""The reaper: puts back what a worker that is gone was running."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from interlink.background import places, records
from interlink.background.models import LostRun, WorkerLease
from interlink.background.rules import SILENCE, RunAgain, after_loss, is_gone

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reaped:
    """What one round of the reaper did."""

    requeued: int = 0
    given_up: int = 0


def reap(*, now: datetime) -> Reaped:
    """Requeue or give up each task whose worker is gone, and drop that worker's lease.

    Cheap when nobody died: it reads the few leases only.
    """
    dead = [lease.worker_id for lease in WorkerLease.objects.all() if _is_gone(lease, now)]
    if not dead:
        return Reaped()
    reaped = _put_back([row for row in _running() if _holder(row) in dead], now=now)
    WorkerLease.objects.filter(worker_id__in=dead).delete()
    return reaped


def reap_strays(*, now: datetime) -> Reaped:
    """Requeue or give up running tasks whose worker has no lease at all.

    They come from a desk that was copied or restored, or from a lease deleted by hand. A worker
    of another make has no lease either; it gets the time of a silent worker.
    """
    known = set(WorkerLease.objects.values_list("worker_id", flat=True))
    old = _running().filter(started_at__lt=now - SILENCE)
    return _put_back([row for row in old if _holder(row) not in known], now=now)


def _running() -> QuerySet[records.Row]:
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)


def _holder(row: records.Row) -> str | None:
    return row.worker_ids[-1] if row.worker_ids else None


def _is_gone(lease: WorkerLease, now: datetime) -> bool:
    here = places.this_place()
    seen = places.process_start(lease.pid) if lease.place == here else None
    return is_gone(lease.owner, here=here, seen=seen, now=now)


def _put_back(rows: list[records.Row], *, now: datetime) -> Reaped:
    requeued = given_up = 0
    for row in rows:
        losses = LostRun.objects.filter(task_id=row.pk).count() + 1
        decision = after_loss(losses=losses, now=now, spread=random.uniform(-1, 1))  # noqa: S311 - not a secret
        with transaction.atomic():
            if isinstance(decision, RunAgain):
                ours = records.lost(row, until=decision.at)
            else:
                ours = records.given_up(row, losses, now=now)
            if not ours:  # another reaper was faster, or the task ended after all
                continue
            LostRun.objects.create(task_id=row.pk, worker_id=_holder(row) or "", lost_at=now)
        if isinstance(decision, RunAgain):
            requeued += 1
            logger.warning("A worker went away in the middle of %s; it runs again.", row.task_name)
        else:
            given_up += 1
            logger.error("%s lost its worker %d times; it is not tried again.", row.task_name, losses)
    return Reaped(requeued=requeued, given_up=given_up)
