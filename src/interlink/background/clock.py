"""The clock: enqueues what is periodic when its turn has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections, connections, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from interlink.background.errors import NameTaken
from interlink.background.models import Periodic
from interlink.background.rules import due_slot

logger = logging.getLogger(__name__)

TICK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Beat:
    """A job and how often it has its turn."""

    name: str
    interval: timedelta
    task: Task[[], Any]


_beats: dict[str, Beat] = {}


def every(name: str, *, minutes: float, task: Task[[], Any]) -> None:
    """Have the clock enqueue a task without arguments, again and again.

    Belongs in an app's `tasks.py`. The task is skipped while its last turn still waits or runs,
    and a pause of the desk is made up for once.

    Args:
        name: unique; the turn is remembered under it.
        minutes: how far turns lie apart.
        task: what to enqueue.

    Raises:
        NameTaken: another task has that name.
    """
    beat = Beat(name, timedelta(minutes=minutes), task)
    known = _beats.get(name)
    if known is not None and known.task.module_path != task.module_path:
        raise NameTaken(name)
    _beats[name] = beat


def registered() -> Mapping[str, Beat]:
    """Return the periodic jobs by name."""
    return dict(_beats)


def discover() -> None:
    """Import `tasks.py` of each installed app, which registers what is periodic.

    Workers and the clock do this, not each process at its start: tasks pull in heavy libraries.
    """
    autodiscover_modules("tasks")


class Clock:
    """Looks once a second what is due, and enqueues it.

    Several clocks may run at once; of those that see the same turn, one wins.
    """

    def __init__(self, beats: Mapping[str, Beat] | None = None, *, now: Callable[[], datetime] = timezone.now) -> None:
        """Make a clock.

        Args:
            beats: the periodic jobs; all registered ones by default.
            now: the time.
        """
        self._given = beats
        self._now = now

    def run(self, stop: threading.Event) -> None:
        """Tick until `stop` is set. A locked database or a full disk only costs a turn."""
        while not stop.wait(TICK_SECONDS):
            close_old_connections()
            try:
                self.tick()
            except DatabaseError as error:
                logger.warning("The clock could not look what is due: %s", error)
        connections.close_all()

    def tick(self) -> tuple[str, ...]:
        """Enqueue what is due now and return the names."""
        now = self._now()
        beats = registered() if self._given is None else self._given
        noted = Periodic.objects.in_bulk(list(beats))
        return tuple(name for name, beat in beats.items() if self._turn(beat, noted.get(name), now))

    def _turn(self, beat: Beat, noted: Periodic | None, now: datetime) -> bool:
        """Enqueue the job if it is due, not still at work, and no other clock was faster."""
        last = noted.last_enqueued if noted else None
        slot = due_slot(last=last, interval=beat.interval, now=now)
        if slot is None or (noted is not None and _at_work(noted)):
            return False
        with transaction.atomic():
            if noted is None:
                Periodic.objects.get_or_create(name=beat.name)
            if not Periodic.objects.filter(name=beat.name, last_enqueued=last).update(last_enqueued=slot):
                return False
            result = beat.task.enqueue()
            Periodic.objects.filter(name=beat.name).update(last_task=result.id)
        return True


def _at_work(noted: Periodic) -> bool:
    """Say whether the job's last turn still waits or runs."""
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if noted.last_task is None:
        return False
    return DBTaskResult.objects.filter(pk=noted.last_task, status__in=unfinished).exists()
