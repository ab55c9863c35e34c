"""Telling the hub of new posts (WebSub), so that nobody has to ask for them time and again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from django.conf import settings

from interlink.background.jobs import job
from interlink.lib.fetch import Door
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.press import links
from interlink.newsroom.press.errors import HubRefused

OK_FROM, OK_BEFORE = 200, 300


def tell_soon(feeds: Iterable[str]) -> None:
    """Have the hub told that the feeds at these addresses have changed, if there is a hub.

    They are written by now: a hub that asks at once finds the news.
    """
    for feed in feeds if settings.INTERLINK_HUB else ():
        tell_hub.enqueue(feed=links.whole(feed))


@job(attempts=5, priority=-10)
def tell_hub(feed: str) -> None:
    """Tell the hub that a feed has changed; it then asks for the feed itself."""
    if settings.INTERLINK_HUB:
        asyncio.run(_tell(feed))


async def _tell(feed: str) -> None:
    async with Door(door_rules(), user_agent=user_agent()) as door:
        answer = await door.post(settings.INTERLINK_HUB, form={"hub.mode": "publish", "hub.url": feed})
    if not OK_FROM <= answer.status < OK_BEFORE:
        raise HubRefused(answer.status)
