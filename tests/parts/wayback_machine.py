"""A Wayback Machine on loopback that speaks its protocol: availability, and Save Page Now 2 with keys and jobs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEYS = "LOW AKEY:ASECRET"
MOMENT = "20261124121500"


@dataclass
class Machine:
    """What it has, and what it is to answer; `trouble` answers any request in its place, with headers."""

    port: int = 0
    has: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    jobs: dict[str, str] = field(default_factory=dict)
    pending: int = 0
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    trouble: tuple[int, bytes, dict[str, str]] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def available(self) -> str:
        return f"{self.address}/wayback/available"

    def orders(self) -> list[dict[str, str]]:
        return [form for path, form in self.asked if path == "/save"]

    def answer(self, path: str, form: dict[str, str], keys: str | None) -> tuple[int, Any]:
        if path == "/wayback/available":
            return 200, self.availability(form)
        if keys != KEYS:
            return 401, {"message": "You need to be logged in to use Save Page Now."}
        if path == "/save":
            return 200, self.order(form["url"])
        return 200, self.status(form["job_id"]) if path == "/save/status" else {}

    def availability(self, form: dict[str, str]) -> dict[str, Any]:
        moment = self.has.get(form["url"])
        if moment is None:
            return {"url": form["url"], "archived_snapshots": {}, "timestamp": form["timestamp"]}
        closest = {
            "status": "200", "available": True, "timestamp": moment,
            "url": f"http://web.archive.org/web/{moment}/{form['url']}",
        }  # fmt: skip
        return {"url": form["url"], "archived_snapshots": {"closest": closest}, "timestamp": form["timestamp"]}

    def order(self, url: str) -> dict[str, Any]:
        job = f"spn2-{len(self.jobs):040x}"
        self.jobs[job] = url
        return {"url": url, "job_id": job}

    def status(self, job: str) -> dict[str, Any]:
        if self.pending:
            self.pending -= 1
            return {"status": "pending", "job_id": job, "resources": []}
        url = self.jobs[job]
        done = {
            "status": "success", "job_id": job, "original_url": url, "timestamp": MOMENT, "http_status": 200,
            "duration_sec": 6.2, "counters": {"embeds": 2, "outlinks": 1}, "resources": [url], "outlinks": [],
        }  # fmt: skip
        return self.outcomes.get(url, done)


@contextmanager
def archiving() -> Iterator[Machine]:
    machine = Machine()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self.reply(parts.path, parts.query)

        def do_POST(self) -> None:
            self.reply(self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())

        def reply(self, path: str, fields: str) -> None:
            form = {name: values[0] for name, values in parse_qs(fields, keep_blank_values=True).items()}
            machine.asked.append((path, form))
            headers: dict[str, str] = {}
            if machine.trouble is not None:
                status, body, headers = machine.trouble
            else:
                status, said = machine.answer(path, form, self.headers.get("Authorization"))
                body = json.dumps(said).encode()
            self.send_response(status)
            for name, value in (
                {"Content-Type": "application/json", "Content-Length": str(len(body))} | headers
            ).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    machine.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield machine
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
