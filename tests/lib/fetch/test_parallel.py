"""Many fetches at once, over real HTTP."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from threading import enumerate as enumerate_threads

import pytest

from interlink.lib.fetch import Answer, DoorRules, FetchError
from interlink.lib.fetch.parallel import Wanted, fetch_batches, fetch_each

SLOW_SECONDS = 0.05


class Handler(BaseHTTPRequestHandler):
    """Answers at once, but for the host named slow."""

    def do_GET(self) -> None:
        host = self.headers["Host"]
        if host.startswith(("slow.", "very-slow.")) and self.path != "/robots.txt":
            with self.server.counting:
                self.server.inside[host] += 1
                self.server.most[host] = max(self.server.most[host], self.server.inside[host])
            self.server.closing.wait(2 if host.startswith("very") else SLOW_SECONDS)
            with self.server.counting:
                self.server.inside[host] -= 1
        body = self.path.encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


class Server(ThreadingHTTPServer):
    """Counts how many requests of a slow host it works on at once, and waits for none of them when it ends."""

    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.closing, self.counting = Event(), Lock()
        self.inside: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    def handle_error(self, *args: object) -> None:
        """Say nothing about visitors who go early."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def port(server: Server) -> int:
    return server.server_port


def rules(port: int, **more: int) -> DoorRules:
    return DoorRules(allowed_loopback=frozenset({f"*.localhost:{port}"}), **more)


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


@pytest.mark.parametrize("per_host", [1, 3])
def test_fifty_quick_hosts_do_not_wait_for_a_very_slow_one(server: Server, per_host: int) -> None:
    port = server.server_port
    wanted = pages("very-slow", port, 50) + [page for number in range(50) for page in pages(f"quick{number}", port, 1)]
    started = time.monotonic()
    with closing(fetch_each(wanted, rules(port, per_host_streams=per_host), user_agent="Test/1", at_once=10)) as found:
        keys = [next(found)[0] for _ in range(50)]
    assert time.monotonic() - started < 1.5
    assert all(key.startswith("quick") for key in keys)
    assert server.most[f"very-slow.localhost:{port}"] == per_host


def test_a_host_gets_as_many_streams_as_the_rules_allow_and_no_more(server: Server) -> None:
    wanted = pages("slow", server.server_port, 12)
    found = list(fetch_each(wanted, rules(server.server_port, per_host_streams=4), user_agent="Test/1"))
    assert len(found) == 12
    assert server.most[f"slow.localhost:{server.server_port}"] == 4


def test_a_host_is_asked_again_while_its_connection_is_open(port: int) -> None:
    wanted = [*pages("a", port, 3), *pages("b", port, 2), *pages("c", port, 1)]
    keys = [key for key, _ in fetch_each(wanted, rules(port), user_agent="Test/1", at_once=1)]
    assert keys == ["a0", "a1", "a2", "b0", "b1", "c0"]


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
    wanted = [*pages("slow", port, 1), *pages("very-slow", port, 50)]
    batches = fetch_batches(wanted, rules(port), user_agent="Test/1")
    next(batches)
    started = time.monotonic()
    batches.close()
    assert time.monotonic() - started < 1  # less than the answer under way would take


def test_closing_stops_a_thread_that_waits_for_room(port: int) -> None:
    wanted = [page for number in range(100) for page in pages(f"quick{number}", port, 1)]
    batches = fetch_batches(wanted, rules(port), user_agent="Test/1", most=1)
    next(batches)
    time.sleep(0.1)
    started = time.monotonic()
    batches.close()
    assert time.monotonic() - started < 1
    assert not any(thread.name == "fetch" for thread in enumerate_threads())
