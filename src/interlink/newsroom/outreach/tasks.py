"""What runs later for mail."""

from __future__ import annotations

from interlink.background.jobs import job
from interlink.newsroom.outreach import sending
from interlink.newsroom.outreach.models import Mailing


@job(attempts=8)
def send_mailing(mailing_id: int) -> None:
    """Hand one mailing over; run again, it goes on where it stopped."""
    for _ in sending.send(Mailing.objects.select_related("digest__locale").get(pk=mailing_id)):
        pass
