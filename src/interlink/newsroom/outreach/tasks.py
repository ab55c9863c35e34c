"""What runs later for mail."""

from __future__ import annotations

from interlink.background import queries as background
from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.outreach import sending
from interlink.newsroom.outreach.models import Mailing


@job(attempts=8)
def send_mailing(mailing_id: int) -> None:
    """Hand one mailing over; run again, it goes on where it stopped."""
    for _ in sending.send(Mailing.objects.select_related("digest__locale").get(pk=mailing_id)):
        pass


@job(attempts=1)
def carry_on_mailings() -> None:
    """Take up each mailing that was given up; a mail server may be in trouble for longer than a task is tried."""
    for key in Mailing.objects.filter(finished_at=None).values_list("pk", flat=True):
        # Only one run at a time may work on a mailing.
        if not background.is_pending(send_mailing, mailing_id=key):
            send_mailing.enqueue(mailing_id=key)


every("carry-on-mailings", minutes=60, task=carry_on_mailings)
