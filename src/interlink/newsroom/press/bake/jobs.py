"""Writing public addresses later."""

from __future__ import annotations

from collections.abc import Iterable

from interlink.background.jobs import job
from interlink.newsroom.press.bake.actions import bake_addresses


@job(attempts=5, priority=10)
def bake_touched(addresses: list[str]) -> None:
    """Write the public addresses that a change touched."""
    bake_addresses(addresses)


def bake_soon(addresses: Iterable[str]) -> None:
    """Have addresses written once the change that touches them is stored.

    The queue is in the same database, so no bake is lost between the change and its task.
    """
    touched = sorted(set(addresses))
    if touched:
        bake_touched.enqueue(addresses=touched)
