"""What happens with subscribers and mailings."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.newsroom.outreach.errors import NotSignedOff
from interlink.newsroom.outreach.models import Delivery, Mailing, Subscriber
from interlink.newsroom.outreach.tasks import send_mailing
from interlink.newsroom.press import digests
from interlink.newsroom.press.models import DigestPage


@transaction.atomic
def order_mailing(digest: DigestPage, now: datetime) -> Mailing:
    """Put a signed digest in the ledger, a row for each confirmed subscriber, and send it in the background.

    Ordering twice changes nothing: a digest has one mailing, and an address one row in it.

    Raises:
        NotSignedOff: nobody has signed the digest off.
    """
    if digest.signed_off_at is None or not digest.live:
        raise NotSignedOff(_("A person has to sign the digest off before it is sent."))
    mailing, created = Mailing.objects.get_or_create(digest=digest, defaults={"ordered_at": now})
    if created:
        readers = Subscriber.objects.filter(
            language=digest.locale.language_code, confirmed_at__isnull=False, left_at=None
        )
        Delivery.objects.bulk_create(Delivery(mailing=mailing, subscriber=reader) for reader in readers.iterator())
        # The queue is in the same database: the ledger and its task are stored together or not at all.
        send_mailing.enqueue(mailing_id=mailing.pk)
    return mailing


@transaction.atomic
def sign_and_send(digest: DigestPage, by: User, now: datetime) -> Mailing:
    """Sign a digest off in a person's name and put it on its way to its subscribers: both or neither.

    Raises:
        PermissionDenied: this person may not publish in that language.
    """
    is_new = not Mailing.objects.filter(digest=digest).exists()
    mailing = order_mailing(digests.sign_off(digest, by, now), now)
    if is_new:
        record(by, Deed.MAILED, digest.title, at=now)
    return mailing


def leave(subscriber: Subscriber, now: datetime) -> None:
    """Stop mailing somebody; the row stays, so that an import does not bring the address back."""
    if subscriber.left_at is None:
        subscriber.left_at = now
        subscriber.save(update_fields=["left_at"])


def add_subscriber(email: str, language: str, now: datetime) -> Subscriber:
    """Add somebody who asked for the digest in person; one who has left before stays away.

    Raises:
        ValidationError: the address or the language is not one.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValidationError(_("The site has no pages in the language %(code)s.") % {"code": language})
    subscriber = Subscriber.objects.filter(email__iexact=email).first()
    if subscriber is None:
        subscriber = Subscriber(email=email, language=language, confirmed_at=now)
        subscriber.full_clean()
        subscriber.save()
    return subscriber
