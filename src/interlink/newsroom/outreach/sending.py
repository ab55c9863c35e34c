"""Handing a mailing over to the mail server, each address once.

The ledger is written before and after each handover. A worker killed in between leaves a
row that says "being handed over": that mail may have left, so it is not sent again, and
it is counted as not known.
"""

from __future__ import annotations

import errno
import smtplib
from collections.abc import Iterator

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from interlink.newsroom.outreach import rules
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.messages import DigestMail
from interlink.newsroom.outreach.models import Delivery, Handover, Mailing

CLOSING = 421  # RFC 5321: the server ends the session, as some do after so many mails
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def send(mailing: Mailing) -> Iterator[Delivery]:
    """Hand over everything that waits, yielding each delivery when it has been tried.

    Only one run at a time may work on a mailing; the task queue sees to that.

    Raises:
        OSError: the mails go to a folder whose disk is full; they wait.
        HandoverStopped: the mail server cannot be reached, or some addresses are to be tried later.
    """
    Delivery.objects.filter(mailing=mailing, state=Handover.HANDING).update(
        state=Handover.UNSURE,
        changed_at=timezone.now(),
        problem="The work was cut off between handing over and noting it.",
    )
    mail = DigestMail(mailing.digest)
    connection = get_connection()
    try:
        for key in list(_waiting(mailing).values_list("pk", flat=True)):
            # Read one by one: whoever leaves while the others are mailed is not mailed.
            delivery = _waiting(mailing).filter(pk=key).first()
            if delivery is not None:
                _hand_over(delivery, mail, connection)
                yield delivery
    finally:
        connection.close()
    if _waiting(mailing).exists():
        raise HandoverStopped("Some addresses could not be served now; they are tried again later.")
    mailing.finished_at = timezone.now()
    mailing.save(update_fields=["finished_at"])


def _waiting(mailing: Mailing) -> QuerySet[Delivery]:
    return Delivery.objects.filter(mailing=mailing, state=Handover.WAITING).select_related("subscriber").order_by("pk")


def _hand_over(delivery: Delivery, mail: DigestMail, connection: BaseEmailBackend) -> None:
    if delivery.subscriber.left_at is not None:
        _note(delivery, Handover.REFUSED, "Left before it was sent.")
        return
    try:
        connection.open()
    except OSError as error:
        raise HandoverStopped(f"The mail server cannot be reached: {error}") from error
    delivery.tries += 1
    _note(delivery, Handover.HANDING)
    _send(delivery, mail, connection)


def _send(delivery: Delivery, mail: DigestMail, connection: BaseEmailBackend) -> None:
    try:
        connection.send_messages([mail.to(delivery)])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        _after_error(delivery, code, _text(words))
        if code == CLOSING:
            connection.close()
    except smtplib.SMTPSenderRefused as error:
        connection.close()
        # It is about us and not about this reader, who loses nothing by it.
        delivery.tries -= 1
        _note(delivery, Handover.WAITING, f"{error.smtp_code} {_text(error.smtp_error)}")
        if error.smtp_code != CLOSING:
            raise HandoverStopped(f"The mail server does not take our mail: {delivery.problem}") from error
    except smtplib.SMTPResponseException as error:
        _after_error(delivery, error.smtp_code, _text(error.smtp_error))
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:  # the outbox folder's disk is full: nothing left
            _note(delivery, Handover.WAITING, str(error))
            raise
        # The line broke after we began: the server may have taken the mail.
        connection.close()
        _note(delivery, Handover.UNSURE, str(error))
    except ValueError as error:
        _note(delivery, Handover.REFUSED, f"The address cannot be written to: {error}")
    else:
        _note(delivery, Handover.SENT)


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _after_error(delivery: Delivery, code: int, words: str) -> None:
    again = rules.after_error(code, delivery.tries) is rules.Next.AGAIN
    _note(delivery, Handover.WAITING if again else Handover.REFUSED, f"{code} {words}")


def _note(delivery: Delivery, state: Handover, problem: str = "") -> None:
    delivery.state, delivery.problem, delivery.changed_at = state, problem, timezone.now()
    delivery.save(update_fields=["state", "problem", "changed_at", "tries"])
