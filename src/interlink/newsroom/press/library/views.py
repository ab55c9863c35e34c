"""The library's public pages and files. None of them looks at who asks, so that each can be baked."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from interlink.newsroom.press.captures import LARGEST_KEY
from interlink.newsroom.press.library import files, queries
from interlink.newsroom.press.site import front_in, in_all_languages


@require_safe
def library(request: HttpRequest, language: str) -> HttpResponse:
    """List what came in last, with the ways to each publisher and each year."""
    with front_in(language) as front:
        context = {
            "language": language,
            "reports": queries.newest(front.locale),
            "years": queries.years(front.locale),
            "publishers": queries.publishers(front.locale),
            "alternates": in_all_languages("press_library"),
        }
        return render(request, "press/library.html", context)


@require_safe
def library_year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """List the reports of one year."""
    with front_in(language) as front:
        found = list(queries.of_year(front.locale, int(year)))
        if not found:
            raise Http404
        return render(request, "press/library.html", {"language": language, "reports": found, "year": int(year)})


@require_safe
def library_publisher(request: HttpRequest, language: str, publisher: str) -> HttpResponse:
    """List the reports of one publisher."""
    with front_in(language) as front:
        found = list(queries.of_publisher(front.locale, publisher))
        if not found:
            raise Http404
        context = {"language": language, "reports": found, "publisher": found[0].outlet, "slug": publisher}
        return render(request, "press/library.html", context)


@require_safe
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Hand a file out, to be saved and never to be shown in our name."""
    del request
    if pk > LARGEST_KEY:
        raise Http404
    found = files.paper_of(get_object_or_404(files.public_papers(), pk=pk))
    if found is None or found.name != name:
        raise Http404
    response = FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name)
    response["Content-Type"] = found.kind.media_type
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
