"""The public page of editions, and the files. Neither looks at who asks, so that each can be baked."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlink.newsroom.press.offline import queries
from interlink.newsroom.press.site import front_in, in_all_languages

_SAVED = "default-src 'none'; sandbox"


@require_safe
def editions(request: HttpRequest, language: str) -> HttpResponse:
    """List the editions of the site and of a language's digests, with sizes, checksums and signatures."""
    with front_in(language) as front:
        context = {
            "language": language,
            "shelves": queries.of_the_site(),
            "digests": queries.of_digests(front.locale),
            "alternates": in_all_languages("press_editions"),
        }
        return render(request, "press/editions.html", context)


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand an edition out, or its signature, to be saved."""
    del request
    row = queries.row_of(name)
    if row is None:
        raise Http404
    if name.endswith(queries.SIGNATURE):
        if not row.signature:
            raise Http404
        return HttpResponse(bytes(row.signature), content_type="application/octet-stream")
    try:
        opened = queries.path_of(row.name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=row.name)
    response["Content-Type"] = queries.media_type(row)
    response["Content-Security-Policy"] = _SAVED
    return response
