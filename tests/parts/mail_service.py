"""A loopback server that speaks Postmark's interface for single mails, and does as it is told."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "a-server-token"
BREAKS = "takes the mail and hangs up"


@dataclass
class MailService:
    """What the service answers, and what it took.

    `answers` maps an address, or "*" for all others, to a status and what Postmark says with it, or to BREAKS.
    """

    port: int = 0
    answers: dict[str, tuple[int, dict[str, Any]] | str] = field(default_factory=dict)
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    lines: set[tuple[str, int]] = field(default_factory=set)

    @property
    def settings(self) -> dict[str, Any]:
        """anymail's settings for this service."""
        return {
            "POSTMARK_API_URL": f"http://127.0.0.1:{self.port}/",
            "POSTMARK_SERVER_TOKEN": TOKEN,
            "IGNORE_UNSUPPORTED_FEATURES": True,
        }

    def answer(self, token: str, mail: dict[str, Any]) -> tuple[int, dict[str, Any]] | str:
        if token != TOKEN:
            return 401, {"ErrorCode": 10, "Message": "No Account or Server API tokens were supplied."}
        self.asked.append(mail["To"])
        answer = self.answers.get(mail["To"], self.answers.get("*", (200, {})))
        if answer == BREAKS or answer[0] == 200:
            self.taken.append(mail)
        if answer == (200, {}):
            return 200, {"To": mail["To"], "MessageID": str(uuid.uuid4()), "ErrorCode": 0, "Message": "OK"}
        return answer


Reply = tuple[int, Any] | str


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler, Any], Reply]) -> Iterator[int]:
    """Take JSON at a port of loopback, and answer with a status and JSON, or by hanging up where that is BREAKS."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            reply = answer(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if isinstance(reply, str):
                self.close_connection = True
                return
            body = b"" if reply[1] is None else json.dumps(reply[1]).encode()
            self.send_response(reply[0])
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def mail_service() -> Iterator[MailService]:
    service = MailService()

    def answer(request: BaseHTTPRequestHandler, mail: dict[str, Any]) -> Reply:
        service.lines.add(request.client_address)
        return service.answer(request.headers.get("X-Postmark-Server-Token", ""), mail)

    with answering(answer) as service.port:
        yield service
