"""What runs later for the public site."""

from __future__ import annotations

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.press.bake.actions import bake_addresses, bake_all

MINUTES_IN_A_DAY = 24 * 60


@job(attempts=5, priority=10)
def bake_touched(addresses: list[str]) -> None:
    """Write the public addresses that a change touched."""
    bake_addresses(addresses)


@job(attempts=3)
def bake_everything() -> None:
    """Write the whole site, which also mends what a lost task or a deleted file left."""
    bake_all()


every("bake-everything", minutes=MINUTES_IN_A_DAY, task=bake_everything)
