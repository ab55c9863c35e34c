"""A real timestamp authority on loopback: what answers is `openssl ts`; and it can be told to misbehave."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from demo_press.timestamps import Authority, authority_in


@dataclass
class Clock:
    """An authority that listens; `instead` answers in its place while it is set, with a status and a body."""

    name: str
    authority: Authority
    port: int = 0
    asked: int = 0
    instead: Callable[[bytes], tuple[int, bytes]] | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def roots(self) -> bytes:
        return self.authority.roots.read_bytes()

    def answer(self, query: bytes) -> tuple[int, bytes]:
        self.asked += 1
        return self.instead(query) if self.instead else (200, self.authority.reply(query))


@contextmanager
def listening(name: str, folder: Path) -> Iterator[Clock]:
    clock = Clock(name, authority_in(folder))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = clock.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *of: None  # who asked has gone before the answer
    clock.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield clock
    finally:
        clock.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
