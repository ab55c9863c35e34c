"""What runs later for stories."""

from __future__ import annotations

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.stories import actions


@job(attempts=1)
def group_items() -> None:
    """Put the items that have no story yet into one."""
    for _ in actions.group_new_items():
        pass


every("group-items", minutes=1, task=group_items)
