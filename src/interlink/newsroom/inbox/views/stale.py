"""What an editor sees whose form came from a page that was open for too long."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came from a page that is too old, as when its editor has signed in anew in another window.

    Readers have no form that this is asked of: what is sent to their pages has no place there.
    """
    del reason
    if not request.path_info.startswith(settings.INTERLINK_DESK_PATH):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return render(request, "inbox/stale.html", status=HTTPStatus.FORBIDDEN)
