"""Captures as they are on the disk, authorities that give them timestamps, and an outlet whose pages have parts."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from chromium import have_chromium
from django.db import connection
from page_server import Pages, serving
from timestamp_authority import Clock, listening

from interlink.lib.warc.exchange import Exchange
from interlink.lib.warc.write import originals_in, write_capture
from interlink.newsroom.evidence import capturing
from interlink.newsroom.evidence.models import Capture, CaptureState

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

WORDS = "The council of the Fellowship has told its members in three coastal towns to sell their homes by spring. "
PAGE = f"""<!doctype html><html lang="en"><head><title>Homes for sale</title>
<link rel="stylesheet" href="/style/main.css"><link rel="icon" href="/icon.png">
<script src="/app.js"></script><script src="http://ads.localhost/track.js"></script></head>
<body><article><h1>Homes for sale</h1><p>{WORDS * 3}</p><p>{WORDS * 2}</p>
<img src="/small.png" srcset="/small.png 300w, /large.png 1200w" data-src="/lazy.png">
<img src="/gone.png"></article></body></html>"""


LONG = b"/* a style sheet is longer than this */" * 5


class Stopped(BaseException):
    """What stops a run dead: nothing that we catch."""


@dataclass
class Stopping:
    """Stops before one of the effects on files and database, counted from 1."""

    moment: int
    error: BaseException
    seen: int = 0

    @property
    def stopped(self) -> bool:
        return self.seen >= self.moment

    def effect(self) -> None:
        self.seen += 1
        if self.seen == self.moment:
            raise self.error

    def event(self, name: str, arguments: tuple[Any, ...]) -> None:
        writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or name in ("os.rename", "os.link", "os.mkdir", "os.truncate", "os.remove"):
            self.effect()

    def statement(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if not sql.startswith("SELECT"):
            self.effect()
        return execute(sql, *more)


_stopping: list[Stopping] = []
sys.addaudithook(lambda name, arguments: _stopping[0].event(name, arguments) if _stopping else None)


@pytest.fixture
def stop_before() -> Callable[..., Any]:
    """Stop a block before one moment of its work, as a kill would but that what is opened is closed."""

    @contextmanager
    def stopping(moment: int, error: BaseException | None = None) -> Iterator[Stopping]:
        made = Stopping(moment, error or Stopped())
        _stopping.append(made)
        try:
            with connection.execute_wrapper(made.statement), suppress(Stopped):
                yield made
        finally:
            _stopping.clear()

    return stopping


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> Path:
    """Keys of this test's own; making them takes no time worth sharing."""
    settings.INTERLINK_KEYS_ROOT = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def whole_capture(db: None, desk_folders: Path) -> Callable[..., Capture]:
    """Make a capture that is whole and not sealed; one with `after` points to that one's payload."""
    numbers = count(1)

    def make(body: bytes = b"", *, after: Capture | None = None, address: str = "") -> Capture:
        number = next(numbers)
        address = after.address if after else address or f"https://gazette.example/{number}"
        body = body or b"<p>The Fellowship opened a school in Tarn Valley.</p>" * 9
        capture = Capture.objects.create(
            address=address, final_address=address, asked_at=NOON, taken_at=NOON, state=CaptureState.WHOLE,
            title=f"A school, part {number}", text="The Fellowship opened a school.", http_status=200,
            media_type="text/html",
        )  # fmt: skip
        capture.warc_name = f"2026/11/{capture.pk:08d}.warc.gz"
        exchange = Exchange(
            asked=address, address=address, status=200, reason="OK", http_version="1.1", request_headers=(),
            headers=(("Content-Type", "text/html"),), wire_body=body, hops=(), fetched_at=NOON,
        )  # fmt: skip
        originals = originals_in(after.warc_path) if after else {}
        written = write_capture(exchange, capture.warc_path, originals=originals)
        capture.warc_sha256, capture.warc_bytes = written.sha256, written.size
        capture.save()
        capture.points_to.set([after] if after else [])
        return capture

    return make


@pytest.fixture(scope="session")
def clocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Clock, Clock]]:
    """Two authorities that listen."""
    folder = tmp_path_factory.mktemp("clocks")
    with (
        listening("tarn-clock", folder / "tarn-clock") as tarn,
        listening("harbour-clock", folder / "harbour-clock") as harbour,
    ):
        yield tarn, harbour


@pytest.fixture
def two_clocks(clocks: tuple[Clock, Clock], settings: Any) -> Iterator[tuple[Clock, Clock]]:
    """The same, as the desk's settings name them."""
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset(f"127.0.0.1:{clock.port}" for clock in clocks)
    settings.INTERLINK_AUTHORITIES = tuple((clock.name, clock.address, clock.authority.roots) for clock in clocks)
    yield clocks
    for clock in clocks:
        clock.instead, clock.asked = None, 0


def noise(size: int, seed: int) -> bytes:
    """Bytes that do not get smaller when packed."""
    return random.Random(seed).randbytes(size)


def site(pages: Pages) -> None:
    pages.at |= {
        "/story": PAGE.encode(),
        "/style/main.css": b'@import "more.css"; body { background: url(../back.png) }' + LONG,
        "/style/more.css": b"@font-face { font-family: x; src: url(/old.ttf), url(/new.woff2) }" + LONG,
        "/app.js": b"document.title += '.'" * 20,
        **{f"/{name}": noise(9_000, at) for at, name in enumerate(
            ("icon.png", "small.png", "large.png", "lazy.png", "back.png", "new.woff2", "old.ttf")
        )},
    }  # fmt: skip


@pytest.fixture
def outlet(settings: Any) -> Iterator[Pages]:
    """A story with its style, fonts, pictures and script."""
    pages = Pages()
    site(pages)
    with serving(pages):
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({pages.pattern})
        yield pages


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A browser that is installed."""
    return have_chromium().path


@pytest.fixture
def captured(db: None, desk_folders: Path) -> Callable[[str], Capture]:
    """Take a capture of an address, and give its row."""

    def take(address: str) -> Capture:
        capture = Capture.objects.create(address=address, asked_at=NOON)
        capturing.take(capture)
        return Capture.objects.get(pk=capture.pk)

    return take
