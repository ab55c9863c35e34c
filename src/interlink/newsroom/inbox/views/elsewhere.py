"""Asking another archive for its copy of a page, because an editor wants it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlink.newsroom.evidence import wayback
from interlink.newsroom.evidence.errors import NotAskedFor
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.inbox.access import refuse_calmly, require


@require_POST
@refuse_calmly
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the Wayback Machine keep a page, or say whether it has a copy."""
    require(request.user, "change", "capture", "evidence")
    capture = get_object_or_404(Capture, pk=pk)
    try:
        wayback.order(capture, timezone.now())
    except NotAskedFor as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The Wayback Machine is asked within some minutes."))
    return redirect("evidence:one", capture.pk)
