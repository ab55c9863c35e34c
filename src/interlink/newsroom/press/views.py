"""Public pages that are no Wagtail pages. None of them looks at who asks, so that each can be baked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from interlink.newsroom.evidence import publishing
from interlink.newsroom.press import feeds, register
from interlink.newsroom.press.site import front_in, live_fronts


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Let the reader choose a language; nobody is sent anywhere by what the browser says of itself."""
    with translation.override(settings.LANGUAGE_CODE):
        fronts = list(live_fronts())
        return render(request, "press/root.html", {"fronts": fronts, "language": settings.LANGUAGE_CODE})


@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with the newest posts of one language in full, as Atom."""
    del request
    with front_in(language) as front:
        return HttpResponse(feeds.atom(front), content_type=feeds.MEDIA_TYPE)


@require_safe
def register_page(request: HttpRequest, language: str) -> HttpResponse:
    """List the latest of what was removed and changed, with the ways to its years."""
    with front_in(language):
        found = register.entries(register.shown()[: register.NEWEST], language)
        context = {"entries": found, "years": register.years(), "language": language}
        return render(request, "press/register.html", context)


@require_safe
def register_year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """List what was removed and changed in one year."""
    with front_in(language):
        found = register.entries(register.shown().filter(not_after__year=int(year)), language)
        if not found:
            raise Http404
        return render(request, "press/register.html", {"entries": found, "year": year, "language": language})


@require_safe
def register_feed(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with the latest of what was removed and changed, as Atom."""
    del request
    with front_in(language) as front:
        return HttpResponse(feeds.changes(front), content_type=feeds.MEDIA_TYPE)


@require_safe
def about(request: HttpRequest, language: str) -> HttpResponse:
    """Say who the group is, how to reach it, how to reach the support desk safely, and how to follow the site."""
    with front_in(language) as front:
        context = {"front": front, "language": language, "fronts": list(live_fronts())}
        return render(request, "press/about.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let every robot read everything that is public."""
    del request
    return HttpResponse("User-agent: *\nDisallow:\n", content_type="text/plain; charset=utf-8")


@require_safe
def evidence_log(request: HttpRequest) -> HttpResponse:
    """Give the heads of the log of captures, so that nobody can write it anew unseen."""
    del request
    return HttpResponse(publishing.heads_text(), content_type="text/plain; charset=utf-8")


@require_safe
def evidence_keys(request: HttpRequest) -> HttpResponse:
    """Give the public keys that captures are signed with."""
    del request
    return HttpResponse(publishing.keys_text(), content_type="application/x-pem-file")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer with the site's mark."""
    del request
    found = finders.find("press/favicon.svg")
    if not found:
        raise Http404
    return HttpResponse(Path(str(found)).read_bytes(), content_type="image/svg+xml")
