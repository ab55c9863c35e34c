"""Where a mail service tells of mails that came back: by HTTP, signed."""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from interlink.newsroom.outreach.bounces import actions, reading

FRESH_SECONDS = 300
FORGED, TOO_LARGE, TAKEN = 403, 413, 204
# What speaks to services is loaded where one is used.
SERVICE_EVENTS = "interlink.newsroom.outreach.bounces.webhooks.take"


@csrf_exempt  # the signature is the proof
@require_POST
def bounces(request: HttpRequest) -> HttpResponse:
    """Take one mail as it came, signed as Standard Webhooks has it; say nothing of what came of it."""
    if int(request.headers.get("Content-Length") or 0) > reading.LONGEST:
        return HttpResponse(status=TOO_LARGE)
    if not settings.INTERLINK_BOUNCE_SECRET or not _is_signed(request):
        return HttpResponse(status=FORGED)
    actions.take(request.body, timezone.now())
    return HttpResponse(status=TAKEN)


@csrf_exempt  # the password or signature that the service was given is the proof
@require_http_methods(["HEAD", "POST"])
def service_events(request: HttpRequest) -> HttpResponse:
    """Take what the mail service of this desk tells, in its own form; say nothing of what came of it."""
    if int(request.headers.get("Content-Length") or 0) > reading.LONGEST:
        return HttpResponse(status=TOO_LARGE)
    if not settings.INTERLINK_BOUNCE_SECRET or not settings.INTERLINK_MAIL_SERVICE:
        return HttpResponse(status=FORGED)
    answer: HttpResponse = import_string(SERVICE_EVENTS)(request)
    return answer


def _is_signed(request: HttpRequest) -> bool:
    name, at = request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", "")
    if not (at.isascii() and at.isdigit()) or abs(timezone.now().timestamp() - int(at[:12])) > FRESH_SECONDS:
        return False
    signed = f"{name}.{at}.".encode() + request.body
    digest = hmac.new(settings.INTERLINK_BOUNCE_SECRET.encode(), signed, hashlib.sha256).digest()
    wanted = b"v1," + base64.b64encode(digest)
    given = request.headers.get("webhook-signature", "").encode()
    return any(hmac.compare_digest(wanted, one) for one in given.split(b" "))
