"""The address at which a hub reaches us about one source: nobody can guess it, and each subscription has its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from interlink.newsroom.watch.models import Source
from interlink.newsroom.watch.websub import rules

MAX_TOKEN = 200
MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Callback:
    """An address that we gave to a hub at some time.

    Attributes:
        source_id: the source that it was for; it may be gone.
        mark: tells this subscription from earlier and later ones of that source.
    """

    source_id: int
    mark: str


def enabled() -> bool:
    """Say whether this desk subscribes to hubs: its settings allow it, and hubs can reach it."""
    return bool(settings.INTERLINK_WEBSUB) and rules.is_reachable(settings.INTERLINK_SITE_ADDRESS)


def address(source: Source) -> str:
    """Return the whole address for a source's subscription, which its secret tells from others."""
    token = _signer().sign(f"{source.pk}-{_mark(source.hub_secret)}")
    return f"{settings.INTERLINK_SITE_ADDRESS}{reverse('websub_callback', args=[token])}"


def read(token: str) -> Callback | None:
    """Return what an address was for; None if it is none of ours."""
    if len(token) > MAX_TOKEN:
        return None
    try:
        key, _, mark = _signer().unsign(token).partition("-")
    except BadSignature:
        return None
    return Callback(int(key), mark)


def source_of(callback: Callback) -> Source | None:
    """Return the source whose present subscription this is, or None."""
    source = Source.objects.filter(pk=callback.source_id, active=True).first()
    if source is None or not source.hub_secret or _mark(source.hub_secret) != callback.mark:
        return None
    return source


def _mark(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:MARK_LENGTH]


def _signer() -> Signer:
    return Signer(salt="interlink.websub", sep=".")
