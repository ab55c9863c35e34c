"""What Telegram answers, and checks."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from channel_servers.server import Asked, Said, Server, Shown


class TelegramServer(Server):
    secrets: ClassVar = {"bot_token": "123456:the-right-token"}
    target: ClassVar = "@meridian_watch"

    def deed_of(self, asked: Asked) -> str:
        names = {"sendMessage": "post", "sendPhoto": "post", "editMessageText": "edit", "editMessageCaption": "edit"}
        method = asked.path.rpartition("/")[2]
        return names.get(method, {"deleteMessage": "delete", "getMe": "who", "getChat": "chat"}.get(method, "?"))

    def do(self, deed: str, asked: Asked) -> Said:  # noqa: PLR0911 - an answer for each deed
        if not asked.path.startswith("/bot123456:the-right-token/"):
            return self.keys_wrong
        if deed == "who":
            return self._fine({"id": 123456, "is_bot": True, "username": "watch_bot"})
        photo = asked.headers["Content-Type"].startswith("multipart/")
        told = {name: value.decode() for name, value in asked.form.items() if name != "photo"} if photo else asked.json
        if told["chat_id"] != self.target:
            return self._no(400, "Bad Request: chat not found")
        if deed == "chat":
            return self._fine({"id": -1001, "type": "channel", "title": "Meridian", "username": "meridian_watch"})
        text = told.get("text", told.get("caption", ""))
        if len(text.encode("utf-16-le")) // 2 > (1024 if "caption" in told else 4096):
            return self._no(400, f"Bad Request: message{' caption' if 'caption' in told else ''} is too long")
        if deed == "post":
            return self._post(told, text, photo=photo)
        message = self.messages.get(str(told["message_id"]))
        if message is None:
            return self._no(400, f"Bad Request: message to {deed} not found")
        if deed == "delete":
            del self.messages[str(told["message_id"])]
            return Said(200, {"ok": True, "result": True})
        if message.text == text:
            return self._no(400, "Bad Request: message is not modified: specified new message content is the same")
        message.text, message.edits = text, message.edits + 1
        return self._fine({"message_id": told["message_id"]})

    def _post(self, told: dict[str, Any], text: str, *, photo: bool) -> Said:
        name = next(self.numbers)
        answers = told.get("reply_parameters")
        answers = json.loads(answers) if isinstance(answers, str) else answers
        preview = told.get("link_preview_options", {})
        self.messages[str(name)] = Shown(
            text,
            str(answers["message_id"]) if answers else None,
            link=preview.get("url", ""),
            more={"photo": photo},
        )
        return self._fine({"message_id": name, "chat": {"id": -1001, "username": "meridian_watch"}})

    def _fine(self, result: dict[str, Any]) -> Said:
        return Said(200, {"ok": True, "result": result})

    def _no(self, status: int, words: str, **parameters: int) -> Said:
        return Said(status, {"ok": False, "error_code": status, "description": words, "parameters": parameters})

    def busy(self, seconds: int) -> Said:
        return self._no(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def refuses(self) -> Said:
        return self._no(400, "Bad Request: can't parse entities")

    def refuses_picture(self) -> Said:
        return self._no(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")

    keys_wrong: ClassVar = Said(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
