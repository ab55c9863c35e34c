"""What runs later for signing up: the mail with the link."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.jobs import job
from interlink.newsroom.outreach import addresses, subscribing
from interlink.newsroom.outreach.mail.confirmation import confirmation
from interlink.newsroom.outreach.mail.single import hand_over
from interlink.newsroom.outreach.models import SignUp, Subscriber
from interlink.newsroom.outreach.signup import rules


@job(attempts=4)
def mail_link(sign_up: int) -> None:
    """Mail the link that confirms; whoever gets the mails already is told so instead.

    Run again, it mails nothing more, but where it was killed right between handing over and noting it.
    """
    asked = SignUp.objects.filter(pk=sign_up, mailed_at=None).first()
    now = timezone.now()
    if asked is None or now - asked.asked_at > rules.LINK_WORKS:
        return
    lately = SignUp.objects.filter(key=asked.key, mailed_at__gt=now - rules.DAY).count()
    if lately >= rules.TO_AN_ADDRESS_A_DAY or not subscribing.may_ask_again(addresses.read(asked.email)):
        return
    known = Subscriber.objects.filter(key=asked.key, standing__in=subscribing.THERE).first()
    hand_over(confirmation(asked, known))
    SignUp.objects.filter(pk=asked.pk).update(mailed_at=now)
