"""The pages about one's own factors and sessions speak the language that an editor chose in her account.

Wagtail sees to that on its own pages; those of the library that signs people in would follow the browser.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile


class OwnLanguageMiddleware:
    """Answers what is asked about one's own security in one's own language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, in the editor's language where she is known."""
        if not request.path_info.startswith(_root()) or not request.user.is_authenticated:
            return self._get_response(request)
        language = UserProfile.get_for_user(request.user).get_preferred_language()
        with translation.override(language):
            response = self._get_response(request)
        response.headers["Content-Language"] = language
        return response


def _root() -> str:
    return reverse("wagtailadmin_home") + "security/"
