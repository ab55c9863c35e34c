"""The link in each mail that stops the mails."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from interlink.newsroom.outreach.links import leave_address
from interlink.newsroom.outreach.models import Subscriber
from interlink.newsroom.outreach.subscribing import add_subscriber

HOST = {"host": "watch.example"}


@pytest.fixture
def subscriber(site: object) -> Subscriber:
    return add_subscriber("reader@reading.example", "en", timezone.now())


@pytest.fixture
def link(subscriber: Subscriber) -> str:
    return "/" + leave_address(subscriber.pk).split("/", 3)[3]


def test_opening_the_link_asks_and_changes_nothing(client: Client, subscriber: Subscriber, link: str) -> None:
    """Mail scanners follow links."""
    answer = client.get(link, headers=HOST)
    assert answer.status_code == 200
    assert '<form method="post">' in answer.content.decode()
    assert not answer.cookies
    subscriber.refresh_from_db()
    assert subscriber.left_at is None


def test_pressing_the_button_stops_the_mails(client: Client, subscriber: Subscriber, link: str) -> None:
    answer = client.post(link, headers=HOST)
    assert answer.status_code == 200
    assert "The mails have stopped" in answer.content.decode()
    subscriber.refresh_from_db()
    assert subscriber.left_at is not None
    assert "The mails have stopped" in client.get(link, headers=HOST).content.decode()


def test_a_mail_program_may_press_it_by_itself(subscriber: Subscriber, link: str) -> None:
    """RFC 8058: a post without cookies or a form token."""
    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"}, headers=HOST)
    assert answer.status_code == 200
    subscriber.refresh_from_db()
    assert subscriber.left_at is not None


def test_a_link_that_was_cut_off_says_what_to_do(client: Client, link: str) -> None:
    answer = client.get(link[:-6] + "/", headers=HOST)
    assert answer.status_code == 404
    assert "Open it again from the mail itself" in answer.content.decode()
