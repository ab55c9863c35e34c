import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo_press.clock import Clock
from demo_press.server import Running, serving

STARTED = datetime(2025, 12, 15, 11, 22, tzinfo=UTC)
DAY = 86400


@dataclass(frozen=True)
class Got:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def text(self, charset: str = "utf-8") -> str:
        return self.body.decode(charset)

    def json(self) -> object:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reader:
    """A reader's client: each request on a new connection, with the outlet's name as the host."""

    running: Running
    timeout: float = 10.0

    def ask(self, method: str, outlet: str, path: str, body: str | None = None, **headers: str) -> Got:
        line = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=self.timeout)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            sent.setdefault("Host", f"{outlet}.localhost:{self.running.port}")
            line.request(method, path, body=body, headers=sent)
            answer = line.getresponse()
            return Got(answer.status, answer.headers, answer.read())
        finally:
            line.close()

    def get(self, outlet: str, path: str, **headers: str) -> Got:
        return self.ask("GET", outlet, path, **headers)

    def move_to(self, day: float) -> None:
        """Move the clock on to so many days after the epoch."""
        elapsed = self.running.clock.moment.elapsed.total_seconds()
        asked = json.dumps({"advance_seconds": day * DAY - elapsed})
        answer = self.ask("POST", "press", "/clock", asked, Content_Type="application/json")
        assert answer.status == 200, answer.body


def _serve(clock: Clock, started: "threading.Event", stop: "list[Callable[[], object]]", found: list[Running]) -> None:
    async def run() -> None:
        async with serving(clock, port=0, slow_seconds=0.05) as running:
            ended = asyncio.Event()
            loop = asyncio.get_running_loop()
            stop.append(lambda: loop.call_soon_threadsafe(ended.set))
            found.append(running)
            started.set()
            await ended.wait()

    try:
        asyncio.run(run())
    finally:
        started.set()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A reader of a press that has just begun: a week of news is out."""
    clock = Clock(tmp_path / "state.json", started=STARTED)
    started, stop, found = threading.Event(), [], []
    thread = threading.Thread(target=_serve, args=(clock, started, stop, found))
    thread.start()
    started.wait(10)
    yield Reader(found[0])
    stop[0]()
    thread.join(10)
    assert not thread.is_alive()
