"""What mail services tell of mails that came back, in their own forms, as django-anymail reads them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from anymail import urls
from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from interlink.newsroom.outreach.bounces import actions, marks, rules
from interlink.newsroom.outreach.bounces.models import Trouble

logger = logging.getLogger(__name__)

FORGED, NOT_READ = 403, 400
# A service that will not mail an address any more says why: what it knows counts as what a server said.
KNOWN_TO_THEM = frozenset({RejectReason.INVALID, RejectReason.BOUNCED})


def take(request: HttpRequest) -> HttpResponse:
    """Take what the service of this desk tells, if it proves that it is it."""
    view = _view()
    if request.method == "HEAD":  # how some try an address out
        return HttpResponse()
    try:
        view.run_validators(request)
    except AnymailWebhookValidationFailure:
        return HttpResponse(status=FORGED)
    try:
        events = view.parse_events(request)
    except Exception:
        logger.info("What the mail service told could not be read.", exc_info=True)
        return HttpResponse(status=NOT_READ)
    for event in events:
        note(event)
    return HttpResponse()


def note(event: AnymailTrackingEvent) -> actions.Came:
    """Note one event. Which mail it is about is said by our mark alone, wherever in it that stands."""
    if event.event_type == EventType.UNSUBSCRIBED:
        mark = _mark(event)
        return actions.note_left(mark, timezone.now()) if mark else actions.Came.NOT_OURS
    trouble = trouble_of(event)
    if trouble is None:
        return actions.Came.NOTHING
    mark = _mark(event)
    return actions.note(mark, trouble, timezone.now()) if mark else actions.Came.NOT_OURS


def trouble_of(event: AnymailTrackingEvent) -> Trouble | None:
    """Return what an event says of its mail; None where it says nothing that matters.

    Openings and clicks are among these: the services are told not to count them, and nobody looks.
    """
    kind, reason = event.event_type, event.reject_reason
    if kind == EventType.COMPLAINED or reason == RejectReason.SPAM:
        return Trouble.COMPLAINT
    if kind not in {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}:
        return None
    words = f"{event.mta_response or ''} {event.description or ''}"
    if rules.CODE.search(words):
        return Trouble.HARD if rules.is_for_good("", words) else Trouble.SOFT
    if reason == RejectReason.INVALID or (kind == EventType.REJECTED and reason in KNOWN_TO_THEM):
        return Trouble.HARD
    # Without a code, or a word for it, nothing tells a full box from a closed one.
    return Trouble.HARD if kind == EventType.BOUNCED and _calls_it_hard(event.esp_event) else Trouble.SOFT


def _calls_it_hard(told: object) -> bool:
    """Say whether a service has a word of its own for what came back for good, as most have."""
    if not isinstance(told, Mapping):
        return False
    words = {str(told.get(name, "")).replace("_", "").casefold() for name in ("event", "Type")}
    return told.get("hard_bounce") is True or "hardbounce" in words


def _mark(event: AnymailTrackingEvent) -> marks.Mark | None:
    texts = (*_texts(event.metadata), *_texts(event.esp_event))
    return next(filter(None, map(marks.find, texts)), None)


def _texts(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for value in told.values():
            yield from _texts(value)
    elif isinstance(told, list):
        for value in told:
            yield from _texts(value)


def _view() -> Any:
    name = f"{settings.INTERLINK_MAIL_SERVICE}_tracking_webhook"
    patterns = {pattern.name: pattern for pattern in urls.urlpatterns}
    pattern = patterns.get(name) or patterns[f"{settings.INTERLINK_MAIL_SERVICE}_webhook"]
    return pattern.callback.view_class()
