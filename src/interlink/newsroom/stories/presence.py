"""Who has a story open: a short lease that a page renews while it is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from interlink.accounts.models import User
from interlink.newsroom.stories.models import Presence

LEASE = timedelta(seconds=90)


def take(story: int, by: User, now: datetime) -> None:
    """Note that somebody has a story open; whoever has another one open left that. Old leases go."""
    Presence.objects.filter(until__lte=now).delete()
    Presence.objects.filter(by=by).exclude(story_id=story).delete()
    Presence.objects.update_or_create(story_id=story, by=by, defaults={"until": now + LEASE})


def leave(by: User) -> None:
    """Note that somebody has no story open any more."""
    Presence.objects.filter(by=by).delete()


def others(stories: Collection[int], than: User, now: datetime) -> dict[int, list[User]]:
    """Return who else has each of some stories open."""
    found = defaultdict(list)
    rows = Presence.objects.filter(story__in=stories, until__gt=now).exclude(by=than)
    for row in rows.select_related("by").order_by("pk"):
        found[row.story_id].append(row.by)
    return found
