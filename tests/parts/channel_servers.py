"""Loopback servers that speak the protocols of the services on which posts are told of, and do as they are told.

They check what the services check, by code of their own: signatures, lengths, keys, what a message answers.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlsplit

import regex

WRONG = "wrong"


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


class BlueskyServer(Server):
    secrets: ClassVar = {"app_password": "abcd-efgh-ijkl-mnop"}
    target: ClassVar = "watch.example"
    DID: ClassVar = "did:plc:meridianwatch"

    def __init__(self) -> None:
        super().__init__()
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.blobs: dict[str, bytes] = {}

    def deed_of(self, asked: Asked) -> str:
        method = urlsplit(asked.path).path.rpartition(".")[2]
        return {"createRecord": "post", "deleteRecord": "delete", "getRecord": "find", "uploadBlob": "media"}.get(
            method, {"getSession": "who", "createSession": "sign in", "refreshSession": "renew"}.get(method, "?")
        )

    def expire(self, *, refresh: bool = False) -> None:
        """End the sessions, and if asked what renews them."""
        self.access.clear()
        if refresh:
            self.refresh.clear()

    def do(self, deed: str, asked: Asked) -> Said:  # noqa: PLR0911 - an answer for each deed
        token = asked.headers.get("Authorization", "").removeprefix("Bearer ")
        if deed == "sign in":
            right = asked.json == {"identifier": self.target, "password": self.secrets["app_password"]}
            return self._session() if right else self.keys_wrong
        if deed == "renew":
            known = token in self.refresh
            self.refresh.discard(token)
            return self._session() if known else Said(400, {"error": "ExpiredToken", "message": "Token has expired"})
        if token not in self.access:
            return Said(400, {"error": "ExpiredToken", "message": "Token has expired"})
        match deed:
            case "who":
                return Said(200, {"did": self.DID, "handle": self.target})
            case "media":
                name = hashlib.sha256(asked.body).hexdigest()
                self.blobs[name] = asked.body
                kind = asked.headers["Content-Type"]
                blob = {"$type": "blob", "ref": {"$link": name}, "mimeType": kind, "size": len(asked.body)}
                return Said(200, {"blob": blob})
            case "post":
                return self._post(asked.json)
            case "delete":
                self.messages.pop(asked.json["rkey"], None)
                return Said(200, {})
            case "find":
                key = parse_qs(urlsplit(asked.path).query)["rkey"][0]
                missing = Said(400, {"error": "RecordNotFound", "message": f"Could not locate record: {key}"})
                return Said(200, self._reference(key)) if key in self.messages else missing
        return Said(501, {"error": "MethodNotImplemented"})

    def _session(self) -> Said:
        access, refresh = f"access-{next(self.numbers)}", f"refresh-{next(self.numbers)}"
        self.access.add(access)
        self.refresh.add(refresh)
        return Said(200, {"accessJwt": access, "refreshJwt": refresh, "did": self.DID, "handle": self.target})

    def _reference(self, key: str) -> dict[str, str]:
        return {"uri": f"at://{self.DID}/app.bsky.feed.post/{key}", "cid": f"cid-{key}"}

    def _post(self, told: dict[str, Any]) -> Said:
        key, record = told["rkey"], told["record"]
        wrong = self._wrong(told)
        if wrong:
            return Said(400, {"error": "InvalidRequest", "message": wrong})
        embed = record.get("embed", {})
        external = embed.get("external", {})
        shown = [record["text"][:0]]
        for facet in record.get("facets", []):
            index = facet["index"]
            shown.append(record["text"].encode()[index["byteStart"] : index["byteEnd"]].decode())
        links = [facet["features"][0]["uri"] for facet in record.get("facets", [])]
        self.messages[key] = Shown(
            record["text"],
            record["reply"]["parent"]["uri"].rpartition("/")[2] if "reply" in record else None,
            record["langs"][0],
            "".join(image["alt"] for image in embed.get("images", [])),
            external.get("uri") or "".join(links),
            more={"card": external, "facets": shown[1:], "root": record.get("reply", {}).get("root")},
        )
        return Said(200, self._reference(key))

    def _wrong(self, told: dict[str, Any]) -> str:  # noqa: PLR0911 - a reason each
        key, record = told["rkey"], told["record"]
        if told["repo"] != self.DID or told["collection"] != record["$type"]:
            return "Invalid repo or collection"
        if key in self.messages or not re.fullmatch(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", key):
            return "Invalid or existing record key"
        if len(regex.findall(r"\X", record["text"])) > 300 or len(record["text"].encode()) > 3000:
            return "Record/text must not be longer than 300 graphemes"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record["createdAt"]):
            return "Record/createdAt must be a valid datetime"
        for place in record.get("reply", {}).values():
            if place not in [self._reference(one) for one in self.messages]:
                return "Record/reply must be a strong reference"
        pictures = [one["image"] for one in record.get("embed", {}).get("images", [])]
        thumb = record.get("embed", {}).get("external", {}).get("thumb")
        for blob in [*pictures, *([thumb] if thumb else [])]:
            if blob["ref"]["$link"] not in self.blobs:
                return "Could not find blob"
        return ""

    def refuses(self) -> Said:
        return Said(400, {"error": "InvalidRequest", "message": "Validation failed"})

    def refuses_picture(self) -> Said:
        return Said(400, {"error": "BlobTooLarge", "message": "This file is too large"})

    keys_wrong: ClassVar = Said(401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"})


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


SERVERS: dict[str, type[Server]] = {
    "mastodon": MastodonServer,
    "bluesky": BlueskyServer,
    "telegram": TelegramServer,
    "x": XServer,
    "webhook": WebhookServer,
}


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
