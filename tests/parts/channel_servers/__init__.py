"""Loopback servers that speak the protocols of the services on which posts are told of, and do as they are told.

They check what the services check, by code of their own: signatures, lengths, keys, what a message answers.
"""

from __future__ import annotations

from channel_servers.bluesky import BlueskyServer
from channel_servers.mastodon import MastodonServer
from channel_servers.server import Said, Server, Trouble, serving
from channel_servers.telegram import TelegramServer
from channel_servers.webhook import WebhookServer
from channel_servers.x import XServer

__all__ = ["SERVERS", "BlueskyServer", "MastodonServer", "Said", "Server", "Trouble", "XServer", "serving"]

SERVERS: dict[str, type[Server]] = {
    "mastodon": MastodonServer,
    "bluesky": BlueskyServer,
    "telegram": TelegramServer,
    "x": XServer,
    "webhook": WebhookServer,
}
