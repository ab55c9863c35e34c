"""What happens with subscribers: added, changed, left, suppressed, back again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.newsroom.outreach import addresses
from interlink.newsroom.outreach.addresses import Address
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.models import (
    Consent,
    Reason,
    SignUp,
    Subscriber,
    Subscription,
    Suppression,
    Wording,
)

SOME = 50  # of those who left
THERE = (Subscription.ACTIVE, Subscription.PAUSED)
# A person may take these back by asking again and pressing the button in the mail; the others only the group.
THEIR_OWN = (Reason.LEFT, Reason.BOUNCED)


@transaction.atomic
def add_subscriber(email: str, language: str, now: datetime, noted_by: str = "") -> Subscriber:
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
    subscriber.consent_from = noted_by[:200]
    subscriber.save()
    return subscriber


def new_subscriber(address: Address, language: str) -> Subscriber:
    """Return a subscriber with this address, not stored yet."""
    return Subscriber(email=address.email, key=address.key, domain=address.domain, language=language)


@transaction.atomic
def begin(subscriber: Subscriber, now: datetime) -> None:
    """Mail somebody from now on who has just shown that mail comes through and that they want it.

    What was held against the address is forgotten: that they left, and the mails that came back.
    """
    subscriber.standing, subscriber.confirmed_at = Subscription.ACTIVE, now
    subscriber.left_at = subscriber.paused_until = None
    subscriber.save()
    subscriber.bounces.all().delete()
    Suppression.objects.filter(checksum=hidden(subscriber.key), reason__in=THEIR_OWN).delete()


def choose(subscriber: Subscriber, choices: frozenset[Choice]) -> None:
    """Set what somebody gets; not stored yet."""
    for choice in Choice:
        setattr(subscriber, choice, choice in choices)


def chosen(subscriber: Subscriber) -> frozenset[Choice]:
    """Return what somebody gets."""
    return frozenset(choice for choice in Choice if getattr(subscriber, choice))


def change(subscriber: Subscriber, language: str, choices: frozenset[Choice]) -> None:
    """Change what somebody gets, and in which language, if the site has that."""
    if language in dict(settings.LANGUAGES):
        subscriber.language = language
    choose(subscriber, choices)
    subscriber.save(update_fields=["language", *Choice])


def pause(subscriber: Subscriber, until: datetime) -> None:
    """Mail somebody nothing until a day; what comes out meanwhile is not made up for."""
    subscriber.standing, subscriber.paused_until = Subscription.PAUSED, until
    subscriber.save(update_fields=["standing", "paused_until"])


def resume(subscriber: Subscriber) -> None:
    """Mail somebody again who has paused."""
    subscriber.standing, subscriber.paused_until = Subscription.ACTIVE, None
    subscriber.save(update_fields=["standing", "paused_until"])


def resume_all(now: datetime) -> int:
    """Mail those again whose pause is over, and return how many these are."""
    over = Subscriber.objects.filter(standing=Subscription.PAUSED, paused_until__lte=now)
    return over.update(standing=Subscription.ACTIVE, paused_until=None)


@transaction.atomic
def leave(subscriber: Subscriber, now: datetime) -> None:
    """Stop mailing somebody; the row stays, so that an import does not bring the address back."""
    if subscriber.standing != Subscription.LEFT:
        subscriber.standing, subscriber.left_at = Subscription.LEFT, now
        subscriber.save(update_fields=["standing", "left_at"])
        suppress(subscriber.key, Reason.LEFT, now)


@transaction.atomic
def stop(subscriber: Subscriber, now: datetime) -> None:
    """Stop mailing somebody whom mail does not reach."""
    subscriber.standing, subscriber.left_at = Subscription.STOPPED, now
    subscriber.save(update_fields=["standing", "left_at"])
    suppress(subscriber.key, Reason.BOUNCED, now)


@transaction.atomic
def complain(subscriber: Subscriber, now: datetime) -> None:
    """Stop mailing somebody who called a mail spam, until the group lets them back."""
    leave(subscriber, now)
    suppress(subscriber.key, Reason.COMPLAINED, now)


@transaction.atomic
def erase(subscriber: Subscriber, now: datetime) -> None:
    """Forget somebody. A checksum stays, so that an import does not bring the address back."""
    suppress(subscriber.key, Reason.LEFT, now)
    SignUp.objects.filter(key=subscriber.key).delete()
    subscriber.delete()


@transaction.atomic
def bar(address: Address, now: datetime) -> None:
    """Never mail an address any more, whoever asks, because the group decided so."""
    for subscriber in Subscriber.objects.filter(key=address.key):
        leave(subscriber, now)
    SignUp.objects.filter(key=address.key).delete()
    suppress(address.key, Reason.BARRED, now)


@transaction.atomic
def lift(address: Address) -> bool:
    """Take an address off the list of those who are not mailed, and forget it; False if it was not there."""
    Subscriber.objects.filter(key=address.key).exclude(standing__in=THERE).delete()
    return Suppression.objects.filter(checksum=hidden(address.key)).delete()[0] > 0


def suppress(key: str, reason: Reason, now: datetime) -> None:
    """Put an address on the list of those who are not mailed.

    The first reason stays, but that one which only the group can take back outweighs one which the person can.
    """
    found, made = Suppression.objects.get_or_create(checksum=hidden(key), defaults={"reason": reason, "at": now})
    if not made and found.reason in THEIR_OWN and reason not in THEIR_OWN:
        found.reason, found.at = reason, now
        found.save(update_fields=["reason", "at"])


def suppressed(address: Address) -> Suppression | None:
    """Return why an address is not mailed, if it is on the list."""
    return Suppression.objects.filter(checksum=hidden(address.key)).first()


def may_ask_again(address: Address) -> bool:
    """Say whether somebody with this address may ask for mails by the form: all but those only the group lets back."""
    found = suppressed(address)
    return found is None or found.reason in THEIR_OWN


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
