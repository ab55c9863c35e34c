"""Who works on an announcement: one process at a time, and another one only when that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from interlink.background.places import process_start, this_place, this_process
from interlink.background.rules import is_gone
from interlink.newsroom.outreach.channels.models import Announcement

FREE = {"place": "", "pid": 0, "started": "", "held_at": None}


@contextmanager
def held(announcement: int, now: datetime) -> Iterator[bool]:
    """Hold an announcement while a block lasts; gives False where another process holds it, or it is gone."""
    is_ours = _take(announcement, now)
    try:
        yield is_ours
    finally:
        if is_ours:
            Announcement.objects.filter(pk=announcement, **_ours()).update(**FREE)


def renew(announcement: int, now: datetime) -> bool:
    """Say that this process still works on it; False where it was taken for gone."""
    return Announcement.objects.filter(pk=announcement, **_ours()).update(held_at=now) == 1


@transaction.atomic
def _take(announcement: int, now: datetime) -> bool:
    row = Announcement.objects.select_for_update().filter(pk=announcement).first()
    if row is None:
        return False
    owner, here = row.owner, this_place()
    pid, started = this_process()
    if owner is not None and (owner.place, owner.pid, owner.started) != (here, pid, started):
        seen = process_start(owner.pid) if owner.place == here else None
        if not is_gone(owner, here=here, seen=seen, now=now):
            return False
    Announcement.objects.filter(pk=announcement).update(**_ours(), held_at=now)
    return True


def _ours() -> dict[str, object]:
    pid, started = this_process()
    return {"place": this_place(), "pid": pid, "started": started}
