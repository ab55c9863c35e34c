"""What runs later for hubs."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.watch.websub import asking, pushes


@job(attempts=1)
def keep_hubs() -> None:
    """Subscribe where a feed has a new hub, renew what runs out, and look again where news was told."""
    now = timezone.now()
    pushes.look_again(now)
    asking.ask_due(now)


@job(attempts=3)
def leave_hub(hub: str, form: dict[str, str]) -> None:
    """Tell a hub that we want no more of it; if it does not hear, its lease runs out."""
    asking.send([asking.Request(hub, form)])


every("keep-hubs", minutes=1, task=keep_hubs)
