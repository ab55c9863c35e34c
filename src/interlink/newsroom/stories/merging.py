"""What stories, choices and views make of two subjects that were merged, or parted again."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import transaction

from interlink.accounts.models import User
from interlink.newsroom.stories import renaming, tasks, traits
from interlink.newsroom.stories.models import Choice, SavedView, Trait
from interlink.newsroom.watch import merging
from interlink.newsroom.watch.models import Merging

# Stories of so many items are put right at once, those of the others in the background.
AT_ONCE = 100


@transaction.atomic
def merge(kept: int, gone: int, by: User | None, now: datetime) -> Merging:
    """Merge a subject into another, with what stories are found by and what editors' choices taught.

    Raises:
        NotMergeable: they are one already, or one of them is gone.
    """
    change = merging.merge(kept, gone, by, now)
    change.record["stories"] = _follow(kept, gone)
    change.save(update_fields=["record"])
    _look_again(merging.items_of(change), now)
    return change


@transaction.atomic
def part(number: int, now: datetime) -> Merging:
    """Take a merging back, here too. Doing it twice does nothing more.

    Raises:
        NotMergeable: as things are, it cannot be.
    """
    if Merging.objects.filter(pk=number, undone_at=None).exists():
        change = merging.part(number, now)
        _give_back(change)
        _look_again(merging.items_of(change), now)
    return Merging.objects.get(pk=number)


def _look_again(items: list[int], now: datetime) -> None:
    latest = items[-AT_ONCE:]
    renaming.weigh_again(latest)
    rest = items[: -len(latest)] if latest else []
    for at in range(0, len(rest), AT_ONCE):
        tasks.weigh.enqueue(rest[at : at + AT_ONCE])
    tasks.names_changed(now)


def _follow(kept: int, gone: int) -> dict[str, Any]:
    one, other = traits.of_subject(kept), traits.of_subject(gone)
    there = Trait.objects.filter(word=one).values("story")
    Trait.objects.filter(word=other, story__in=there).delete()
    Trait.objects.filter(word=other).update(word=one)
    taught = Choice.objects.filter(about=other).first()
    record: dict[str, Any] = {"choice": None, "views": []}
    if taught is not None:
        record["choice"] = [taught.clipped, taught.ignored]
        _teach(one, taught.clipped, taught.ignored)
        taught.delete()
    for view in SavedView.objects.filter(query__contains=f"subject={gone}"):
        changed = _of_subject(gone).sub(f"subject={kept}", view.query)
        if changed != view.query:
            record["views"].append(view.pk)
            SavedView.objects.filter(pk=view.pk).update(query=changed)
    return record


def _give_back(change: Merging) -> None:
    record = change.record["stories"]
    if record["choice"]:
        clipped, ignored = record["choice"]
        _teach(traits.of_subject(change.gone), clipped, ignored)
        _teach(traits.of_subject(change.kept), -clipped, -ignored)
    for view in SavedView.objects.filter(pk__in=record["views"]):
        view.query = _of_subject(change.kept).sub(f"subject={change.gone}", view.query)
        view.save(update_fields=["query"])


def _teach(about: str, clipped: int, ignored: int) -> None:
    row, _new = Choice.objects.select_for_update().get_or_create(about=about)
    row.clipped, row.ignored = max(0, row.clipped + clipped), max(0, row.ignored + ignored)
    row.save()


def _of_subject(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![^&])subject={number}(?![^&])")
