"""A desk that really answers on loopback, whose English actor can be followed, and another server that follows it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as desk_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import LiveServerThread
from django.utils import timezone
from fediverse_server import Peer, peer_server

from interlink.lib.fetch import Limits
from interlink.newsroom.outreach.fediverse import actions, addresses, delivering
from interlink.newsroom.outreach.fediverse.models import Actor
from interlink.newsroom.press.models import FrontPage, PostPage

HASTY = Limits(max_bytes=100_000, max_wire_bytes=100_000, total_seconds=1.0, connect_seconds=1.0, max_redirects=1)


@pytest.fixture(scope="module")
def any_peer() -> Iterator[Peer]:
    with peer_server() as found:
        yield found


@pytest.fixture
def peer(any_peer: Peer, settings: Any) -> Peer:
    """The other server, which remembers nothing of other tests."""
    fresh = Peer(any_peer.port, handler=any_peer.handler)
    any_peer.__dict__.update(fresh.__dict__)
    any_peer.handler.storage.get_cached_actor = lambda *_args, **_more: None
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{any_peer.port}"})
    return any_peer


@pytest.fixture(scope="module")
def port(django_db_setup: None) -> Iterator[int]:
    """The port at which our desk answers, from the database of whichever test runs."""
    # An answered request must not look after the connection, which the test goes on with by then.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    connection = connections["default"]
    connection.inc_thread_sharing()
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={"default": connection})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait(20)
    assert not thread.error
    yield thread.port
    thread.terminate()
    connection.dec_thread_sharing()
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
    # A key takes longer to make than most tests.
    shutil.rmtree(Path(desk_settings.INTERLINK_KEYS_ROOT) / "fediverse", ignore_errors=True)


@pytest.fixture
def answering(db: None, port: int, settings: Any) -> str:
    """Our desk's address."""
    settings.INTERLINK_SITE_ADDRESS = f"http://127.0.0.1:{port}"
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def actor(site: dict[str, FrontPage], answering: str) -> Actor:
    """The English actor, which can be followed since an hour ago."""
    found = Actor.objects.create(language="en", name="meridian")
    actions.turn_on(found, timezone.now() - timedelta(hours=1))
    return found


@pytest.fixture
def us(actor: Actor) -> str:
    """Its address."""
    return addresses.of_actor(actor)


class Desk:
    """The deliveries of our desk, by a clock that can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def go_on(self, **later: float) -> int:
        """Deliver what is due by now, or after a while."""
        self.ahead += timedelta(**later)
        return delivering.deliver(self.now, HASTY)


@pytest.fixture
def desk(actor: Actor) -> Desk:
    return Desk()


@pytest.fixture
def publish(site: dict[str, FrontPage]) -> Callable[..., PostPage]:
    """Publish a post as an editor does, in our own words, or a change of it."""
    numbers = count(1)

    def make(page: PostPage | None = None, **fields: Any) -> PostPage:
        if page is None:
            number = next(numbers)
            values = {
                "kind": "statement",
                "title": f"We stand by it, {number}",
                "slug": f"stand-{number}",
                "live": False,
            }
            page = PostPage(**{"body": "<p>We stand by it &amp; by them.</p>", **values, **fields})
            site["en"].add_child(instance=page)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return make
