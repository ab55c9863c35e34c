"""What happens with mailings: ordered, paused, resumed, called off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.newsroom.outreach.errors import NotSignedOff
from interlink.newsroom.outreach.ledger import rows
from interlink.newsroom.outreach.models import Course, Delivery, Handover, Mailing
from interlink.newsroom.outreach.queries import readers_of
from interlink.newsroom.outreach.tasks import send_mailing
from interlink.newsroom.press import digests
from interlink.newsroom.press.models import DigestPage

AT_ONCE = 2000
CALLED_OFF = "The mailing was called off."


@transaction.atomic
def order_mailing(digest: DigestPage, now: datetime) -> Mailing:
    """Put a signed digest in the ledger, a row for each reader who asked for it, and send it in the background.

    Ordering twice changes nothing: a digest has one mailing, and an address one row in it.

    Raises:
        NotSignedOff: nobody has signed the digest off.
    """
    if digest.signed_off_at is None or not digest.live:
        raise NotSignedOff(_("A person has to sign the digest off before it is sent."))
    mailing, created = Mailing.objects.get_or_create(digest=digest, defaults={"ordered_at": now})
    if created:
        keys = readers_of(digest.locale.language_code).order_by("pk").values_list("pk", flat=True)
        Delivery.objects.bulk_create(
            (Delivery(mailing=mailing, subscriber_id=key) for key in keys.iterator()), batch_size=AT_ONCE
        )
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


def pause(mailing: Mailing) -> None:
    """Hand nothing more over until it is resumed; what is being handed over is finished."""
    _turn(mailing, Course.PAUSED, {Course.GOING})


@transaction.atomic
def resume(mailing: Mailing) -> None:
    """Go on with a mailing that was paused."""
    if _turn(mailing, Course.GOING, {Course.PAUSED}):
        send_mailing.enqueue(mailing_id=mailing.pk)


@transaction.atomic
def call_off(mailing: Mailing, now: datetime) -> None:
    """Send it to nobody more, for good. Whoever has it keeps it."""
    if _turn(mailing, Course.CANCELLED, {Course.GOING, Course.PAUSED}):
        waiting = mailing.deliveries.filter(state__in=(Handover.WAITING, Handover.LATER))
        waiting.update(state=Handover.NOT_SENT, changed_at=now, problem=CALLED_OFF)
        rows.finish(mailing, now)


def _turn(mailing: Mailing, to: Course, of: set[Course]) -> bool:
    turned = Mailing.objects.filter(pk=mailing.pk, course__in=of).update(course=to) == 1
    mailing.refresh_from_db(fields=["course", "finished_at"])
    return turned
