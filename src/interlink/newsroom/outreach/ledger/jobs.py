"""The job that hands a mailing over."""

from __future__ import annotations

from interlink.background.jobs import job
from interlink.newsroom.outreach.ledger import sending
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Mailing


@job(attempts=8)
def send_mailing(mailing_id: int) -> None:
    """Hand one mailing over; run again, it goes on where it stopped."""
    mailing = Mailing.objects.select_related("digest__locale").get(pk=mailing_id)
    for _ in sending.send(mailing, writer_of(mailing)):
        pass
