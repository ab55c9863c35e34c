"""The picture of a page: all of it down to a bound, as PNG."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

_TIMEOUT = 10_000


async def picture_of(tab: Page, width: int, height: int, tallest: int, most: int) -> bytes:
    """Return what a page looks like; empty when even its first screen takes more bytes than it may.

    Args:
        tab: Where the page is open.
        width: Of the window, in pixels.
        height: Of the window, in pixels.
        tallest: So far down goes the picture.
        most: Its largest size in bytes; a page of large photographs is cut off earlier.
    """
    session = await tab.context.new_cdp_session(tab)
    metrics = await session.send("Page.getLayoutMetrics")
    await session.detach()
    tall = min(max(math.ceil(metrics["cssContentSize"]["height"]), height), tallest)
    for high in dict.fromkeys((tall, min(tall, tallest // 3), height)):
        taken = await tab.screenshot(
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": high},
            animations="disabled",
            scale="css",
            timeout=_TIMEOUT,
        )
        if len(taken) <= most:
            return taken
    return b""
