"""What is asked about background work: what waits, what runs, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from interlink.background import records
from interlink.background.models import WorkerLease
from interlink.background.rules import SILENCE

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that failed for good.

    Attributes:
        task: its name as words, such as "take capture".
        arguments: what it was called with, in short.
        reason: why, in the error's own words.
        failed_at: when.
        runs: how often it was tried.
    """

    task: str
    arguments: str
    reason: str
    failed_at: datetime
    runs: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of the queue at a moment.

    Attributes:
        waiting: tasks that could run now.
        later: tasks that wait for their time, most of them to be tried again.
        running: tasks in work.
        failed: tasks given up in the last two weeks.
        workers: workers that gave a sign of life lately.
        failures: the latest of the failed ones.
    """

    waiting: int
    later: int
    running: int
    failed: int
    workers: int
    failures: tuple[Failure, ...]


def look(*, now: datetime, latest: int = 5) -> Overview:
    """Return what waits, runs and failed, with the latest failures in plain words."""
    ready, status = Q(status=TaskResultStatus.READY), TaskResultStatus
    at_once = Q(run_after=get_date_max()) | Q(run_after__lte=now)
    counts = DBTaskResult.objects.order_by().aggregate(
        waiting=Count("pk", filter=ready & at_once),
        later=Count("pk", filter=ready & ~at_once),
        running=Count("pk", filter=Q(status=status.RUNNING)),
        failed=Count("pk", filter=Q(status=status.FAILED)),
    )
    rows = DBTaskResult.objects.filter(status=status.FAILED).order_by("-finished_at")[:latest]
    return Overview(
        **counts,
        workers=WorkerLease.objects.filter(heartbeat_at__gte=now - SILENCE).count(),
        failures=tuple(_failure(row, now) for row in rows),
    )


def is_pending(task: Task[..., Any], **arguments: object) -> bool:
    """Say whether a task with these arguments waits or runs.

    Args:
        task: the task.
        arguments: those that it was enqueued with, by name.
    """
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    rows = DBTaskResult.objects.filter(task_path=task.module_path, status__in=unfinished)
    return any(kept["kwargs"] == arguments for kept in rows.values_list("args_kwargs", flat=True))


def reason(row: records.Row) -> str:
    """Return why a task failed, in the words of its error; the error's kind when it has none."""
    kind = row.exception_class_path.removeprefix("builtins.")
    _, found, message = row.traceback.rpartition(f"{kind}: ")
    words = " ".join(message.split()) if found else ""
    return (words or kind.rpartition(".")[2] or "No reason was given.")[:LONGEST_REASON]


def _failure(row: records.Row, now: datetime) -> Failure:
    given = row.args_kwargs
    parts = [*map(str, given["args"]), *(f"{name}={value}" for name, value in given["kwargs"].items())]
    return Failure(
        task=row.task_path.rpartition(".")[2].replace("_", " "),
        arguments=", ".join(parts)[:80],
        reason=reason(row),
        failed_at=row.finished_at or now,
        runs=len(row.worker_ids),
    )
