"""What is let go and forgotten after a while."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from interlink.newsroom.outreach.fediverse.models import Activity, Delivery, Follower, Sender, Server, Taken
from interlink.newsroom.outreach.fediverse.rules import KEPT, KEY_HOLDS, OPEN, Kind, is_let_go


def let_go(now: datetime) -> int:
    """Let go of the followers on servers that have been out of reach for weeks; return how many servers."""
    found = 0
    for server in Server.objects.filter(failing_since__isnull=False, is_blocked=False):
        if is_let_go(server.failing_since, now):
            with transaction.atomic():
                server.inboxes.all().delete()
                Server.objects.filter(pk=server.pk).update(let_go_at=now, failing_since=None, rests_until=None, tries=0)
            found += 1
    return found


def forget_old(now: datetime) -> None:
    """Forget what is kept for a while only: names of activities, keys of others, what was delivered."""
    Taken.objects.filter(until__lte=now).delete()
    Sender.objects.filter(fetched_at__lte=now - KEY_HOLDS * 4).exclude(
        address__in=Follower.objects.values("address")
    ).delete()
    over = Delivery.objects.exclude(standing__in=OPEN).filter(activity__made_at__lte=now - KEPT)
    over.delete()
    Activity.objects.filter(made_at__lte=now - KEPT, deliveries=None).exclude(kind=Kind.CREATE).delete()
    Server.objects.filter(let_go_at__lte=now - KEPT, inboxes=None, is_blocked=False).delete()
