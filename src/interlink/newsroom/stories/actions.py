"""What happens with stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from interlink.newsroom.stories import queries, rules
from interlink.newsroom.stories.models import Membership, Standing, Story
from interlink.newsroom.watch.models import Item

FIRST_REPORT = "first report"


@dataclass(frozen=True, slots=True)
class Grouped:
    """Where one item went; `joined` when the story was there before."""

    story: Story
    joined: bool


def group_new_items(now: datetime) -> Iterator[Grouped]:
    """Put every item that has no story yet into one, oldest first, yielding as it goes."""
    waiting = list(queries.items_without_story())
    window = queries.reports_since(min((item.when for item in waiting), default=now) - rules.WINDOW)
    weights = rules.rarity([*window, *map(queries.report, waiting)])
    for item in sorted(waiting, key=lambda item: (item.when, item.pk)):
        report = queries.report(item)
        match = rules.find_story(report, window, weights)
        grouped = _put(item, match)
        window.append(replace(report, story=grouped.story.pk))
        yield grouped


@transaction.atomic
def _put(item: Item, match: rules.Match | None) -> Grouped:
    watched = item.mentions.exists()
    if match is None:
        story = Story.objects.create(
            headline=item.title,
            language=item.language,
            first_at=item.when,
            last_at=item.when,
            watched=watched,
        )
        Membership.objects.create(story=story, item=item, reason=FIRST_REPORT)
        return Grouped(story, joined=False)
    story = Story.objects.get(pk=match.story)
    if item.when < story.first_at:
        story.first_at, story.headline, story.language = item.when, item.title, item.language
    story.last_at = max(story.last_at, item.when)
    story.watched = story.watched or watched
    story.save()
    Membership.objects.create(story=story, item=item, reason=match.reason)
    return Grouped(story, joined=True)


def ignore(story: Story) -> None:
    """Put a story aside."""
    _stand(story, Standing.IGNORED)


def reopen(story: Story) -> None:
    """Bring a story back to the inbox."""
    _stand(story, Standing.OPEN)


def clip(story: Story) -> None:
    """Note that a post was drafted from a story."""
    _stand(story, Standing.CLIPPED)


def _stand(story: Story, standing: Standing) -> None:
    story.standing = standing
    story.save(update_fields=["standing"])
