"""Pages for people who get mail: stopping it, and changing what comes. The signed link is the proof of who they are."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlink.newsroom.outreach import messages, subscribing
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.links import own, subscriber_of
from interlink.newsroom.outreach.models import Subscriber, Subscription

PAUSES = {"month": timedelta(days=30), "season": timedelta(days=91)}
WRONG, NOT_FOUND = 400, 404


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with a button, since mail scanners follow links; stop the mails when it is pressed."""
    subscriber = subscriber_of(token)
    if subscriber is None:
        return render(request, "outreach/leave.html", {"step": "unknown"}, status=NOT_FOUND)
    with translation.override(subscriber.language):
        if request.method == "POST":
            subscribing.leave(subscriber, timezone.now())
        step = "left" if subscriber.standing == Subscription.LEFT else "ask"
        context = {"step": step, "language": subscriber.language, "preferences": own(subscriber.pk).preferences}
        return render(request, "outreach/leave.html", context)


@csrf_exempt  # the signed link is the proof, and readers get no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody gets, and change it when a button is pressed."""
    subscriber = subscriber_of(token)
    if subscriber is None:
        return render(request, "outreach/preferences.html", {"step": "unknown"}, status=NOT_FOUND)
    told, problem = False, False
    if request.method == "POST" and subscriber.standing in subscribing.THERE:
        told, problem = _change(request, subscriber)
    with translation.override(subscriber.language):
        return _page(request, subscriber, told=told, problem=problem)


def _page(request: HttpRequest, subscriber: Subscriber, *, told: bool, problem: bool) -> HttpResponse:
    step = "here" if subscriber.standing in subscribing.THERE else "away"
    context = {
        "step": "forgotten" if subscriber.pk is None else step,
        "language": subscriber.language,
        "wanted": subscriber.language,
        "languages": [code for code, _name in settings.LANGUAGES],
        "choices": messages.offered(subscribing.chosen(subscriber)),
        "until": subscriber.paused_until if subscriber.standing == Subscription.PAUSED else None,
        "told": _("Saved.") if told else "",
        "problem": messages.no_choice() if problem else "",
    }
    return render(request, "outreach/preferences.html", context, status=WRONG if problem else 200)


def _change(request: HttpRequest, subscriber: Subscriber) -> tuple[bool, bool]:
    """Do what was asked for; return whether something was saved, and whether nothing was chosen."""
    now, deed = timezone.now(), request.POST.get("deed", "")
    if deed == "save":
        choices = Choice.chosen(request.POST.getlist("choice"))
        if not choices:
            return False, True
        subscribing.change(subscriber, request.POST.get("language", ""), choices)
    elif deed in PAUSES:
        subscribing.pause(subscriber, now + PAUSES[deed])
    elif deed == "resume":
        subscribing.resume(subscriber)
    elif deed == "leave":
        subscribing.leave(subscriber, now)
    elif deed == "forget":
        subscribing.erase(subscriber, now)
    return deed in {"save", "resume", *PAUSES}, False
