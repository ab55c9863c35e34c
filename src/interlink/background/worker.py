"""The worker: takes tasks from the queue one at a time and runs them.

It is django_tasks_db's worker with what that lacks: a lease and a heartbeat, the reaper,
retries, patience with a locked database, and a stop that loses nothing.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, OperationalError, close_old_connections, connections
from django.utils import timezone
from django_tasks.base import DEFAULT_TASK_BACKEND_ALIAS, TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from interlink.background import leases, reaper, records
from interlink.background.clock import Clock, discover
from interlink.background.jobs import DEFAULT_ATTEMPTS, Job
from interlink.background.models import LostRun
from interlink.background.rules import HEARTBEAT, SILENCE, RunAgain, after_failure

logger = logging.getLogger(__name__)

ATTEMPTS_OF_OTHERS = 1
PAUSE_SECONDS = 0.5
GRACE_SECONDS = 8.0


class LeasedWorker(Worker):
    """Runs tasks until it is told to stop.

    Told to stop, it ends the running task first. A task that takes longer than the grace goes
    back to the queue as if it had not begun, and the process ends.
    """

    def __init__(
        self,
        *,
        interval: float = PAUSE_SECONDS,
        grace: float = GRACE_SECONDS,
        batch: bool = False,
        now: Callable[[], datetime] = timezone.now,
    ) -> None:
        """Make a worker.

        Args:
            interval: seconds between two looks at an empty queue.
            grace: seconds that a running task gets after the order to stop.
            batch: end when the queue has nothing to run now.
            now: the clock.
        """
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=leases.new_worker_id(),
            excluded_queue_names=[],
        )
        self.grace = grace
        self.now = now
        self._current: records.Row | None = None
        self._busy = False
        self._ended = threading.Event()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Take the order to stop. Only sets a flag: more is not safe in a signal handler."""
        del signum, frame
        self.running = False

    def run(self) -> None:
        """Work until told to stop, or in batch mode until nothing is left to run now."""
        records.patiently(lambda: leases.beat(self.worker_id, now=self.now()))
        records.patiently(lambda: reaper.reap(now=self.now()))
        keeper = threading.Thread(target=self._keep_lease, name="lease", daemon=True)
        keeper.start()
        try:
            while self.running:
                if self.step():
                    continue
                close_old_connections()  # not between tasks: opening one costs as much as a small task
                if self.batch:
                    break
                time.sleep(self.interval)
        finally:
            self._ended.set()
            keeper.join()
        # Only a worker that ends well gives its lease up: after a crash the reaper asks whose task it was.
        records.patiently(lambda: leases.release(self.worker_id))

    @property
    def tasks_run(self) -> int:
        """How many tasks this worker has run."""
        return self._run_tasks

    def step(self) -> bool:
        """Run the next task that is ready. Returns False when there is none, or the database is locked."""
        row = self._claim()
        self._busy = row is not None
        if row is None:
            return False
        self.run_task(row)
        return True

    def run_task(self, db_task_result: records.Row) -> None:
        """Run one claimed task and note how it ended."""
        row = db_task_result
        self._current, self.running_task = row, True
        try:
            value = normalize_json(self._call(row))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the outer edge of a task: noted in the queue
            self._note_failure(row, error)
        else:
            if records.succeeded(row, value, now=self.now()):
                self._tell_finished(row)
            else:
                logger.warning("%s ended, but another worker has it by now.", row.task_name)
        finally:
            self._current, self.running_task = None, False
            self._run_tasks += 1

    def _claim(self) -> records.Row | None:
        """Take the next task that is ready, so that no other worker does."""
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        try:
            if not (self._busy or ready.exists()):  # an idle worker takes no write lock
                return None
            with exclusive_transaction(ready.db):
                row = ready.get_locked()
                if row is not None:
                    row.claim(self.worker_id)
                return row
        except OperationalError as error:
            if is_locked_database_exception(error):
                return None
            raise

    def _call(self, row: records.Row) -> Any:
        task, result = row.task, row.task_result
        task_started.send(sender=type(task.get_backend()), task_result=result)
        if task.takes_context:
            return task.call(TaskContext(task_result=cast("Any", result)), *result.args, **result.kwargs)
        return task.call(*result.args, **result.kwargs)

    def _note_failure(self, row: records.Row, error: BaseException) -> None:
        now = self.now()
        decision = after_failure(
            failures=len(row.worker_ids) - LostRun.objects.filter(task_id=row.pk).count(),
            attempts=_attempts_of(row),
            again=bool(getattr(error, "again", True)),
            now=now,
            spread=random.uniform(-1, 1),  # noqa: S311 - not a secret
        )
        if isinstance(decision, RunAgain):
            records.waits(row, error, until=decision.at)
            pause = round((decision.at - now).total_seconds())
            logger.warning("%s did not work (%s). It is tried again in %d s.", row.task_name, error, pause)
        elif records.failed(row, error, now=now):
            self._tell_finished(row)

    def _tell_finished(self, row: records.Row) -> None:
        """Tell who listens to the task library's signals."""
        try:
            task_finished.send(sender=type(row.task.get_backend()), task_result=row.task_result)
        except (ImportError, SuspiciousOperation):
            logger.warning("%s is no task of this version.", row.task_path)

    def _keep_lease(self) -> None:
        """Renew the lease, reap, and watch over the end; runs in a thread of its own."""
        next_beat, next_strays = time.monotonic() + HEARTBEAT.total_seconds(), time.monotonic()
        stop_by: float | None = None
        while not self._ended.wait(min(self.interval, PAUSE_SECONDS)):
            clock = time.monotonic()
            try:
                if clock >= next_beat:
                    next_beat = clock + HEARTBEAT.total_seconds()
                    leases.beat(self.worker_id, now=self.now())
                    reaper.reap(now=self.now())
                if clock >= next_strays:
                    next_strays = clock + SILENCE.total_seconds()
                    reaper.reap_strays(now=self.now())
            except DatabaseError as error:  # a locked database or a full disk: the next beat may pass
                logger.warning("The worker could not renew its lease: %s", error)
            if not self.running:
                stop_by = stop_by or clock + self.grace
                if clock >= stop_by:
                    self._leave()
        connections.close_all()

    def _leave(self) -> None:
        """Hand the running task back and end the process: it took longer than the grace."""
        row = self._current
        try:
            if row is not None:
                records.handed_back(row, now=self.now())
                logger.warning("%s was not done in time and runs again after the next start.", row.task_name)
            leases.release(self.worker_id)
        except DatabaseError as error:  # the reaper will find it
            logger.warning("The running task could not be handed back: %s", error)
        finally:
            os._exit(os.EX_OK)


