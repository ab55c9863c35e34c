"""What stories make of changed mentions: whether they are watched, and how relevant they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from interlink.newsroom.stories import telling
from interlink.newsroom.stories.models import Story
from interlink.newsroom.watch import looking_again
from interlink.newsroom.watch.models import Mention


@transaction.atomic
def weigh_again(items: Collection[int]) -> None:
    """Put the stories of these items right after names were found or dropped in them."""
    for story in Story.objects.filter(memberships__item_id__in=items).distinct():
        story.watched = Mention.objects.filter(item__membership__story=story).exists()
        story.save(update_fields=["watched"])
        telling.weigh_relevance(story)


def look_again(number: int, now: datetime) -> int:
    """Look at the items of late again, and put right the stories they are in; returns how many items changed."""
    changed = 0
    for items in looking_again.go_on(number, now):
        weigh_again(items)
        changed += len(items)
    return changed
