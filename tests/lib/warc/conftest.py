"""One exchange with a server of the demo press, redirect included, and a timestamp authority."""

import asyncio
import gzip
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from timestamp_authority import listening

from interlink.lib.warc.exchange import Exchange, Hop
from interlink.lib.warc.timestamps import Authority, Post

PAGE = "<p>The Fellowship opened a school in Tarn Valley. سازمان‌ها</p>".encode()


@pytest.fixture
def make_exchange() -> Callable[..., Exchange]:
    plain = Exchange(
        asked="http://courier.localhost/old",
        address="http://courier.localhost/new?page=2",
        status=200,
        reason="OK",
        http_version="HTTP/1.1",
        request_headers=(("Host", "courier.localhost"), ("User-Agent", "Interlink")),
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("X-Town", "Orléans"),
        ),
        wire_body=gzip.compress(PAGE, mtime=0),
        hops=(
            Hop(
                address="http://courier.localhost/old",
                status=301,
                reason="Moved Permanently",
                headers=(("Location", "/new?page=2"),),
                request_headers=(("Host", "courier.localhost"),),
            ),
        ),
        fetched_at=datetime(2031, 5, 4, 12, 30, 15, 250_000, tzinfo=UTC),
        ip_address="127.0.0.1",
    )

    def make(**changes: Any) -> Exchange:
        return replace(plain, **changes)

    return make


@pytest.fixture
def page() -> bytes:
    return PAGE


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> Iterator[Authority]:
    """A real timestamp authority on loopback."""
    with listening("tarn-clock", tmp_path_factory.mktemp("authority")) as clock:
        yield Authority(clock.name, clock.address, clock.roots)


@pytest.fixture(scope="session")
def post() -> Post:
    async def send(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        request = urllib.request.Request(address, body, dict(headers))
        answer = await asyncio.to_thread(urllib.request.urlopen, request, timeout=20)
        with answer:
            return answer.read()

    return send
