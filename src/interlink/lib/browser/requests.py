"""What a browser may ask for, what of its request is passed on, and what it is given for an answer.

Pure rules. Playwright has no word of redirects that it answers, and Chromium would follow them by itself, which it
cannot here. So a page or frame that was redirected is sent on by a page of ours, a style sheet imports the one that it
leads to, and anything else gets what came in the end. What goes into the capture is what the door brought.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from interlink.lib.fetch import Answer
from interlink.lib.fetch.questions import MAX_HEADERS, may_be_sent
from interlink.lib.reading.page_parts import Kind
from interlink.lib.sentences import Sentence

_KINDS = {
    "stylesheet": Kind.STYLE,
    "script": Kind.SCRIPT,
    "font": Kind.FONT,
    "image": Kind.IMAGE,
    "document": Kind.FRAME,
}
_NO_OPEN_END = Sentence("No connection that stays open is made.")
_ONLY_TOLD = Sentence("The page would only have told somebody of the visit.")
_REFUSED = {
    "media": Sentence("Films and sounds are not taken in."),
    "eventsource": _NO_OPEN_END,
    "websocket": _NO_OPEN_END,
    "ping": _ONLY_TOLD,
    "cspviolationreport": _ONLY_TOLD,
}
NO_SENDING = Sentence("The page would have sent something, and a capture only asks.")
NO_OTHER_SCHEME = Sentence("Only addresses that begin with http or https are asked for.")

# What the door says for itself, and what says more of the browser than a site needs to know.
_NOT_PASSED_ON = frozenset({"range", "if-none-match", "if-modified-since", "upgrade-insecure-requests", "purpose"})
# The body is unpacked and whole; nothing is remembered between visits, and nobody is told anything.
_NOT_GIVEN = frozenset(
    {
        *("alt-svc", "clear-site-data", "connection", "content-encoding", "content-length", "keep-alive", "nel"),
        *("report-to", "reporting-endpoints", "set-cookie", "strict-transport-security", "trailer"),
        *("transfer-encoding", "upgrade"),
    }
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a browser gets as an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def kind_of(resource: str) -> Kind:
    """Return what a request is for; `resource` is Chromium's word."""
    return _KINDS.get(resource, Kind.DATA)


def refusal(method: str, resource: str, address: str) -> str | None:
    """Return why a request is not carried out, for a person; None when it is."""
    if resource in _REFUSED:
        return _REFUSED[resource]
    if not address.startswith(("http://", "https://")):
        return NO_OTHER_SCHEME
    return None if method == "GET" else NO_SENDING


def passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a request that go to the site as well."""
    fit = {
        name: value
        for name, value in headers.items()
        if name not in _NOT_PASSED_ON and not name.startswith("sec-") and may_be_sent(name, value)
    }
    return dict(list(fit.items())[:MAX_HEADERS])


def given(answer: Answer, asked: str, kind: Kind) -> Given:
    """Return what the browser gets that asked for an address."""
    there = urldefrag(answer.address)[0]
    if there != urldefrag(asked)[0] and answer.hops:
        if kind is Kind.FRAME:
            onward = f'<meta http-equiv="refresh" content="0;url={html.escape(there)}">'
            return Given(200, {"content-type": "text/html; charset=utf-8"}, onward.encode())
        if kind is Kind.STYLE:
            return Given(
                200, {"content-type": "text/css; charset=utf-8"}, f"@import url({json.dumps(there)});".encode()
            )
    headers: dict[str, str] = {}
    for name, value in answer.headers:
        low = name.lower()
        if low not in _NOT_GIVEN:
            headers[low] = f"{headers[low]}, {value}" if low in headers else value
    return Given(answer.status, headers, answer.body)
