"""A web server on loopback with pages of our making, kind ones and hostile ones."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Raw = Callable[[BaseHTTPRequestHandler, threading.Event], None]


@dataclass
class Pages:
    """What a server answers, by path; what is not there is 404.

    A page is bytes, served with the type that its name ends in, or a function that writes the whole answer itself. It
    gets an event that is set when the server ends.
    """

    port: int = 0
    at: dict[str, bytes | Raw] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    delay: float = 0.0
    most_at_once: int = 0

    def address(self, path: str = "/", host: str = "outlet.localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def pattern(self) -> str:
        return f"*.localhost:{self.port}"


TYPES = {
    "css": "text/css", "js": "text/javascript", "png": "image/png", "svg": "image/svg+xml", "woff2": "font/woff2",
    "pdf": "application/pdf", "jpg": "image/jpeg", "mp3": "audio/mpeg", "wav": "audio/wav", "json": "application/json",
}  # fmt: skip


@contextlib.contextmanager
def serving(pages: Pages) -> Iterator[Pages]:
    """Serve until the block ends."""
    ended = threading.Event()
    lock = threading.Lock()
    now = 0

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            nonlocal now
            with lock:
                now += 1
                pages.most_at_once = max(pages.most_at_once, now)
            try:
                self.answer()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with lock:
                    now -= 1

        def answer(self) -> None:
            path = self.path.partition("?")[0]
            pages.asked.append(self.path)
            pages.agents.add(self.headers.get("User-Agent", ""))
            if pages.delay:
                time.sleep(pages.delay)
            what = pages.at.get(path)
            if callable(what):
                what(self, ended)
                return
            body = b"not there" if what is None else what
            kind = TYPES.get(path.rpartition(".")[2], "text/html; charset=utf-8")
            head = f"HTTP/1.1 {404 if what is None else 200} x\r\nContent-Type: {kind}\r\n"
            self.wfile.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    pages.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield pages
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
