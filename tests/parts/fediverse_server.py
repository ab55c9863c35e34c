"""A small server of the fediverse on loopback, whose people follow others; its signatures are pubby's, not ours.

It fetches whoever signs what it gets, checks the signature with pubby, knows an activity again by its id as Mastodon
does, and keeps what it took for its people as Mastodon keeps statuses.
"""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from pubby import ActivityPubHandler
from pubby.crypto import export_public_key_pem, generate_rsa_keypair, sign_request
from pubby.storage.adapters.file import FileActivityPubStorage

ACTIVITY = "application/activity+json"
_keys: list[Any] = []


def key_pair(number: int = 0) -> tuple[Any, Any]:
    """Return one of a few key pairs, which take a while to make."""
    while len(_keys) <= number:
        _keys.append(generate_rsa_keypair())
    pair: tuple[Any, Any] = _keys[number]
    return pair


@dataclass
class Peer:
    """The server, and what it took.

    `answers` are the statuses that its inboxes give next instead of 202; a callable is called first.
    `documents` are answered instead of the people's own, by path: a document, or a status and a body.
    """

    port: int
    taken: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    again: int = 0
    answers: list[int | Callable[[], None]] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    has_shared_inbox: bool = True
    wants_signed_fetch: bool = False
    key: int = 0
    handler: Any = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def person(self, name: str) -> str:
        return f"{self.address}/users/{name}"

    def document(self, name: str) -> dict[str, Any]:
        address = self.person(name)
        pem = export_public_key_pem(key_pair(self.key)[1])
        found: dict[str, Any] = {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": address,
            "type": "Person",
            "preferredUsername": name,
            "inbox": f"{address}/inbox",
            "outbox": f"{address}/outbox",
            "publicKey": {"id": f"{address}#main-key", "owner": address, "publicKeyPem": pem},
        }
        if self.has_shared_inbox:
            found["endpoints"] = {"sharedInbox": f"{self.address}/inbox"}
        return found

    def send(
        self, name: str, activity: dict[str, Any] | bytes, to: str, *, key: int | None = None, key_id: str = "",
        change: Callable[[dict[str, str]], None] | None = None, sent: bytes | None = None,
    ) -> tuple[int, str]:  # fmt: skip
        """Sign an activity and send it; `change` may spoil the headers, and `sent` go out in place of the body."""
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        private, _public = key_pair(self.key if key is None else key)
        headers = sign_request(private, key_id or f"{self.person(name)}#main-key", "POST", to, body=body)
        headers["Content-Type"] = ACTIVITY
        if change:
            change(headers)
        return post(to, body if sent is None else sent, headers)

    def follow(self, name: str, actor: str, number: int = 1) -> tuple[int, str]:
        """Have somebody follow an actor."""
        return self.send(name, self.following(name, actor, number), fetch(actor)["inbox"])

    def following(self, name: str, actor: str, number: int = 1) -> dict[str, Any]:
        return {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": f"{self.person(name)}#follows/{number}",
            "type": "Follow",
            "actor": self.person(name),
            "object": actor,
        }

    def kinds(self) -> list[str]:
        return [one["type"] for one in self.taken]

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        self.asked.append(("POST", path, headers))
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, int):
                return answer
            answer()
        activity = json.loads(body)
        try:
            self.handler.inbox.verify_signature("POST", path, headers, body, expected_actor=activity["actor"])
        except Exception as error:  # noqa: BLE001 - the test sees it
            self.refused.append(str(error))
            return 401
        if any(one["id"] == activity["id"] for one in self.taken):
            self.again += 1
            return 202
        self.taken.append(activity)
        self._keep(activity)
        return 202

    def _keep(self, activity: dict[str, Any]) -> None:
        told = activity["object"]
        if activity["type"] in {"Create", "Update"} and told["type"] == "Note":
            assert told["attributedTo"] == activity["actor"]
            self.statuses[told["id"]] = told
        elif activity["type"] == "Delete":
            self.statuses.pop(told["id"], None)


def post(to: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """Send something as it is, and return the status and what was said."""
    parts = urlsplit(to)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request("POST", parts.path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def fetch(address: str, accept: str = ACTIVITY) -> dict[str, Any]:
    """Fetch a document."""
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found


class _Handler(BaseHTTPRequestHandler):
    peer: Peer

    def do_GET(self) -> None:
        self.peer.asked.append(("GET", self.path, dict(self.headers.items())))
        found = self.peer.documents.get(self.path)
        if found is None and self.path.startswith("/users/"):
            found = self.peer.document(self.path.rpartition("/")[2])
        if found is None and self.path.startswith("/.well-known/webfinger"):
            name = self.path.rpartition("acct:")[2].rpartition("acct%3A")[2].partition("@")[0].partition("%40")[0]
            link = {"rel": "self", "type": ACTIVITY, "href": self.peer.person(name)}
            found = {"subject": f"acct:{name}@127.0.0.1:{self.peer.port}", "links": [link]}
        if self.peer.wants_signed_fetch and self.path.startswith("/users/"):
            try:
                self.peer.handler.verify_fetch_signature("GET", self.path, dict(self.headers.items()))
            except Exception:  # noqa: BLE001 - whatever is wrong with it
                found = 401, b"Request not signed"
        if isinstance(found, tuple):
            self._answer(*found)
        else:
            self._answer(200 if found else 404, json.dumps(found or {}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(self.peer.take(self.path, dict(self.headers.items()), body), b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status in {301, 302, 307, 308}:
            self.send_header("Location", body.decode())
            body = b""
        self.send_header("Content-Type", ACTIVITY)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def peer_server() -> Iterator[Peer]:
    """Run the server while a block lasts."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    peer = Peer(server.server_port)
    handler.peer = peer  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        peer.handler = ActivityPubHandler(
            FileActivityPubStorage(folder),
            {"base_url": peer.address, "username": "house"},
            private_key=key_pair()[0],
            allow_private_targets=True,
            http_timeout=5,
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield peer
        finally:
            server.shutdown()
            server.server_close()
