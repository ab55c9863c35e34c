"""Subscribers at the desk: added once, with an address that is one, and forgotten for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interlink.accounts.actions import add_user
from interlink.accounts.roles import Role
from interlink.newsroom.outreach.models import Subscriber, Subscription, Suppression

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(cast: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(add_user("heron", "a long password of hers", role=Role.PUBLISHER))


def add(client: Client, email: str, language: str = "en") -> str:
    answer = client.post(reverse("subscribers:add"), {"email": email, "language": language}, follow=True)
    return answer.content.decode()


def test_a_publisher_adds_somebody_who_asked_and_may_change_the_language_alone(publisher: Client) -> None:
    add(publisher, " Reader@Example.ORG ")
    (reader,) = Subscriber.objects.all()
    assert (reader.key, reader.standing, reader.how) == ("reader@example.org", Subscription.ACTIVE, "hand")
    publisher.post(reverse("subscribers:edit", args=[reader.pk]), {"language": "fa", "standing": "left"})
    reader.refresh_from_db()
    assert (reader.language, reader.standing) == ("fa", Subscription.ACTIVE)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@example.org", "a@example.org\r\nBcc: b@example.org"])
def test_what_is_no_address_is_refused(publisher: Client, email: str) -> None:
    page = add(publisher, email)
    assert 'name="email"' in page
    assert not Subscriber.objects.exists()


def test_nobody_is_added_twice_or_brought_back(publisher: Client) -> None:
    add(publisher, "reader@example.org")
    assert "This address gets the digest already." in add(publisher, "READER@example.org")
    publisher.post(reverse("subscribers:delete", args=[Subscriber.objects.get().pk]))
    assert not Subscriber.objects.exists()
    assert Suppression.objects.count() == 1
    assert "This person has left" in add(publisher, "reader@example.org")
    assert not Subscriber.objects.exists()
