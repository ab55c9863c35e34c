"""What happens with stories as items arrive: they are grouped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from interlink.lib.grouping import choosing
from interlink.lib.grouping.choosing import Choice as Chosen
from interlink.lib.grouping.choosing import choose
from interlink.newsroom.stories import engine, queries, reasons, rules, telling
from interlink.newsroom.stories.engine import Engine, Waiting
from interlink.newsroom.stories.models import Membership, Story, Turn
from interlink.newsroom.stories.reasons import FIRST_REPORT, Told
from interlink.newsroom.watch.models import Item


@dataclass(frozen=True, slots=True)
class Grouped:
    """Where one item went; `joined` when the story was there before."""

    story: Story
    joined: bool


def group_new_items() -> Iterator[Grouped]:
    """Put every item that has no story yet into one, oldest first, yielding as it goes."""
    items = sorted(queries.items_without_story(), key=lambda item: (item.when, item.pk))
    if not items:
        return
    window = engine.current()
    waiting = [engine.prepare(item) for item in items]
    with transaction.atomic():
        window.catch_up()
    window.learn(waiting)
    for one in waiting:
        grouped = _take_turn(window, one)
        if grouped is not None:
            yield grouped


@transaction.atomic
def _take_turn(window: Engine, waiting: Waiting) -> Grouped | None:
    """Place one item after all that others have placed; None when they have placed this one."""
    Turn.objects.get_or_create(pk=1)
    Turn.objects.select_for_update().get(pk=1)
    if Membership.objects.filter(item_id=waiting.item.pk).exists():
        return None
    window.catch_up()
    item, weighed = waiting.item, window.weigh(waiting)
    near = window.nearest(item.when, weighed)
    close = [one for one in near if one.likeness >= choosing.ALIKE]
    placed = queries.placed_beside([one.key for one in close])
    story_of = {one.item: one.story for one in placed}
    strands = rules.by_strand(placed)
    refused = rules.refused(close, queries.kept_apart([one.key for one in close]), story_of) if close else frozenset()
    # Strands are numbered, since `choose` knows only groups.
    open_to = [strand for strand in strands if strand[0] not in refused]
    members = {at: window.likeness(item.when, weighed, strands[strand]) for at, strand in enumerate(open_to)}
    chosen = choose(members)
    engine.store(waiting)
    if chosen is None:
        return Grouped(_begin(item), joined=False)
    story, strand = open_to[chosen.group]
    return Grouped(_join(item, story, strand, _reason(window, waiting, chosen)), joined=True)


def _reason(window: Engine, waiting: Waiting, chosen: Chosen) -> Told:
    found = window.common(waiting, window.weigh(waiting), chosen.nearest)
    if found is None:
        return FIRST_REPORT
    return reasons.alike(found, queries.subject_names(found.subjects))


def _begin(item: Item) -> Story:
    story = Story.objects.create(
        headline=item.title,
        language=item.language,
        first_at=item.when,
        last_at=item.when,
        watched=bool(item.mentions.all()),
    )
    Membership.objects.create(story=story, item=item, strand=story.pk, reason=FIRST_REPORT)
    telling.weigh_relevance(story)
    return story


def _join(item: Item, story_id: int, strand: int, reason: Told) -> Story:
    story = Story.objects.get(pk=story_id)
    membership = Membership.objects.create(story=story, item=item, strand=strand, reason=reason)
    telling.tell(story, membership)
    return story
