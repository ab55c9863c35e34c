"""Pages for people who get mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.links import subscriber_of
from interlink.newsroom.outreach.models import Subscription


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed link is the proof
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with a button, since mail scanners follow links; stop the mails when it is pressed."""
    subscriber = subscriber_of(token)
    if subscriber is None:
        return render(request, "outreach/leave.html", {"step": "unknown"}, status=404)
    with translation.override(subscriber.language):
        if request.method == "POST":
            subscribing.leave(subscriber, timezone.now())
        step = "left" if subscriber.standing == Subscription.LEFT else "ask"
        return render(request, "outreach/leave.html", {"step": step, "language": subscriber.language})