def run_worker(*, clock: bool = True, grace: float = GRACE_SECONDS) -> None:
    """Work until SIGTERM or SIGINT, with the clock in a thread beside it unless told otherwise.

    Call it in the main thread of a process of its own, after `django.setup()`.
    """
    discover()
    worker = LeasedWorker(grace=grace)
    worker.configure_signals()
    stop = threading.Event()
    ticking = threading.Thread(target=Clock().run, args=(stop,), name="clock", daemon=True)
    if clock:
        ticking.start()
    try:
        worker.run()
    finally:
        stop.set()
        if clock:
            ticking.join(timeout=2)


def run_clock() -> None:
    """Run the clock alone until SIGTERM or SIGINT."""
    discover()
    stop = threading.Event()
    ticking = threading.Thread(target=Clock().run, args=(stop,), name="clock", daemon=True)
    ending = [False]

    def end(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        ending[0] = True  # an Event is not safe to set in a signal handler

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    ticking.start()
    while not ending[0]:
        time.sleep(PAUSE_SECONDS)
    stop.set()
    ticking.join(timeout=2)


def run_until_idle() -> int:
    """Run all tasks that are ready now, in this process, and return how many ran."""
    worker = LeasedWorker(batch=True)
    worker.run()
    return worker.tasks_run


def _attempts_of(row: records.Row) -> int:
    """Return how often the task may be tried; a library's own tasks never promised to bear it."""
    try:
        task = row.task
    except (ImportError, SuspiciousOperation):
        return DEFAULT_ATTEMPTS  # perhaps a newer version's task, and this worker is about to be replaced
    return task.attempts if isinstance(task, Job) else ATTEMPTS_OF_OTHERS
