"""Jobs: functions that a worker runs later, again when they fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django_tasks.base import DEFAULT_TASK_PRIORITY, DEFAULT_TASK_QUEUE_NAME, Task

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task[P, T]):
    """A task that knows how often it may be tried."""

    attempts: int = DEFAULT_ATTEMPTS


def job(
    *,
    attempts: int = DEFAULT_ATTEMPTS,
    priority: int = DEFAULT_TASK_PRIORITY,
    queue_name: str = DEFAULT_TASK_QUEUE_NAME,
) -> Callable[[Callable[P, T]], Job[P, T]]:
    """Make a module-level function a job.

    Its arguments and result are JSON. A killed worker means that it runs again from its start,
    so running twice must do no harm. When it raises an error, it is tried again with growing
    pauses, unless the error has an attribute `again` that is false.

    Enqueue in the transaction that stores what the job is about: the queue is in the same database,
    so that both are there or neither, and no worker sees the one without the other.

    Args:
        attempts: how often it may fail before it is given up.
        priority: from -100 to 100, higher runs first.
        queue_name: the queue it waits in; our workers serve all queues.
    """

    def decorate(function: Callable[P, T]) -> Job[P, T]:
        return Job(func=function, attempts=attempts, priority=priority, queue_name=queue_name)

    return decorate
