"""A browser that is installed, an outlet whose page needs script, and ears where a page should never be heard."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from chromium import have_chromium
from page_server import Pages, serving

from interlink.lib.browser.running import Plan
from interlink.lib.browser.visiting import Bounds, Seen, visit
from interlink.lib.fetch import Answer, DoorRules
from interlink.lib.fetch.parallel import Wanted, fetch_each

BOUNDS = Bounds(settle_seconds=2.0)
AGENT = "Interlink/0.1 (+https://watch.example)"


@pytest.fixture(scope="session")
def program() -> Path:
    return have_chromium().path


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder with a short path, as Chromium needs it."""
    with tempfile.TemporaryDirectory(prefix="i-") as folder:
        yield Path(folder)


@pytest.fixture
def outlet() -> Iterator[Pages]:
    with serving(Pages()) as pages:
        yield pages


def fetched(pages: Pages, path: str) -> tuple[Answer, DoorRules]:
    rules = DoorRules(allowed_loopback=frozenset({f"outlet.localhost:{pages.port}"}), gap_seconds=0, per_host_streams=4)
    wanted = [Wanted(key=0, address=pages.address(path), obey_robots=False)]
    ((_, answer),) = fetch_each(wanted, rules, user_agent=AGENT)
    assert isinstance(answer, Answer)
    return answer, rules


@pytest.fixture
def visited(outlet: Pages) -> Callable[..., tuple[Seen, list[object]]]:
    """Visit a page of the outlet, and give what came of it and what was told."""

    def go(path: str, plan: Plan, bounds: Bounds = BOUNDS) -> tuple[Seen, list[object]]:
        page, rules = fetched(outlet, path)
        *told, seen = visit(page, plan, rules, AGENT, bounds)
        assert isinstance(seen, Seen)
        return seen, told

    return go


@dataclass
class Ears:
    """A port, for streams and for packets, at which nobody may knock."""

    port: int
    heard: list[str] = field(default_factory=list)


@pytest.fixture
def ears() -> Iterator[Ears]:
    with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as packets:
        stream.bind(("127.0.0.1", 0))
        stream.listen()
        packets.bind(("127.0.0.1", stream.getsockname()[1]))
        listening = Ears(stream.getsockname()[1])

        def hear(what: str, wait: Callable[[], object]) -> None:
            try:
                wait()
            except OSError:
                return
            listening.heard.append(what)

        ends = [
            threading.Thread(target=hear, args=("a connection", stream.accept), daemon=True),
            threading.Thread(target=hear, args=("a packet", lambda: packets.recv(1)), daemon=True),
        ]
        for end in ends:
            end.start()
        yield listening
        for one in (stream, packets):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        stream.close()
        packets.close()
