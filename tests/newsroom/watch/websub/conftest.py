"""A hub and a publisher that really answer on loopback, and a desk that the hub can reach."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import aiohttp
import pytest
from aiohttp import web
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.utils import timezone

from interlink.newsroom.watch import rounds
from interlink.newsroom.watch.models import Kind, Source

HOST = {"Host": "watch.example"}
FEED_XML = """<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>"""
ITEM = "<item><title>Report {number}</title><guid>{number}</guid><pubDate>{at}</pubDate></item>"


@dataclass
class Subscription:
    """What the hub knows of a subscriber."""

    callback: str
    topic: str
    secret: str
    lease: int


@dataclass
class Hub:
    """A hub and a publisher on one port, under two names; `manner` says what kind of hub it is.

    An honest one asks the subscriber at once whether it meant it. A "silent" one takes the request and does nothing,
    a "refusing" one refuses it, one with "another topic", "no challenge" or a "short lease" asks wrongly.
    """

    desk_port: int
    manner: str = "honest"
    port: int = 0
    heard: list[dict[str, str]] = field(default_factory=list)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    answers: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    reports: list[datetime] = field(default_factory=lambda: [timezone.now() - timedelta(hours=2)])
    runner: web.AppRunner | None = None
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    @property
    def address(self) -> str:
        return f"http://hub.localhost:{self.port}/"

    @property
    def feed(self) -> str:
        return f"http://courier.localhost:{self.port}/feed"

    def local(self, callback: str) -> str:
        """Where the desk's public address leads in this test."""
        parts = urlsplit(callback)
        assert (parts.scheme, parts.netloc) == ("https", "watch.example")
        return f"http://127.0.0.1:{self.desk_port}{parts.path}"

    async def ask(self, request: web.Request) -> web.Response:
        form = {key: str(value) for key, value in (await request.post()).items()}
        self.heard.append(form)
        if self.manner == "refusing":
            return web.Response(status=403, text="not for you")
        if self.manner != "silent":
            await self.verify(form)
        return web.Response(status=202)

    async def verify(self, form: dict[str, str]) -> None:
        mode, lease = form["hub.mode"], form.get("hub.lease_seconds", "0")
        asked = {
            "hub.mode": mode, "hub.topic": form["hub.topic"], "hub.challenge": "c-5 & ü", "hub.lease_seconds": lease
        }  # fmt: skip
        wrong = {"another topic": ("topic", "http://else.example/"), "short lease": ("lease_seconds", "5")}
        if self.manner in wrong:
            name, value = wrong[self.manner]
            asked[f"hub.{name}"] = value
        if self.manner == "no challenge":
            del asked["hub.challenge"]
        there = self.local(form["hub.callback"])
        async with aiohttp.ClientSession() as client, client.get(there, params=asked, headers=HOST) as answer:
            self.answers.append((answer.status, await answer.text()))
        if self.answers[-1] != (200, "c-5 & ü"):
            return
        if mode == "unsubscribe":
            self.subscriptions.pop(form["hub.callback"], None)
        else:
            self.subscriptions[form["hub.callback"]] = Subscription(
                form["hub.callback"], form["hub.topic"], form["hub.secret"], int(lease)
            )

    async def _push(self, body: bytes, method: str, secret: str | None) -> None:
        async with aiohttp.ClientSession() as client:
            for known in self.subscriptions.values():
                digits = hmac.new((secret or known.secret).encode(), body, getattr(hashlib, method)).hexdigest()
                headers = HOST | {"X-Hub-Signature": f"{method}={digits}", "Content-Type": "application/rss+xml"}
                async with client.post(self.local(known.callback), data=body, headers=headers) as answer:
                    self.answers.append((answer.status, await answer.text()))
                    assert "Set-Cookie" not in answer.headers

    def push(self, body: bytes = b"<rss/>", *, method: str = "sha256", secret: str | None = None) -> int:
        """Hand news to all subscribers; returns what the last answered."""
        asyncio.run_coroutine_threadsafe(self._push(body, method, secret), self.loop).result(10)
        return self.answers[-1][0]

    async def publish(self, request: web.Request) -> web.Response:
        items = [ITEM.format(number=number, at=format_datetime(at)) for number, at in enumerate(self.reports)]
        text = FEED_XML.format(items="".join(reversed(items)))
        response = web.Response(text=text, content_type="application/rss+xml")
        for link in self.links:
            response.headers.add("Link", link)
        return response

    def close(self) -> None:
        assert self.runner is not None
        asyncio.run_coroutine_threadsafe(self.runner.cleanup(), self.loop).result(5)
        self.loop.call_soon_threadsafe(self.loop.stop)

    def run(self, started: threading.Event) -> None:
        async def begin() -> None:
            app = web.Application()
            app.add_routes([web.post("/", self.ask), web.get("/feed", self.publish)])
            runner = web.AppRunner(app)
            await runner.setup()
            self.runner = runner
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.port = runner.addresses[0][1]
            self.links = [f'<{self.address}>; rel="hub", <{self.feed}>; rel="self"']
            started.set()

        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(begin())
        self.loop.run_forever()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: Any) -> None:
        pass


@contextmanager
def _desk() -> Iterator[int]:
    """The desk's own web server, which sees the test's transaction; test and server never work at the same time."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    shared.close_if_unusable_or_obsolete = lambda: None  # type: ignore[method-assign]
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=_Quiet)

    def run() -> None:
        connections["default"] = shared
        server.serve_forever(0.02)

    thread = threading.Thread(target=run, name="desk", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
        shared.dec_thread_sharing()
        del shared.close_if_unusable_or_obsolete


@pytest.fixture
def hub(db: None, settings: Any) -> Iterator[Hub]:
    """An honest hub, whose publisher names it in its headers, and a desk at a public address."""
    with _desk() as port:
        made = Hub(port)
        started = threading.Event()
        thread = threading.Thread(target=made.run, args=(started,), name="hub", daemon=True)
        thread.start()
        assert started.wait(10)
        settings.INTERLINK_SITE_ADDRESS = "https://watch.example"
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"*.localhost:{made.port}"})
        yield made
        made.close()
        thread.join(5)


def check(source: Source) -> None:
    """Ask a source in a real round, as the worker does."""
    (checked,) = rounds.check_sources(Source.objects.filter(pk=source.pk), timezone.now)
    assert checked.problem == ""
    source.refresh_from_db()


@pytest.fixture(name="check")
def check_fixture() -> Callable[[Source], None]:
    return check


@pytest.fixture
def source(hub: Hub) -> Source:
    """The publisher's feed as a source that was read."""
    made = Source.objects.create(name="Courier", address=hub.feed, kind=Kind.FEED)
    check(made)
    return made
