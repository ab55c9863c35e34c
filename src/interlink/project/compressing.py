"""Answers of the desk, compressed where that gives nothing away."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class DeskGzipMiddleware(GZipMiddleware):
    """Compresses what an editor's own pages ask of the desk; the post editor weighs 230 KB otherwise.

    From the size of a compressed answer a listener on the line can learn what is in it, if he can also have the
    editor's browser ask again and again with words of his own (BREACH). Such a request comes from another site, and the
    browser says so. So only what it says to come from our own pages is compressed.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress an answer, or leave it as it is."""
        own = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if not own or not request.path.startswith(settings.INTERLINK_DESK_PATH):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer
