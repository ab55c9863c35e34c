"""Writing public addresses later."""

from __future__ import annotations

from collections.abc import Iterable

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from interlink.background.jobs import job
from interlink.newsroom.press.bake.actions import bake_addresses, bake_all
from interlink.newsroom.press.telling import tell_soon


@job(attempts=5, priority=10)
def bake_touched(addresses: list[str]) -> None:
    """Write the public addresses that a change touched, and have the hub told of the feeds among them."""
    tell_soon(bake_addresses(addresses).feeds)


@job(attempts=3)
def bake_everything() -> None:
    """Write the whole site, which also mends what a lost task or a deleted file left."""
    bake_all()


def bake_everything_soon() -> None:
    """Have the whole site written once the change that touches most of it is stored."""
    waiting = DBTaskResult.objects.filter(task_path=bake_everything.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        bake_everything.enqueue()


def bake_soon(addresses: Iterable[str]) -> None:
    """Have addresses written once the change that touches them is stored.

    The queue is in the same database, so no bake is lost between the change and its task.
    """
    touched = sorted(set(addresses))
    if touched:
        bake_touched.enqueue(addresses=touched)
