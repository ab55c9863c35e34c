"""An editor's "not this": the words around it are remembered, and looking respects it from then on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from interlink.accounts.models import User
from interlink.lib.names.aliases import Match
from interlink.lib.names.aliases import Rejection as Taught
from interlink.newsroom.watch import actions, queries
from interlink.newsroom.watch.errors import MentionGone
from interlink.newsroom.watch.models import Item, Mention, Rejection

# Items of late with the same words that are put right at once.
_MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Rejected:
    """What came of a rejection, or of taking one back.

    Attributes:
        rejections: what was remembered.
        items: the items that were looked at anew.
    """

    rejections: tuple[Rejection, ...]
    items: tuple[int, ...]


@transaction.atomic
def reject(mention: Mention, by: User | None, now: datetime, *, whole_item: bool = False) -> Rejected:
    """Learn that words are not the subject, and drop the mention, here and where else the same holds.

    Args:
        mention: what an editor pointed at.
        by: the editor.
        now: the time.
        whole_item: whether the same words are not the subject anywhere in this item.

    Raises:
        MentionGone: the item says something else by now.
    """
    item, subject = mention.item, mention.subject
    same = item.mentions.filter(subject=subject, found=mention.found) if whole_item else [mention]
    taught = dict.fromkeys(_taught(item, one) for one in same)
    rows = tuple(_remember(item, one, by, now) for one in taught)
    others = Item.objects.filter(mentions__subject=subject, mentions__found=mention.found).exclude(pk=item.pk)
    others = others.distinct().order_by("-pk")[:_MOST_AT_ONCE]
    return Rejected(rows, _look_at([item, *others]))


def _taught(item: Item, mention: Mention) -> Taught:
    text = item.title if mention.field == "title" else item.text or item.summary
    if text[mention.start : mention.end] != mention.found:
        raise MentionGone(item.address)
    match = Match(mention.subject_id, mention.alias, mention.found, mention.start, mention.end, "", mention.score)
    return Taught.of(text, match)


def _remember(item: Item, taught: Taught, by: User | None, now: datetime) -> Rejection:
    what = {"found": taught.found, "before": list(taught.before), "after": list(taught.after)}
    known = Rejection.objects.filter(subject_id=taught.subject, **what).first()
    return known or Rejection.objects.create(subject_id=taught.subject, item=item, by=by, at=now, **what)


@transaction.atomic
def take_back(rejections: Iterable[Rejection]) -> tuple[int, ...]:
    """Forget rejections; the items that they were about are looked at anew, and returned."""
    rejections = list(rejections)
    items = {row.item_id: row.item for row in rejections if row.item is not None}
    Rejection.objects.filter(pk__in=[row.pk for row in rejections]).delete()
    return _look_at(items.values())


def _look_at(items: Iterable[Item]) -> tuple[int, ...]:
    items, spotter = list(items), queries.spotter()
    for item in items:
        actions.spot(item, spotter)
    return tuple(item.pk for item in items)
