"""The job that hands a mailing over."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.jobs import job
from interlink.newsroom.outreach.errors import NothingToSend
from interlink.newsroom.outreach.ledger import rows, sending
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Mailing


@job(attempts=8)
def send_mailing(mailing_id: int) -> None:
    """Hand one mailing over; run again, it goes on where it stopped."""
    mailing = Mailing.objects.select_related("digest__locale", "post").get(pk=mailing_id)
    try:
        writer = writer_of(mailing)
    except NothingToSend as gone:
        rows.drop(mailing, str(gone), timezone.now())
        return
    except (OSError, ValueError) as error:
        # Better late than unsigned: some would take such mails for a stranger's.
        Mailing.objects.filter(pk=mailing_id).update(problem=f"The key for signing cannot be used: {error}")
        raise
    for _ in sending.send(mailing, writer):
        pass
