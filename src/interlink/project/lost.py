"""The languages of addresses, except for the desk's."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import locale

from interlink.project.policies import is_of_desk


class LocaleMiddleware(locale.LocaleMiddleware):
    """Leads a reader who left the language out of an address to the page, but no editor from the desk to the site."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Answer; what is not at the desk is not below a language either."""
        if response.status_code == HTTPStatus.NOT_FOUND and is_of_desk(request):
            return response
        return super().process_response(request, response)
