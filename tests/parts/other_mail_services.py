"""Loopback servers that speak the interfaces of further mail services, each in its documented shape."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from mail_service import answering

KEY, SECOND_KEY = "an-api-key", "a-secret-key"
Answer = tuple[int, Any]


@dataclass(frozen=True)
class Dialect:
    """How one service is spoken to.

    Attributes:
        path: Where mails are handed over.
        keys: anymail's names of what it wants, without the service's own.
        proof: The header that says who we are.
        to: The address in what it is sent.
        mark: Our mark in it.
        untracked: Whether it was told to follow nobody; None where its interface has no way to say so.
        head: The headers that we want the mail to have.
        taken: What it answers when it has taken a mail.
        not_ours: What it answers when the sender is not known to it, which is no reader's doing.
        event: What it tells of a mail with a mark that came back for good.
    """

    path: str
    keys: dict[str, str]
    proof: tuple[str, str]
    to: Callable[[Any], str]
    mark: Callable[[Any], str]
    untracked: Callable[[Any], bool | None]
    head: Callable[[Any], dict[str, str]]
    taken: Callable[[Any], Answer]
    not_ours: Answer
    event: Callable[[str], Any]


DIALECTS = {
    # docs.sendgrid.com/api-reference/mail-send, /for-developers/tracking-events/event
    "sendgrid": Dialect(
        path="/mail/send",
        keys={"api_key": KEY},
        proof=("Authorization", f"Bearer {KEY}"),
        to=lambda mail: mail["personalizations"][0]["to"][0]["email"],
        mark=lambda mail: mail["custom_args"]["mark"],
        untracked=lambda mail: not any(one["enable"] for one in mail["tracking_settings"].values()),
        head=lambda mail: mail["personalizations"][0].get("headers") or mail["headers"],
        taken=lambda _mail: (202, None),
        not_ours=(403, {"errors": [{"message": "The from address does not match a verified Sender Identity."}]}),
        event=lambda mark: [
            {"event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 No such user", "mark": mark}
        ],
    ),
    # developers.brevo.com/reference/sendtransacemail, /docs/transactional-webhooks
    "brevo": Dialect(
        path="/smtp/email",
        keys={"api_key": KEY},
        proof=("api-key", KEY),
        to=lambda mail: mail["to"][0]["email"],
        mark=lambda mail: json.loads(mail["headers"]["X-Mailin-custom"])["mark"],
        untracked=lambda _mail: None,
        head=lambda mail: mail["headers"],
        taken=lambda _mail: (201, {"messageId": "<202611270000.1@smtp-relay.mailin.fr>"}),
        not_ours=(400, {"code": "invalid_parameter", "message": "Sender is not valid: digest@watch.example"}),
        event=lambda mark: {
            "event": "hard_bounce", "reason": "550 5.1.1 No such user", "ts_epoch": 1,
            "X-Mailin-custom": json.dumps({"mark": mark}),
        },
    ),
    # dev.mailjet.com/email/guides/send-api-v31, /email/guides/webhooks
    "mailjet": Dialect(
        path="/send",
        keys={"api_key": KEY, "secret_key": SECOND_KEY},
        proof=("Authorization", "Basic " + base64.b64encode(f"{KEY}:{SECOND_KEY}".encode()).decode()),
        to=lambda mail: mail["Messages"][0]["To"][0]["Email"],
        mark=lambda mail: json.loads(mail["Globals"]["EventPayload"])["mark"],
        untracked=lambda mail: {mail["Globals"]["TrackOpens"], mail["Globals"]["TrackClicks"]} == {"disabled"},
        head=lambda mail: mail["Globals"]["Headers"],
        taken=lambda mail: (
            200,
            {"Messages": [{"Status": "success", "To": [
                {"Email": mail["Messages"][0]["To"][0]["Email"], "MessageID": 4, "MessageUUID": "a", "MessageHref": "b"}
            ]}]},
        ),
        not_ours=(
            400,
            {"Messages": [{"Status": "error", "Errors": [
                {"ErrorCode": "send-0008", "StatusCode": 403, "ErrorRelatedTo": ["From"],
                 "ErrorMessage": "digest@watch.example is not an authorized sender email address for your account."}
            ]}]},
        ),
        event=lambda mark: {
            "event": "bounce", "hard_bounce": True, "error": "user unknown", "comment": "550 5.1.1 No such user",
            "Payload": json.dumps({"mark": mark}),
        },
    ),
}  # fmt: skip


@dataclass
class OtherService:
    """What such a service took; `knows_us` says whether it takes mails of ours."""

    dialect: Dialect
    port: int = 0
    knows_us: bool = True
    asked: list[str] = field(default_factory=list)
    taken: list[Any] = field(default_factory=list)

    def answer(self, path: str, proof: str, mail: Any) -> Answer:
        if (path, proof) != (self.dialect.path, self.dialect.proof[1]):
            return 401, {"ErrorCode": "no", "message": "Key not found"}
        self.asked.append(self.dialect.to(mail))
        if not self.knows_us:
            return self.dialect.not_ours
        self.taken.append(mail)
        return self.dialect.taken(mail)


@contextmanager
def other_service(name: str) -> Iterator[OtherService]:
    service = OtherService(DIALECTS[name])

    def answer(request: BaseHTTPRequestHandler, mail: Any) -> Answer:
        return service.answer(request.path, request.headers.get(service.dialect.proof[0], ""), mail)

    with answering(answer) as service.port:
        yield service
