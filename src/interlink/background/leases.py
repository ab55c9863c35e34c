"""A worker's lease: taken at the start, renewed by heartbeats, released at the end."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from interlink.background.models import WorkerLease
from interlink.background.places import host_name, this_place, this_process


def new_worker_id() -> str:
    """Return an id for a worker in this process, unique and readable."""
    pid, _ = this_process()
    return f"{host_name()[:32]}:{pid}:{uuid4().hex[:8]}"


def beat(worker_id: str, *, now: datetime) -> None:
    """Take the lease, or renew it.

    A lease that another worker's reaper removed by mistake comes back at the next beat.
    """
    pid, started = this_process()
    WorkerLease.objects.update_or_create(
        worker_id=worker_id,
        defaults={"heartbeat_at": now},
        create_defaults={
            "host": host_name(),
            "place": this_place(),
            "pid": pid,
            "started": started,
            "began_at": now,
            "heartbeat_at": now,
        },
    )


def release(worker_id: str) -> None:
    """Give the lease up."""
    WorkerLease.objects.filter(worker_id=worker_id).delete()
