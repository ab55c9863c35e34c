"""What Bluesky answers, and checks."""

from __future__ import annotations

import hashlib
import re
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import regex

from channel_servers.server import Asked, Said, Server, Shown


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
