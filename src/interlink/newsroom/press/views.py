"""Public pages that are no Wagtail pages. None of them looks at who asks, so that each can be baked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from interlink.newsroom.press import feeds, queries
from interlink.newsroom.press.site import live_fronts

LARGEST_KEY = 2**63 - 1


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Let the reader choose a language; nobody is sent anywhere by what the browser says of itself."""
    with translation.override(settings.LANGUAGE_CODE):
        fronts = list(live_fronts())
        return render(request, "press/root.html", {"fronts": fronts, "language": settings.LANGUAGE_CODE})


@require_safe
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what we received, in the language of the first post that cites it; never show the copy itself."""
    if pk > LARGEST_KEY:
        raise Http404
    received = get_object_or_404(queries.cited_captures(), pk=pk)
    posts = queries.citing_posts(received)
    language = posts[0].locale.language_code
    with translation.override(language):
        return render(request, "press/capture.html", {"capture": received, "posts": posts, "language": language})


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with the newest posts of one language in full, as Atom."""
    del request
    front = live_fronts().filter(locale__language_code=language).first()
    if front is None:
        raise Http404
    return HttpResponse(feeds.atom(front), content_type=feeds.MEDIA_TYPE)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let every robot read everything that is public."""
    del request
    return HttpResponse("User-agent: *\nDisallow:\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer with the site's mark."""
    del request
    found = finders.find("press/favicon.svg")
    if not found:
        raise Http404
    return HttpResponse(Path(str(found)).read_bytes(), content_type="image/svg+xml")
