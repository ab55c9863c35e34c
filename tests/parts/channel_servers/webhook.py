"""What a webhook answers, and checks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import ClassVar

from channel_servers.server import Asked, Said, Server, Shown


class WebhookServer(Server):
    secrets: ClassVar = {"signing_secret": "whsec_" + base64.b64encode(b"a secret of both sides").decode()}

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/interlink?team=7"

    def deed_of(self, asked: Asked) -> str:
        kind = asked.json["type"]
        names = {"post.published": "post", "post.updated": "edit", "post.deleted": "delete", "test": "who"}
        return names.get(kind, "?") if asked.path == "/hooks/interlink?team=7" else "?"

    def do(self, deed: str, asked: Asked) -> Said:
        name, moment = asked.headers["webhook-id"], asked.headers["webhook-timestamp"]
        signed = f"{name}.{moment}.".encode() + asked.body
        mac = base64.b64encode(hmac.digest(b"a secret of both sides", signed, hashlib.sha256)).decode()
        if asked.headers["webhook-signature"] != f"v1,{mac}":
            return self.keys_wrong
        if name in self.seen:
            return Said(200, {})
        self.seen.add(name)
        data = asked.json["data"]
        if deed == "post":
            image = data["image"] or {}
            self.messages[data["url"]] = Shown(data["title"], None, data["language"], image.get("alt", ""), data["url"])
        elif deed == "edit":
            message = self.messages[data["url"]]
            message.text, message.edits = data["title"], message.edits + 1
        elif deed == "delete":
            self.messages.pop(data["url"], None)
        return Said(204)

    keys_wrong: ClassVar = Said(401, {"error": "bad signature"})
