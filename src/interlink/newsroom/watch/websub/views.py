"""Where hubs reach us: they ask whether we meant it, and tell of news. Only these two things happen here."""

from __future__ import annotations

import time
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlink.lib.reading.cleaning import line
from interlink.newsroom.watch.websub import actions, callbacks, pushes, rules
from interlink.newsroom.watch.websub.callbacks import Callback

MAX_CHALLENGE = 2_000
MAX_REASON = 300
MAX_BODY = 10_000_000
MAX_SECONDS = 10.0
PIECE = 65_536
ACCEPTED, NOT_FOUND, GONE, TOO_SLOW, TOO_LARGE = 202, 404, 410, 408, 413


class Body(Protocol):
    """What the bytes of a body are read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many of them; none at the end."""


@csrf_exempt  # a hub has no cookie and no form of ours; the address and the signature are the proof
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm what we asked a hub for [WebSub 5.3], or take notice that it tells of news [WebSub 7]."""
    known = callbacks.read(token)
    if known is None:
        return _answer(NOT_FOUND)
    return _intent(request, known) if request.method == "GET" else _news(request, known)


def _intent(request: HttpRequest, known: Callback) -> HttpResponse:
    said = request.GET
    source, topic = callbacks.source_of(known), said.get("hub.topic", "")
    challenge = said.get("hub.challenge", "")
    mode, now = said.get("hub.mode"), timezone.now()
    if mode == "denied" and source is not None:
        actions.deny(source, topic, line(said.get("hub.reason"), MAX_REASON), now)
        return _answer()
    if not challenge or len(challenge) > MAX_CHALLENGE:
        return _answer(NOT_FOUND)
    if mode == "subscribe" and source is not None:
        meant = actions.confirm(source, topic, said.get("hub.lease_seconds", ""), now)
    else:
        # What we do not want any more may end; what we want stays, whoever asks.
        meant = mode == "unsubscribe" and source is None
    return _answer(200, challenge) if meant else _answer(NOT_FOUND)


def _news(request: HttpRequest, known: Callback) -> HttpResponse:
    source = callbacks.source_of(known)
    if source is None:
        return _answer(GONE)
    check = rules.SignatureCheck(source.hub_secret, request.headers.get("X-Hub-Signature", ""))
    fault = _take(request, check)
    if fault is not None:
        return _answer(fault)
    if check.fits():
        pushes.note(source, timezone.now())
    # The same answer for a wrong signature, so that nobody can try signatures out [WebSub 8].
    return _answer(ACCEPTED)


def _take(request: HttpRequest, check: rules.SignatureCheck) -> int | None:
    """Read the body for its signature only, within bounds; returns the status of the answer if it breaks them."""
    length = request.headers.get("Content-Length", "0")
    if length.isdecimal() and int(length) > MAX_BODY:
        return TOO_LARGE
    began, taken, body = time.monotonic(), 0, _body(request)
    while piece := body.read(PIECE):
        taken += len(piece)
        if taken > MAX_BODY:
            return TOO_LARGE
        if time.monotonic() - began > MAX_SECONDS:
            return TOO_SLOW
        check.add(piece)
    return None


def _body(request: HttpRequest) -> Body:
    """Return what the body is read from; Django itself takes one that came in chunks, without a length, for empty."""
    if not request.META.get("CONTENT_LENGTH") and request.META.get("wsgi.input_terminated"):
        stream: Body = request.META["wsgi.input"]
        return stream
    return request


def _answer(status: int = 200, text: str = "") -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=headers)
