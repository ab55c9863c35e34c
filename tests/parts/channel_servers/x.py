"""What X answers, and checks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import re
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from channel_servers.server import Asked, Said, Server, Shown


class XServer(Server):
    secrets: ClassVar = {
        "api_key": "the-app", "api_secret": "app-secret", "access_token": "42-user", "access_secret": "user-secret",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.media: dict[str, str] = {}
        self.nonces: set[str] = set()
        self.said: set[str] = set()
        self.may_read = True

    def deed_of(self, asked: Asked) -> str:
        path = urlsplit(asked.path).path
        if path.startswith("/2/tweets/"):
            return "delete"
        names = {"/2/tweets": "post", "/2/users/me": "who", "/2/users/42/tweets": "find", "/2/media/upload": "media"}
        return names.get(path, "words of media" if path == "/2/media/metadata" else "?")

    def do(self, deed: str, asked: Asked) -> Said:  # noqa: PLR0911 - an answer for each deed
        if not self._signed(asked):
            return self.keys_wrong
        match deed:
            case "who":
                return Said(200, {"data": {"id": "42", "name": "Meridian Watch", "username": "meridianwatch"}})
            case "media":
                assert asked.form["media_category"] == b"tweet_image"
                name = str(next(self.numbers))
                self.media[name] = ""
                return Said(200, {"data": {"id": name, "media_key": f"3_{name}"}})
            case "words of media":
                told = asked.json
                self.media[told["id"]] = told["metadata"]["alt_text"]["text"]
                return Said(200, {"data": {"id": told["id"]}})
            case "post":
                return self._post(asked.json)
            case "delete":
                gone = self.messages.pop(asked.path.rpartition("/")[2], None)
                return Said(200, {"data": {"deleted": gone is not None}})
            case "find":
                return self._latest() if self.may_read else Said(403, {"title": "Client Forbidden", "detail": "Access"})
        return Said(404, {"title": "Not Found Error"})

    def _post(self, told: dict[str, Any]) -> Said:
        text = told["text"]
        if text in {one.text for one in self.shown}:
            words = "You are not allowed to create a Tweet with duplicate content."
            return Said(403, {"detail": words, "title": "Forbidden", "status": 403})
        bare = re.sub(r"https?://\S+", "x" * 23, text)
        if sum(1 if ord(one) < 4352 or 8192 <= ord(one) <= 8247 else 2 for one in bare) > 280:
            return Said(400, {"detail": "Your Tweet text is too long.", "title": "Invalid Request"})
        name = str(next(self.numbers))
        media = told.get("media", {}).get("media_ids", [])
        parent = told.get("reply", {}).get("in_reply_to_tweet_id")
        self.messages[name] = Shown(text, parent, alt="".join(self.media[one] for one in media))
        return Said(201, {"data": {"id": name, "text": text}})

    def _latest(self) -> Said:
        found = []
        for name, message in reversed(self.messages.items()):
            links = re.findall(r"https?://\S+", message.text)
            text = message.text
            urls = []
            for number, link in enumerate(links):
                text = text.replace(link, f"https://t.co/{name}{number}")
                urls.append({"url": f"https://t.co/{name}{number}", "expanded_url": link})
            post: dict[str, Any] = {"id": name, "text": html.escape(text, quote=False), "entities": {"urls": urls}}
            if message.answers:
                post["referenced_tweets"] = [{"type": "replied_to", "id": message.answers}]
            found.append(post)
        return Said(200, {"data": found, "meta": {"result_count": len(found)}})

    def _signed(self, asked: Asked) -> bool:
        """Check an OAuth 1.0a signature, as RFC 5849 says and with nothing of any library."""
        head = asked.headers.get("Authorization", "")
        said = {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', head)}
        given = said.pop("oauth_signature", "")
        if said.get("oauth_nonce", "") in self.nonces:
            return False
        self.nonces.add(said.get("oauth_nonce", ""))
        where = urlsplit(asked.path)
        pairs = sorted(
            (quote(name, safe="~"), quote(value, safe="~")) for name, value in [*said.items(), *parse_qsl(where.query)]
        )
        normal = "&".join(f"{name}={value}" for name, value in pairs)
        base = "&".join(quote(one, safe="~") for one in (asked.method, f"{self.address}{where.path}", normal))
        right = said.get("oauth_consumer_key") == "the-app" and said.get("oauth_token") == "42-user"
        mac = hmac.digest(b"app-secret&user-secret", base.encode(), hashlib.sha1)
        return right and hmac.compare_digest(base64.b64encode(mac).decode(), given)

    def busy(self, seconds: int) -> Said:
        return Said(429, {"title": "Too Many Requests", "detail": "Too Many Requests"}, {"Retry-After": str(seconds)})

    def refuses(self) -> Said:
        return Said(400, {"title": "Invalid Request", "detail": "One or more parameters to your request was invalid."})

    keys_wrong: ClassVar = Said(401, {"title": "Unauthorized", "status": 401, "detail": "Unauthorized"})
