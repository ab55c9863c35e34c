"""How a run of a task is written down, only by the worker that still holds it.

Each change names the run by the time of its claim: a worker that was thought dead and comes
back finds that its run is no longer its own, and changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from traceback import format_exception
from typing import Any, TypeVar

from django.db import OperationalError
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import is_locked_database_exception

from interlink.background.errors import WorkerLost

T = TypeVar("T")

LOCKED_TRIES = 6
LOCKED_PAUSE = 1.0
LONGEST_TRACEBACK = 20_000

Row = DBTaskResult[Any, Any]


def succeeded(row: Row, value: Any, *, now: datetime) -> bool:
    """Note that the run ended well. Returns False if the run is no longer ours."""
    return _change(
        row,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=now,
        return_value=value,
        exception_class_path="",
        traceback="",
    )


def failed(row: Row, error: BaseException, *, now: datetime) -> bool:
    """Note that the run failed for good. Returns False if the run is no longer ours."""
    return _change(row, status=TaskResultStatus.FAILED, finished_at=now, **_told(error))


def waits(row: Row, error: BaseException, *, until: datetime) -> bool:
    """Put the task back in the queue after a failure, to run no earlier than `until`."""
    return _change(row, status=TaskResultStatus.READY, run_after=until, **_told(error))


def handed_back(row: Row, *, now: datetime) -> bool:
    """Put the task back as if this run had never begun, because the worker is told to stop."""
    return _change(row, status=TaskResultStatus.READY, run_after=now, worker_ids=row.worker_ids[:-1])


def lost(row: Row, *, until: datetime) -> bool:
    """Put the task of a worker that is gone back in the queue."""
    return _change(row, status=TaskResultStatus.READY, run_after=until)


def given_up(row: Row, losses: int, *, now: datetime) -> bool:
    """Note that a task was cut off too often to be tried again."""
    return failed(row, WorkerLost(row.task_path, losses), now=now)


def patiently(change: Callable[[], T]) -> T:
    """Do a change of the database, waiting while somebody else has it locked.

    Raises:
        django.db.OperationalError: it stayed locked, or something else is wrong with it.
    """
    for _ in range(LOCKED_TRIES - 1):
        try:
            return change()
        except OperationalError as error:
            if not is_locked_database_exception(error):
                raise
            time.sleep(LOCKED_PAUSE)
    return change()


def _change(row: Row, **fields: Any) -> bool:
    """Change the row if it is still in the run that `row` stands for."""
    held = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    if patiently(lambda: held.update(**fields)) == 0:
        return False
    for name, value in fields.items():
        setattr(row, name, value)
    return True


def _told(error: BaseException) -> dict[str, Any]:
    """Return the columns that tell an error."""
    kind = type(error)
    return {
        "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
        "traceback": "".join(format_exception(error))[-LONGEST_TRACEBACK:],
        "return_value": None,
    }
