"""What happens with sign-ups: asked for, confirmed, forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from interlink.newsroom.outreach import addresses, subscribing
from interlink.newsroom.outreach.addresses import Address
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.models import Consent, SignUp, Subscriber
from interlink.newsroom.outreach.signup import limits, rules
from interlink.newsroom.outreach.signup.tasks import mail_link


@transaction.atomic
def ask(address: Address, language: str, choices: frozenset[Choice], now: datetime) -> SignUp:
    """Note that somebody asked, and have a link mailed.

    It looks nothing up, so it does the same and takes as long whether the address is known or not. What
    follows is decided in the background, and only the owner of the box learns of it.
    """
    asked = SignUp.objects.create(
        email=address.email, key=address.key, language=language, choices=Choice.write(choices), asked_at=now
    )
    mail_link.enqueue(sign_up=asked.pk)
    return asked


@transaction.atomic
def confirm(asked: SignUp, words: str, now: datetime) -> Subscriber | None:
    """Begin to mail somebody who asked and pressed the button behind the link.

    Pressing it again changes nothing. None for somebody who has left since, or whom the group does not mail.
    """
    if asked.subscriber is not None:
        return asked.subscriber if asked.subscriber.standing in subscribing.THERE else None
    address = addresses.read(asked.email)
    if not subscribing.may_ask_again(address):
        return None
    found = Subscriber.objects.filter(key=address.key).first()
    subscriber = found or subscribing.new_subscriber(address, asked.language)
    subscriber.language = asked.language
    subscriber.wording = subscribing.wording(words, asked.language)
    subscriber.how, subscriber.consent_from, subscriber.batch = Consent.FORM, "", None
    subscriber.asked_at = asked.asked_at
    subscribing.choose(subscriber, Choice.read(asked.choices))
    subscribing.begin(subscriber, now)
    asked.subscriber = subscriber
    asked.save(update_fields=["subscriber"])
    return subscriber


def forget(now: datetime) -> None:
    """Drop the forms whose links are too old, with the addresses in them, and what was counted in earlier hours."""
    SignUp.objects.filter(asked_at__lt=now - rules.LINK_WORKS).delete()
    limits.forget(now)
