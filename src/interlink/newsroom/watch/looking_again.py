"""After names have changed, the items of late are looked at again, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from interlink.lib.names.spot import Spotter
from interlink.newsroom.watch import actions, queries
from interlink.newsroom.watch.models import Item, LookingAgain, Reading

BACK = timedelta(days=30)
_AT_ONCE = 25


@transaction.atomic
def begin(now: datetime) -> LookingAgain:
    """Note that the items of the last 30 days are to be looked at again; rounds under way end by this."""
    LookingAgain.objects.all().delete()
    since = now - BACK
    return LookingAgain.objects.create(begun_at=now, since=since, total=_items(since).count())


def latest() -> LookingAgain | None:
    """Return the latest round, whether it has ended or not."""
    return LookingAgain.objects.order_by("-pk").first()


def go_on(number: int, now: datetime) -> Iterator[tuple[int, ...]]:
    """Look at a round's items from where it was left, and yield the keys of those whose mentions changed.

    Each portion is stored whole with how far the round has come, so that a killed run is taken up again and a second
    run of an ended round does nothing.

    Args:
        number: the round. One that has given way to a newer one ends here.
        now: the time, for its end.
    """
    spotter, as_of = queries.spotter(), queries.taught()
    while True:
        with transaction.atomic():
            round_ = LookingAgain.objects.select_for_update().filter(pk=number, ended_at=None).first()
            if round_ is None:
                return
            if as_of != queries.taught():
                spotter, as_of = queries.spotter(), queries.taught()
            items = list(_items(round_.since).filter(pk__gt=round_.reached).order_by("pk")[:_AT_ONCE])
            changed = tuple(item.pk for item in items if _has_changed(item, spotter))
            _note(round_, items, now)
            if changed:
                yield changed  # what is made of it is stored with it


def _note(round_: LookingAgain, items: Sequence[Item], now: datetime) -> None:
    if items:
        round_.reached, round_.done = items[-1].pk, round_.done + len(items)
        round_.total = max(round_.total, round_.done)
    else:
        round_.ended_at, round_.total = now, round_.done
    round_.save()


def _items(since: datetime) -> QuerySet[Item]:
    """Items not read yet are spotted when they are."""
    return Item.objects.exclude(reading=Reading.WAITING).filter(seen_at__gte=since)


def _has_changed(item: Item, spotter: Spotter) -> bool:
    before = _said(item)
    actions.spot(item, spotter)
    return before != _said(item)


def _said(item: Item) -> set[tuple[int, str, int]]:
    return set(item.mentions.values_list("subject_id", "field", "start"))
