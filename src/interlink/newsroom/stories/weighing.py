"""What a decision about one story changes for those like it that are still to be decided."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from interlink.newsroom.stories import telling, traits
from interlink.newsroom.stories.models import Standing, Story, Trait

# Of each source and subject; what is older waits for its next report.
MOST_WEIGHED = 40


def weigh_those_like(stories: Collection[int]) -> int:
    """Weigh the latest open stories of the inbox anew that share a source or a subject with these; return how many."""
    decided = Story.objects.filter(pk__in=stories)
    like = {key for word in {word for story in decided for word in traits.abouts(story)} for key in _open(word)}
    for key in sorted(like):
        _weigh(key)
    return len(like)


def _open(word: str) -> Collection[int]:
    rows = Trait.objects.filter(word=word, standing=Standing.OPEN, watched=True).order_by("-last_at")
    return rows.values_list("story_id", flat=True)[:MOST_WEIGHED]


@transaction.atomic
def _weigh(key: int) -> None:
    story = Story.objects.select_for_update().filter(pk=key).first()
    if story is not None:
        telling.weigh_relevance(story)
