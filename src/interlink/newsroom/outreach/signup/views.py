"""Pages for people who sign up: the form, and the button behind the link in the mail."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlink.newsroom.outreach import addresses, links, messages
from interlink.newsroom.outreach.addresses import Address
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.signup import actions, limits, rules
from interlink.newsroom.outreach.signup.rules import Form

FORM_SALT = "interlink.join.form"
PAGE = "outreach/join.html"
WRONG, BUSY, PAUSED = 400, 429, 503


@csrf_exempt  # readers get no cookie; the form carries a signed time instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, language: str) -> HttpResponse:
    """Show the form; take it, and say the same to everybody."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        return _take(request, language) if request.method == "POST" else _form(request, language)


def _form(request: HttpRequest, language: str, problem: str = "", status: int = 200) -> HttpResponse:
    sent = request.method == "POST"
    # One that came back keeps its time, so that pressing again is enough.
    stamp = request.POST.get("stamp", "") if _age(request) is not None else _stamp()
    wanted = request.POST.get("language", "") if sent else language
    context = {
        "step": "form",
        "language": language,
        "wanted": wanted if wanted in dict(settings.LANGUAGES) else language,
        "languages": [code for code, _name in settings.LANGUAGES],
        "choices": messages.offered(_choices(request) if sent else {Choice.WEEKLY}),
        "stamp": stamp,
        "bits": rules.PROOF_BITS,
        "email": request.POST.get("email", "")[: addresses.LONGEST],
        "problem": problem,
    }
    return render(request, PAGE, context, status=status)


def _take(request: HttpRequest, language: str) -> HttpResponse:
    now = timezone.now()
    stamp = request.POST.get("stamp", "")
    proven = rules.proves(stamp, request.POST.get("proof", ""))
    judged = rules.judge(_age(request), request.POST.get("website", ""), proven=proven)
    # A machine that took the bait hears what everybody hears, and nothing comes of it.
    if judged is not Form.BAITED:
        address, choices = _address(request), _choices(request)
        if judged is not Form.GOOD:
            return _form(request, language, messages.once_more())
        if address is None or not choices:
            problem = messages.no_choice() if address else messages.no_address()
            return _form(request, language, problem, WRONG)
        if not _has_room(request, stamp, now, proven=proven):
            return _form(request, language, messages.too_many_of_a_network(), BUSY)
        if limits.brake(now):
            return _form(request, language, messages.too_many(), PAUSED)
        wanted = request.POST.get("language", "")
        actions.ask(address, wanted if wanted in dict(settings.LANGUAGES) else language, choices, now)
    return render(request, PAGE, {"step": "asked", "language": language})


def _address(request: HttpRequest) -> Address | None:
    try:
        return addresses.read(request.POST.get("email", ""))
    except BadAddress:
        return None


def _has_room(request: HttpRequest, stamp: str, now: datetime, *, proven: bool) -> bool:
    # Work that was done counts once.
    proven = proven and limits.within(f"stamp {stamp}", 1, rules.DAY, now)
    most = rules.OF_A_NETWORK_WITH_PROOF if proven else rules.OF_A_NETWORK
    return limits.within(f"from {rules.network_of(asker(request))}", most, rules.HOUR, now)


def _choices(request: HttpRequest) -> frozenset[Choice]:
    return Choice.chosen(request.POST.getlist("choice"))


def _stamp() -> str:
    return signing.dumps([timezone.now().timestamp(), secrets.token_urlsafe(6)], salt=FORM_SALT)


def _age(request: HttpRequest) -> timedelta | None:
    """Return how long ago the form was given out, or None when it is not one of ours or too old."""
    try:
        given, _nonce = signing.loads(request.POST.get("stamp", ""), salt=FORM_SALT)
    except signing.BadSignature:
        return None
    age = timezone.now() - datetime.fromtimestamp(given, UTC)
    return age if age <= rules.FORM_WORKS else None


def asker(request: HttpRequest) -> str:
    """Return where a request comes from, which is not kept."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:  # what the web server in front of us says, which is the last
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


@csrf_exempt  # the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask with a button, since mail scanners follow links; begin to mail when it is pressed."""
    asked = links.sign_up_of(token)
    if asked is None:
        return render(request, PAGE, {"step": "expired"}, status=404)
    with translation.override(asked.language):
        words = messages.words_agreed_to(Choice.read(asked.choices))
        context = {"step": "ask", "language": asked.language, "words": words}
        if request.method == "POST":
            subscriber = actions.confirm(asked, words, timezone.now())
            if subscriber is None:
                return render(request, PAGE, {"step": "expired", "language": asked.language}, status=404)
            context |= {"step": "done", "preferences": links.own(subscriber.pk).preferences}
        return render(request, PAGE, context)
