"""Links in mails that are proof by themselves: signed, so that nobody can make another's."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from interlink.newsroom.outreach.models import SignUp, Subscriber
from interlink.newsroom.outreach.signup.rules import LINK_WORKS

LEAVE_SALT = "interlink.leave"
CONFIRM_SALT = "interlink.join"


@dataclass(frozen=True, slots=True)
class OwnLinks:
    """A subscriber's own links: to stop the mails, and to change what comes. They work for good."""

    leave: str
    preferences: str


def own(subscriber: int) -> OwnLinks:
    """Return a subscriber's own links (RFC 8058 asks that the first works without signing in)."""
    token = signing.dumps(subscriber, salt=LEAVE_SALT)
    leave, preferences = (reverse(name, args=[token]) for name in ("leave", "preferences"))
    return OwnLinks(settings.INTERLINK_SITE_ADDRESS + leave, settings.INTERLINK_SITE_ADDRESS + preferences)


def leave_address(subscriber: int) -> str:
    """Return a subscriber's own link to stop the mails."""
    return own(subscriber).leave


def subscriber_of(token: str) -> Subscriber | None:
    """Return whose link this is, or None when it was not made by this desk."""
    try:
        return Subscriber.objects.filter(pk=signing.loads(token, salt=LEAVE_SALT)).first()
    except signing.BadSignature:
        return None


def confirm_address(sign_up: int) -> str:
    """Return the link that confirms a sign-up, for three days."""
    return settings.INTERLINK_SITE_ADDRESS + reverse("confirm", args=[signing.dumps(sign_up, salt=CONFIRM_SALT)])


def sign_up_of(token: str) -> SignUp | None:
    """Return what this link confirms, or None when it is not ours, or too old."""
    try:
        number = signing.loads(token, salt=CONFIRM_SALT, max_age=LINK_WORKS)
    except signing.BadSignature:
        return None
    return SignUp.objects.select_related("subscriber").filter(pk=number).first()


def join_address(language: str) -> str:
    """Return where the form in a language is, on the site."""
    return settings.INTERLINK_SITE_ADDRESS + reverse("join", args=[language])
