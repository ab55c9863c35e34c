"""Copies in other archives: asking for them, and having the pages written that name them."""

from __future__ import annotations

from datetime import datetime

from interlink.newsroom.evidence import wayback
from interlink.newsroom.press.bake.addresses import capture_address
from interlink.newsroom.press.bake.jobs import bake_soon


def ask_due(now: datetime) -> int:
    """Ask the Wayback Machine for what is due; return for how many captures it has a copy that was not known before."""
    return wayback.ask_due(now, told=lambda capture: bake_soon([capture_address(capture.pk)]))
