"""What happens with mailings: ordered, paused, resumed, called off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.newsroom.outreach.errors import NotSignedOff
from interlink.newsroom.outreach.ledger import rows
from interlink.newsroom.outreach.ledger.jobs import send_mailing
from interlink.newsroom.outreach.models import Course, Delivery, Kind, Mailing, Subscriber
from interlink.newsroom.outreach.queries import readers_of
from interlink.newsroom.press import digests
from interlink.newsroom.press.models import DigestPage

AT_ONCE, LONGEST_TITLE = 2000, 300
CALLED_OFF = "The mailing was called off."


@transaction.atomic
def order(kind: Kind, key: str, readers: QuerySet[Subscriber], now: datetime, **about: Any) -> Mailing:
    """Put a mailing in the ledger, a row for each reader, and send it in the background.

    Ordering twice changes nothing: a key has one mailing, and a reader one row in it. A mailing that is set for a time
    gets its rows then.
    """
    mailing, created = Mailing.objects.get_or_create(
        key=f"{kind}/{key}", defaults={"kind": kind, "ordered_at": now, **about}
    )
    if created and mailing.course == Course.GOING:
        _begin(mailing, readers)
    return mailing


def _begin(mailing: Mailing, readers: QuerySet[Subscriber]) -> None:
    keys = readers.order_by("pk").values_list("pk", flat=True)
    Delivery.objects.bulk_create(
        (Delivery(mailing=mailing, subscriber_id=key) for key in keys.iterator()), batch_size=AT_ONCE
    )
    # The queue is in the same database: the ledger and its task are stored together or not at all.
    send_mailing.enqueue(mailing_id=mailing.pk)


def order_mailing(digest: DigestPage, now: datetime, at: datetime | None = None) -> Mailing:
    """Mail a signed digest to each reader who asked for it, now or at a time.

    Raises:
        NotSignedOff: nobody has signed the digest off.
    """
    later = at is not None and at > now
    if digest.signed_off_at is None or not (digest.live or later):
        raise NotSignedOff(_("A person has to sign the digest off before it is sent."))
    language = digest.locale.language_code
    when = {"course": Course.PLANNED, "begins_at": at} if later else {}
    readers, title = readers_of(language), digest.title[:LONGEST_TITLE]
    return order(Kind.DIGEST, str(digest.pk), readers, now, language=language, title=title, digest=digest, **when)


@transaction.atomic
def sign_and_send(digest: DigestPage, by: User, now: datetime, at: datetime | None = None) -> Mailing:
    """Sign a digest off in a person's name and put it on its way to its subscribers, now or at a time: both or neither.

    Raises:
        PermissionDenied: this person may not publish in that language.
    """
    is_new = not Mailing.objects.filter(digest=digest).exists()
    mailing = order_mailing(digests.sign_off(digest, by, now, at), now, at)
    if is_new:
        record(by, Deed.MAILED, digest.title, at=now)
    return mailing


def begin_planned(now: datetime) -> list[Mailing]:
    """Begin the mailings whose time has come and whose digest readers can see, each for itself."""
    begun = []
    for key in Mailing.objects.filter(course=Course.PLANNED, begins_at__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            mailing = Mailing.objects.select_for_update(of=("self",)).select_related("digest").get(pk=key)
            if mailing.course == Course.PLANNED and mailing.digest is not None and mailing.digest.live:
                _turn(mailing, Course.GOING, {Course.PLANNED})
                _begin(mailing, readers_of(mailing.language))
                begun.append(mailing)
    return begun


@transaction.atomic
def take_back(mailing: Mailing) -> bool:
    """Take back a digest that was to go out later: it is a draft again. False where its time has come already."""
    digest = mailing.digest
    if digest is None or mailing.course != Course.PLANNED or not digests.take_back(digest):
        return False
    Mailing.objects.filter(pk=mailing.pk, course=Course.PLANNED).delete()
    return True


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
        rows.drop(mailing, CALLED_OFF, now)


def _turn(mailing: Mailing, to: Course, of: set[Course]) -> bool:
    turned = Mailing.objects.filter(pk=mailing.pk, course__in=of).update(course=to) == 1
    mailing.refresh_from_db(fields=["course", "finished_at"])
    return turned
