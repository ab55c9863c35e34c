"""Feeds and articles as a source may send them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from mail_server import Listening

from interlink.lib.fetch.robots import MannersKept
from interlink.lib.reading.feeds import Entry, Feed
from interlink.newsroom import network
from interlink.newsroom.watch.models import Source

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


Page = str | bytes | tuple[int, dict[str, str], str | bytes]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def source(db: None) -> Source:
    """A source that was never asked."""
    return Source.objects.create(name="The Harbour Gazette", address="https://gazette.example/feed")


@pytest.fixture
def new_entry() -> Callable[..., Entry]:
    def make(number: int = 1, **fields: Any) -> Entry:
        values = {
            "guid": f"guid-{number}",
            "address": f"https://gazette.example/{number}",
            "title": f"Report {number}",
            "byline": "Ida Marwick",
            "published": NOW,
            "updated": None,
            "summary": "What was reported.",
            "html": None,
            "language": None,
        }
        return Entry(**(values | fields))

    return make


@pytest.fixture
def new_feed(new_entry: Callable[..., Entry]) -> Callable[..., Feed]:
    def make(*entries: Entry, problem: str | None = None) -> Feed:
        return Feed(
            title="The Harbour Gazette",
            home="https://gazette.example/",
            language="en",
            entries=entries,
            problem=problem,
        )

    return make


@dataclass
class Site:
    """A site on loopback whose pages a test writes.

    Attributes:
        pages: what each path answers: a body, or a status with headers and a body.
        asked: each path that was asked for, with its request headers, in order.
    """

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def at(self, path: str = "/", name: str = "gazette") -> str:
        return f"http://{name}.localhost:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site_server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A little site that answers 404 to what a test has not written."""
    monkeypatch.setattr(network, "MANNERS", MannersKept())  # the port may have been another site's
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            page = site.pages.get(self.path, (404, {}, b"not here"))
            status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
            body = body if isinstance(body, bytes) else body.encode()
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_port
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"*.localhost:{site.port}"})
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        server.shutdown()


@pytest.fixture
def listening() -> Iterator[Listening]:
    """A thread in which a mail server can run."""
    server = Listening()
    yield server
    server.close()
