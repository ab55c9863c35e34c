"""What happens with stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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


def group_new_items() -> Iterator[Grouped]:
    """Put every item that has no story yet into one, oldest first, yielding as it goes."""
    waiting = sorted(queries.items_without_story(), key=lambda item: (item.when, item.pk))
    if not waiting:
        return
    known = queries.reports_since(waiting[0].when - rules.WINDOW)
    reports = [queries.report(item) for item in waiting]
    weights = rules.rarity([*known, *reports])
    window = [rules.weigh(report, weights) for report in known]
    for item, report in zip(waiting, reports, strict=True):
        weighed = rules.weigh(report, weights)
        grouped = _put(item, rules.find_story(weighed, window))
        window.append(replace(weighed, report=replace(report, story=grouped.story.pk)))
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
