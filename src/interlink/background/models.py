"""What is stored beside the queue itself: leases of workers, lost runs, turns of periodic jobs."""

from __future__ import annotations

from django.db import models

from interlink.background.rules import Owner


class WorkerLease(models.Model):
    """A worker's sign of life; its tasks go back to the queue when it is gone."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    place = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id

    @property
    def owner(self) -> Owner:
        """The lease as the rules see it."""
        return Owner(place=self.place, pid=self.pid, started=self.started, heartbeat_at=self.heartbeat_at)


class LostRun(models.Model):
    """One run of a task that was cut off because its worker went away."""

    task_id = models.UUIDField(db_index=True)
    worker_id = models.CharField(max_length=64)
    lost_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_id} lost by {self.worker_id}"


class Periodic(models.Model):
    """The last turn of a job that the clock enqueues."""

    name = models.CharField(max_length=100, primary_key=True)
    last_enqueued = models.DateTimeField(null=True)
    last_task = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.name
