"""What all servers of services have, and how they are served."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


class Trouble(Enum):
    """What can happen instead of an answer."""

    STALLS = "takes the question, does nothing and says nothing"
    BREAKS_BEFORE = "hangs up and has done nothing"
    BREAKS_AFTER = "does it and hangs up"
    HALF_AFTER = "does it and sends half an answer"
    FALLS_OVER_AFTER = "does it and something in front of it answers 502"


@dataclass(frozen=True)
class Said:
    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def form(self) -> dict[str, bytes]:
        """A form with files, as another reader finds it; a file's type is under its name and ':type'."""
        whole = message_from_bytes(
            f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + self.body, policy=policy.HTTP
        )
        found: dict[str, bytes] = {}
        for part in whole.iter_parts():  # type: ignore[attr-defined]
            name = part.get_param("name", header="content-disposition")
            found[name] = part.get_payload(decode=True)
            found[f"{name}:type"] = part.get_content_type().encode()
        return found


@dataclass
class Shown:
    """A message as people see it there."""

    text: str
    answers: str | None = None
    language: str = ""
    alt: str = ""
    link: str = ""
    edits: int = 0
    more: dict[str, Any] = field(default_factory=dict)


Script = Said | Trouble | Callable[[], None]


class Server:
    """What all of them have: messages by their names, and what is to go wrong with which deed."""

    secrets: ClassVar[dict[str, str]]
    target: ClassVar[str] = ""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[tuple[str, Asked]] = []
        self.scripts: dict[str, list[Script]] = defaultdict(list)
        self.messages: dict[str, Shown] = {}
        self.ended = threading.Event()
        self.numbers = iter(range(1001, 9999))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def shown(self) -> list[Shown]:
        return list(self.messages.values())

    def deeds(self, deed: str) -> list[Asked]:
        return [asked for done, asked in self.asked if done == deed]

    def deed_of(self, asked: Asked) -> str:
        raise NotImplementedError

    def do(self, deed: str, asked: Asked) -> Said:
        raise NotImplementedError

    def busy(self, seconds: int) -> Said:
        return Said(429, {"error": "Too many requests"}, {"Retry-After": str(seconds)})

    def refuses(self) -> Said:
        return Said(422, {"error": "Validation failed"})

    def refuses_picture(self) -> Said:
        return self.refuses()

    keys_wrong: ClassVar[Said] = Said(401, {"error": "The access token is invalid"})


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Have a server answer on loopback while a block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: Any) -> None:
            pass

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, {k.title(): v for k, v in self.headers.items()}, body)
            asked = Asked(asked.method, asked.path, _AnyCase(asked.headers), body)
            deed = server.deed_of(asked)
            server.asked.append((deed, asked))
            script = server.scripts[deed].pop(0) if server.scripts[deed] else None
            if script is Trouble.STALLS:
                server.ended.wait(20)
            if script is Trouble.STALLS or script is Trouble.BREAKS_BEFORE:
                self.close_connection = True
                return
            said = script if isinstance(script, Said) else server.do(deed, asked)
            if callable(script):
                script()
            if script is Trouble.BREAKS_AFTER:
                self.close_connection = True
                return
            if script is Trouble.FALLS_OVER_AFTER:
                said = Said(502, "Bad Gateway")
            self._say(said, half=script is Trouble.HALF_AFTER)

        def _say(self, said: Said, *, half: bool) -> None:
            content = b"" if said.status == 204 else json.dumps(said.body).encode()
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(max(len(content), 2) if half else len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if half else content)
            self.close_connection = half

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the library's names

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            listening.shutdown()
            thread.join(5)


class _AnyCase(dict[str, str]):
    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__({name.lower(): value for name, value in headers.items()})

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.lower(), default)
