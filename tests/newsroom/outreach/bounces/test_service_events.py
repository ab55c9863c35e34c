"""What mail services tell in their own forms: believed only with their proof and our mark."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from anymail.signals import AnymailTrackingEvent
from django.test import Client
from django.utils import timezone

from interlink.newsroom.outreach import queries
from interlink.newsroom.outreach.bounces import marks, webhooks
from interlink.newsroom.outreach.bounces.marks import Kind, Mark
from interlink.newsroom.outreach.bounces.models import Bounce, Trouble
from interlink.newsroom.outreach.models import Delivery, Handover, Mailing, Reason, Subscription, Suppression

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SECRET, SIGNING_KEY = "a-long-secret", "a-signing-key"
GONE = {"RecordType": "Bounce", "Type": "HardBounce", "ID": 4, "Details": "smtp;550 5.1.1 No such user"}


@pytest.fixture
def delivery(mailing: Mailing, settings: Any) -> Delivery:
    """Anna's digest, handed to Postmark."""
    settings.INTERLINK_MAIL_SERVICE = "postmark"
    settings.INTERLINK_BOUNCE_SECRET = SECRET
    settings.ANYMAIL = {"WEBHOOK_SECRET": f"interlink:{SECRET}", "MAILGUN_WEBHOOK_SIGNING_KEY": SIGNING_KEY}
    mailing.deliveries.update(state=Handover.SENT, changed_at=NOW)
    return mailing.deliveries.select_related("subscriber").get(subscriber__email="anna@reading.example")


def mark_of(delivery: Delivery) -> str:
    return str(Mark(Kind.DELIVERY, delivery.pk))


def tell(event: Any, password: str | None = SECRET) -> int:
    proof = base64.b64encode(f"interlink:{password}".encode()).decode()
    head = {"Authorization": f"Basic {proof}"} if password is not None else {}
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    return Client().post("/mail/service/", body, content_type="application/json", headers=head).status_code


def standing(delivery: Delivery) -> str:
    delivery.subscriber.refresh_from_db()
    return str(delivery.subscriber.standing)


def test_an_address_that_is_gone_is_not_mailed_any_more_and_the_mailing_counts_it(delivery: Delivery) -> None:
    event = GONE | {"Email": "other@reading.example", "Metadata": {"mark": mark_of(delivery)}}
    assert tell(event) == 200
    assert tell(event) == 200
    assert standing(delivery) == Subscription.STOPPED
    assert Bounce.objects.get().trouble == Trouble.HARD
    assert queries.counts(delivery.mailing)[Handover.BOUNCED] == 1


def test_a_full_box_is_counted_and_mailed_again(delivery: Delivery) -> None:
    full = {"RecordType": "Bounce", "Type": "SoftBounce", "Details": "smtp;552 5.2.2 Full"}
    assert tell(full | {"Metadata": {"mark": mark_of(delivery)}}) == 200
    assert standing(delivery) == Subscription.ACTIVE
    assert Bounce.objects.get().trouble == Trouble.SOFT


def test_a_complaint_stops_the_mails_for_good_and_is_counted(delivery: Delivery) -> None:
    said = {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Metadata": {"mark": mark_of(delivery)}}
    assert tell(said) == 200
    assert Suppression.objects.get().reason == Reason.COMPLAINED
    assert queries.answers(delivery.mailing).complaints == 1


def test_whoever_stops_the_mails_at_the_service_has_left(delivery: Delivery) -> None:
    left = {"RecordType": "SubscriptionChange", "SuppressSending": True, "SuppressionReason": "ManualSuppression"}
    assert tell(left | {"Metadata": {"mark": mark_of(delivery)}}) == 200
    assert standing(delivery) == Subscription.LEFT
    assert not Bounce.objects.exists()


def test_openings_and_mails_that_arrived_change_nothing(delivery: Delivery) -> None:
    for kind in ("Open", "Click", "Delivery"):
        assert tell({"RecordType": kind, "Recipient": "a@b.example", "Metadata": {"mark": mark_of(delivery)}}) == 200
    assert not Bounce.objects.exists()


@pytest.mark.parametrize("password", [None, "", "another"])
def test_nobody_without_the_password_is_believed(delivery: Delivery, password: str | None) -> None:
    assert tell(GONE | {"Metadata": {"mark": mark_of(delivery)}}, password) == 403
    assert standing(delivery) == Subscription.ACTIVE


def test_a_mark_that_is_not_ours_stops_nobody(delivery: Delivery) -> None:
    assert tell(GONE | {"Metadata": {"mark": f"d{delivery.pk}-aaaaaaaaaaaaaaaa"}}) == 200
    assert tell(GONE | {"Email": "anna@reading.example"}) == 200
    assert standing(delivery) == Subscription.ACTIVE


def test_what_is_no_event_or_comes_where_no_service_is_named_is_turned_away(delivery: Delivery, settings: Any) -> None:
    assert tell(b"{") == 400
    assert tell(b"[1]") == 400
    settings.INTERLINK_MAIL_SERVICE = ""
    assert tell(GONE) == 403
    settings.INTERLINK_MAIL_SERVICE, settings.INTERLINK_BOUNCE_SECRET = "postmark", ""
    assert tell(GONE, "") == 403


def test_a_service_that_signs_has_its_signature_checked_as_well(delivery: Delivery, settings: Any) -> None:
    settings.INTERLINK_MAIL_SERVICE = "mailgun"
    at, token = str(int(time.time())), "0" * 50
    signature = hmac.new(SIGNING_KEY.encode(), f"{at}{token}".encode(), hashlib.sha256).hexdigest()
    event = {
        "event": "failed",
        "severity": "permanent",
        "reason": "bounce",
        "timestamp": float(at),
        "delivery-status": {"code": 550, "message": "5.1.1 No such user"},
        "user-variables": {"mark": mark_of(delivery)},
    }
    proof = {"timestamp": at, "token": token, "signature": signature}
    assert tell({"signature": proof | {"signature": "0" * 64}, "event-data": event}) == 403
    assert standing(delivery) == Subscription.ACTIVE
    assert tell({"signature": proof, "event-data": event}) == 200
    assert standing(delivery) == Subscription.STOPPED


@pytest.mark.parametrize(
    ("kind", "reason", "said", "trouble"),
    [
        ("bounced", "bounced", "", Trouble.SOFT),
        ("bounced", "invalid", "", Trouble.HARD),
        ("bounced", "invalid", "550 5.7.1 Not from you", Trouble.SOFT),
        ("bounced", "spam", "", Trouble.COMPLAINT),
        ("rejected", "bounced", "", Trouble.HARD),
        ("rejected", "blocked", "", Trouble.SOFT),
        ("failed", None, "", Trouble.SOFT),
        ("deferred", "bounced", "450 4.2.0 Later", None),
        ("autoresponded", None, "", None),
    ],
)
def test_what_an_event_says_of_its_mail(kind: str, reason: str | None, said: str, trouble: Trouble | None) -> None:
    event = AnymailTrackingEvent(event_type=kind, reject_reason=reason, mta_response=said)
    assert webhooks.trouble_of(event) is trouble


def test_a_mark_is_found_wherever_a_service_puts_it(delivery: Delivery) -> None:
    told = {"headers": {"message-id": marks.message_id(Mark(Kind.DELIVERY, delivery.pk))}}
    webhooks.note(AnymailTrackingEvent(event_type="complained", esp_event=told))
    assert standing(delivery) == Subscription.LEFT
