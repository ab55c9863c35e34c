"""Links in mails that are proof by themselves: signed, so that nobody can make another's."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from interlink.newsroom.outreach.models import Subscriber

LEAVE_SALT = "interlink.leave"


def leave_address(subscriber: int) -> str:
    """Return a subscriber's own link to stop the mails (RFC 8058 asks that it works without signing in)."""
    token = signing.dumps(subscriber, salt=LEAVE_SALT)
    return settings.INTERLINK_SITE_ADDRESS + reverse("leave", args=[token])


def subscriber_of(token: str) -> Subscriber | None:
    """Return whose link this is, or None when it was not made by this desk."""
    try:
        return Subscriber.objects.filter(pk=signing.loads(token, salt=LEAVE_SALT)).first()
    except signing.BadSignature:
        return None
