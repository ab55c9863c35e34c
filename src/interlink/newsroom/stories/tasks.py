"""What runs later for stories."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.stories import actions, renaming, weighing
from interlink.newsroom.watch import looking_again
from interlink.newsroom.watch.search import index
from interlink.newsroom.watch.tasks import compare_names


@job(attempts=1)
def group_items() -> None:
    """Put the items that have no story yet into one, and index what was read."""
    for _ in actions.group_new_items():
        pass
    index.catch_up()


every("group-items", minutes=1, task=group_items)


@job()
def look_again(number: int) -> None:
    """Look for the names as they are now in the items of late. A newer round takes this one's place."""
    renaming.look_again(number, timezone.now())


@job()
def weigh(items: list[int]) -> None:
    """Put the stories of some items right after names were found or dropped in them."""
    renaming.weigh_again(items)


@job(priority=-10)
def weigh_those_like(stories: list[int]) -> None:
    """Weigh the open stories anew that are like some that were decided about. What editors wait for goes first."""
    weighing.weigh_those_like(stories)


@transaction.atomic
def names_changed(now: datetime) -> None:
    """Have the items of late looked at again in the background, and subjects compared, since names were changed."""
    look_again.enqueue(looking_again.begin(now).pk)
    compare_names.enqueue()
