"""What a desk had before there was a ledger is carried over."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from interlink.newsroom.outreach.models import Consent, Subscriber, Subscription

pytestmark = pytest.mark.django_db


def test_subscribers_keep_what_they_chose_and_two_spellings_become_one() -> None:
    now = timezone.now()
    for number, (email, confirmed, left) in enumerate(
        [
            ("Anna@Reading.example", now, None),
            ("bela@reading.example", now, now),
            ("Bela@reading.example", now, None),
            ("cara@reading.example", None, None),
            ("odd@localhost", now, None),
        ]
    ):
        Subscriber.objects.create(email=email, key=str(number), language="en", confirmed_at=confirmed, left_at=left)
    import_module("interlink.newsroom.outreach.migrations.0004_carry_over").carry_over(apps, None)
    rows = {row.email: row for row in Subscriber.objects.all()}
    assert {email: row.standing for email, row in rows.items()} == {
        "Anna@Reading.example": Subscription.ACTIVE,
        "bela@reading.example": Subscription.LEFT,
        "Bela@reading.example": Subscription.LEFT,
        "cara@reading.example": Subscription.ASKED,
        "odd@localhost": Subscription.ACTIVE,
    }
    assert rows["Anna@Reading.example"].key == "anna@reading.example"
    assert rows["bela@reading.example"].key == "bela@reading.example"
    assert {row.how for row in rows.values()} == {Consent.CARRIED}
    assert rows["odd@localhost"].domain == "localhost"
