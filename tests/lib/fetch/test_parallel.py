"""Many fetches at once, over real HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from interlink.lib.fetch import Answer, DoorRules, FetchError
from interlink.lib.fetch.parallel import Wanted, fetch_batches, fetch_each

SLOW_SECONDS = 0.2


class Handler(BaseHTTPRequestHandler):
    """Answers at once, but for the host named slow."""

    def do_GET(self) -> None:
        if self.headers["Host"].startswith("slow."):
            time.sleep(SLOW_SECONDS)
        body = self.path.encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def rules(port: int) -> DoorRules:
    return DoorRules(allowed_loopback=frozenset({f"*.localhost:{port}"}))


def pages(host: str, port: int, count: int) -> list[Wanted[str]]:
    return [Wanted(f"{host}{place}", f"http://{host}.localhost:{port}/{place}") for place in range(count)]


def test_every_page_comes_back_once_with_its_key(port: int) -> None:
    wanted = [*pages("a", port, 30), *pages("b", port, 30), *pages("c", port, 1)]
    found = list(fetch_each(wanted, rules(port), user_agent="Test/1"))
    assert sorted(key for key, _ in found) == sorted(page.key for page in wanted)
    assert all(isinstance(answer, Answer) and answer.body == f"/{key[1:]}".encode() for key, answer in found)


def test_a_slow_host_with_many_pages_holds_one_stream_only(port: int) -> None:
    wanted = [*pages("slow", port, 8), *pages("fast", port, 20)]
    keys = [key for key, _ in fetch_each(wanted, rules(port), user_agent="Test/1", at_once=2)]
    last_fast = max(place for place, key in enumerate(keys) if key.startswith("fast"))
    assert sum(key.startswith("slow") for key in keys[:last_fast]) <= 4


def test_what_is_no_address_is_an_answer_of_its_own_and_harms_no_other(port: int) -> None:
    wanted = [Wanted("bad", "http://[broken"), Wanted("none", ""), *pages("a", port, 2)]
    found = dict(fetch_each(wanted, rules(port), user_agent="Test/1"))
    assert {key for key, answer in found.items() if isinstance(answer, FetchError)} == {"bad", "none"}
    assert len(found) == 4


def test_batches_are_bounded_and_leave_nothing_out(port: int) -> None:
    wanted = [page for host in "abcdefgh" for page in pages(host, port, 10)]
    batches = list(fetch_batches(wanted, rules(port), user_agent="Test/1", most=4))
    assert {1, 2, 3, 4} >= {len(batch) for batch in batches}
    assert len({key for batch in batches for key, _ in batch}) == 80


def test_nothing_wanted_gives_nothing() -> None:
    assert list(fetch_each([], DoorRules(), user_agent="Test/1")) == []


def test_closing_early_stops_the_fetches(port: int) -> None:
    batches = fetch_batches(pages("slow", port, 50), rules(port), user_agent="Test/1")
    next(batches)
    started = time.monotonic()
    batches.close()
    assert time.monotonic() - started < 50 * SLOW_SECONDS / 2
