"""What Mastodon answers, and checks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from typing import Any, ClassVar
from urllib.parse import urlsplit

from channel_servers.server import Asked, Said, Server, Shown


class MastodonServer(Server):
    secrets: ClassVar = {"token": "the-right-token"}

    def __init__(self) -> None:
        super().__init__()
        self.by_key: dict[str, str] = {}
        self.media: dict[str, str] = {}
        self.looks: dict[str, int] = defaultdict(int)

    def deed_of(self, asked: Asked) -> str:
        path = urlsplit(asked.path).path
        if path == "/api/v1/statuses":
            return "post"
        if path.startswith("/api/v1/statuses/"):
            return {"PUT": "edit", "DELETE": "delete"}.get(asked.method, "?")
        names = {"/api/v2/media": "media", "/api/v1/accounts/verify_credentials": "who", "/api/v2/instance": "limits"}
        if path.startswith("/api/v1/media/"):
            return "media state"
        return "find" if path == "/api/v1/accounts/77/statuses" else names.get(path, "?")

    def do(self, deed: str, asked: Asked) -> Said:  # noqa: PLR0911 - an answer for each deed
        if deed == "limits":
            said = {"max_characters": 500, "characters_reserved_per_url": 23}
            return Said(200, {"configuration": {"statuses": said}})
        if asked.headers.get("Authorization") != "Bearer the-right-token":
            return self.keys_wrong
        match deed:
            case "who":
                return Said(200, {"id": "77", "acct": "watch", "username": "watch"})
            case "post":
                return self._post(asked)
            case "edit":
                return self._edit(asked)
            case "delete":
                gone = self.messages.pop(asked.path.rpartition("/")[2], None)
                return Said(200, {"text": ""}) if gone else Said(404, {"error": "Record not found"})
            case "media":
                name = str(next(self.numbers))
                assert asked.form["file:type"].startswith(b"image/")
                self.media[name] = asked.form["description"].decode()
                return Said(202, {"id": name, "url": None})
            case "media state":
                name = asked.path.rpartition("/")[2]
                self.looks[name] += 1
                return Said(206 if self.looks[name] == 1 else 200, {"id": name, "url": "x"})
            case "find":
                return Said(200, [self._status(name) for name in reversed(self.messages)])
        return Said(404, {"error": "Not found"})

    def _post(self, asked: Asked) -> Said:
        key = asked.headers["Idempotency-Key"]
        if key in self.by_key and self.by_key[key] in self.messages:
            return Said(200, self._status(self.by_key[key]))
        told = asked.json
        if told.get("in_reply_to_id") not in {None, *self.messages}:
            return Said(404, {"error": "Record not found"})
        if wrong := self._wrong(told):
            return wrong
        name = str(next(self.numbers))
        alts = [self.media[one] for one in told["media_ids"]]
        self.messages[name] = Shown(
            told["status"], told.get("in_reply_to_id"), told["language"], *alts, more={"seen": told["visibility"]}
        )
        self.by_key[key] = name
        return Said(200, self._status(name))

    def _edit(self, asked: Asked) -> Said:
        message = self.messages.get(asked.path.rpartition("/")[2])
        if message is None:
            return Said(404, {"error": "Record not found"})
        told = asked.json
        if wrong := self._wrong(told):
            return wrong
        message.text, message.edits = told["status"], message.edits + 1
        message.alt = "".join(self.media[one] for one in told["media_ids"])
        return Said(200, self._status(asked.path.rpartition("/")[2]))

    def _wrong(self, told: dict[str, Any]) -> Said | None:
        if len(re.sub(r"https?://\S+", "x" * 23, unicodedata.normalize("NFC", told["status"]))) > 500:
            return Said(422, {"error": "Validation failed: Text character limit of 500 exceeded"})
        return None

    def _status(self, name: str) -> dict[str, Any]:
        message = self.messages[name]
        link = r'<a href="\g<0>"><span class="invisible">\1</span><span class="ellipsis">\2</span></a>'
        words = re.sub(r"(https?://)(\S+)", link, html.escape(message.text))
        return {
            "id": name,
            "url": f"{self.address}/@watch/{name}",
            "content": "".join(f"<p>{part}</p>" for part in words.split("\n\n")),
            "created_at": "2099-01-01T00:00:00.000Z",
            "in_reply_to_id": message.answers,
            "media_attachments": [{"id": one} for one in self.media] if message.alt else [],
        }
