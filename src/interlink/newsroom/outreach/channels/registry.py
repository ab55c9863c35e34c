"""The services, registered in one place: a folder each."""

from __future__ import annotations

from typing import Final

from interlink.newsroom.outreach.channels.bluesky.service import Bluesky
from interlink.newsroom.outreach.channels.mastodon.service import Mastodon
from interlink.newsroom.outreach.channels.models import Service
from interlink.newsroom.outreach.channels.protocol import ServiceKind
from interlink.newsroom.outreach.channels.telegram.service import Telegram
from interlink.newsroom.outreach.channels.webhook.service import Webhook
from interlink.newsroom.outreach.channels.x.service import X

SERVICES: Final[dict[str, ServiceKind]] = {
    Service.MASTODON: Mastodon(),
    Service.BLUESKY: Bluesky(),
    Service.TELEGRAM: Telegram(),
    Service.X: X(),
    Service.WEBHOOK: Webhook(),
}
