"""What happens with subscribers: added, left, suppressed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.newsroom.outreach import addresses
from interlink.newsroom.outreach.addresses import Address
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.models import Consent, Reason, Subscriber, Subscription, Suppression, Wording

SOME = 50  # of those who left


@transaction.atomic
def add_subscriber(email: str, language: str, now: datetime) -> Subscriber:
    """Add somebody who asked for the digest in person; one who has left before stays away.

    Raises:
        ValidationError: the address or the language is not one, or the address is not to be mailed.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValidationError(_("The site has no pages in the language %(code)s.") % {"code": language})
    try:
        address = addresses.read(email)
    except BadAddress as error:
        raise ValidationError(str(error)) from error
    found = Subscriber.objects.filter(key=address.key).first()
    if found is not None and found.standing != Subscription.ASKED:
        return found
    if found is None and suppressed(address):
        raise ValidationError(_("This address is on the list of those who are not mailed."))
    subscriber = found or new_subscriber(address, language)
    subscriber.standing, subscriber.confirmed_at, subscriber.how = Subscription.ACTIVE, now, Consent.HAND
    subscriber.save()
    return subscriber


def new_subscriber(address: Address, language: str) -> Subscriber:
    """Return a subscriber with this address, not stored yet."""
    return Subscriber(email=address.email, key=address.key, domain=address.domain, language=language)


@transaction.atomic
def leave(subscriber: Subscriber, now: datetime) -> None:
    """Stop mailing somebody; the row stays, so that an import does not bring the address back."""
    if subscriber.standing != Subscription.LEFT:
        subscriber.standing, subscriber.left_at = Subscription.LEFT, now
        subscriber.save(update_fields=["standing", "left_at"])
        suppress(subscriber.key, Reason.LEFT, now)


@transaction.atomic
def erase(subscriber: Subscriber, now: datetime) -> None:
    """Forget somebody. A checksum stays, so that an import does not bring the address back."""
    suppress(subscriber.key, Reason.LEFT, now)
    subscriber.delete()


def suppress(key: str, reason: Reason, now: datetime) -> None:
    """Put an address on the list of those who are not mailed; the first reason stays."""
    Suppression.objects.get_or_create(checksum=hidden(key), defaults={"reason": reason, "at": now})


def suppressed(address: Address) -> Suppression | None:
    """Return why an address is not mailed, if it is on the list."""
    return Suppression.objects.filter(checksum=hidden(address.key)).first()


def hidden(key: str) -> str:
    """Return an address as the list of those who are not mailed has it."""
    return addresses.checksum(key, settings.INTERLINK_ADDRESS_KEY)


def key_fits() -> bool:
    """Say whether that list was made with the key that the desk has now, as far as those show who left last."""
    left = Subscriber.objects.filter(standing=Subscription.LEFT).exclude(how=Consent.CARRIED)
    some = [hidden(key) for key in left.order_by("key").values_list("key", flat=True)[:SOME]]
    return not some or Suppression.objects.filter(checksum__in=some).exists()


def wording(text: str, language: str) -> Wording:
    """Return the record of the words that somebody agrees to, made if these are new."""
    checksum = hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()
    found, _made = Wording.objects.get_or_create(checksum=checksum, defaults={"language": language, "text": text})
    return found
