"""A post that readers see, a channel of each service, and a server that speaks as the service does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from channel_servers import SERVERS, Server, serving
from django.conf import settings as desk_settings
from django.utils import timezone

from interlink.lib.fetch import Limits
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.outreach.channels import actions, keys, sending
from interlink.newsroom.outreach.channels.models import Announcement, Channel
from interlink.newsroom.press.models import FrontPage, PostPage

HASTY = Limits(max_bytes=1_000_000, max_wire_bytes=1_000_000, total_seconds=0.5, max_redirects=3)
EXCERPT = "The Fellowship has asked its members in three coastal towns to sell their homes & boats.\n\nMost refused."


@pytest.fixture
def new_post(site: dict[str, FrontPage]) -> Callable[..., PostPage]:
    """Make a post that readers see."""
    numbers = count(1)

    def make(language: str = "en", **fields: Any) -> PostPage:
        number = next(numbers)
        address = f"https://gazette.example/{number}"
        now = timezone.now()
        capture = Capture.objects.create(address=address, state=CaptureState.WHOLE, asked_at=now, taken_at=now)
        values = {
            "title": f"Members told to sell, part {number}",
            "slug": f"sell-{number}",
            "outlet": "The Harbour Gazette",
            "reported_on": date(2026, 11, 23),
            "excerpt": EXCERPT,
            "excerpt_language": language,
            "cited_address": address,
            "capture": capture,
            "first_published_at": now,
            "locale": site[language].locale,
            **fields,
        }
        post = PostPage(**values)
        site[language].add_child(instance=post)
        return post

    return make


@dataclass
class Elsewhere:
    """A channel, its server, and a clock that can be put forward."""

    server: Server
    channel: Channel
    ahead: timedelta = field(default_factory=timedelta)
    limits: Limits = HASTY

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def tell(self, post: Any) -> Announcement:
        """Order a post to be told of, and do what can be done now."""
        return self.go_on(actions.announce(post, self.channel, None, self.now()))

    def go_on(self, row: Announcement, **later: float) -> Announcement:
        """Do what can be done by now, or after a while."""
        self.ahead += timedelta(**later)
        sending.carry_out(row.pk, self.now, self.limits)
        row.refresh_from_db()
        self.channel.refresh_from_db()
        return row


@pytest.fixture
def new_channel(site: dict[str, FrontPage], settings: Any) -> Iterator[Callable[..., Channel]]:
    """Make a channel at a server, tested."""

    def make(service: str, server: Server, **fields: Any) -> Channel:
        channel = Channel.objects.create(
            service=service, name=f"Our {service}", address=server.address, target=server.target, **fields
        )
        keys.keep(channel.pk, server.secrets)
        allowed = frozenset(settings.INTERLINK_ALLOWED_LOOPBACK) | {f"127.0.0.1:{server.port}"}
        settings.INTERLINK_ALLOWED_LOOPBACK = allowed
        actions.test(channel, timezone.now())
        server.asked.clear()
        return channel

    yield make
    shutil.rmtree(Path(desk_settings.INTERLINK_KEYS_ROOT) / "channels", ignore_errors=True)


@pytest.fixture(params=list(SERVERS))
def service(request: pytest.FixtureRequest) -> str:
    """The name of each service in its turn."""
    name: str = request.param
    return name


@pytest.fixture
def elsewhere(service: str, new_channel: Callable[..., Channel]) -> Iterator[Elsewhere]:
    """A channel of each service in its turn."""
    with serving(SERVERS[service]()) as server:
        yield Elsewhere(server, new_channel(service, server))


def only(*names: str) -> Any:
    """Let a test run for some of the services."""
    return pytest.mark.parametrize("service", names, indirect=True)
