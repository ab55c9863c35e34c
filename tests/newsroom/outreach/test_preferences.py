"""The page where a subscriber changes what comes, without a password."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from interlink.newsroom.outreach import links, subscribing
from interlink.newsroom.outreach.models import Subscriber, Subscription, Suppression

HOST = {"host": "watch.example"}


@pytest.fixture
def anna(site: object) -> Subscriber:
    return subscribing.add_subscriber("anna@reading.example", "en", timezone.now())


@pytest.fixture
def page(anna: Subscriber) -> str:
    return "/" + links.own(anna.pk).preferences.split("/", 3)[3]


def press(page: str, deed: str, **fields: object) -> str:
    answer = Client(enforce_csrf_checks=True).post(page, {"deed": deed, **fields}, headers=HOST)
    assert not answer.cookies
    return answer.content.decode()


def test_opening_it_changes_nothing(client: Client, anna: Subscriber, page: str) -> None:
    before = Subscriber.objects.values().get()
    shown = client.get(page, {"deed": "forget"}, headers=HOST)
    assert 'value="weekly" checked' in shown.content.decode()
    assert anna.email not in shown.content.decode()  # a link that was passed on tells nobody whose it is
    assert Subscriber.objects.values().get() == before


def test_choice_and_language_are_saved_and_the_page_answers_in_the_new_one(anna: Subscriber, page: str) -> None:
    shown = press(page, "save", choice=["daily", "removals"], language="fa")
    assert 'lang="fa" dir="rtl"' in shown
    anna.refresh_from_db()
    assert (anna.language, subscribing.chosen(anna)) == ("fa", {"daily", "removals"})
    press(page, "save", choice=["daily"], language="xx")
    anna.refresh_from_db()
    assert (anna.language, subscribing.chosen(anna)) == ("fa", {"daily"})


@pytest.mark.parametrize("choice", [[], ["everything"]])
def test_choosing_nothing_is_no_way_to_leave(anna: Subscriber, page: str, choice: list[str]) -> None:
    assert "Please choose" in press(page, "save", choice=choice)
    anna.refresh_from_db()
    assert subscribing.chosen(anna) == {"weekly"}


def test_a_pause_and_its_end(anna: Subscriber, page: str) -> None:
    assert "You get no mails until" in press(page, "month")
    anna.refresh_from_db()
    assert anna.standing == Subscription.PAUSED
    assert "Pause for a month" in press(page, "resume")
    anna.refresh_from_db()
    assert (anna.standing, anna.paused_until) == (Subscription.ACTIVE, None)


def test_who_left_is_not_brought_back_by_the_page_itself(anna: Subscriber, page: str) -> None:
    assert "You get no mails" in press(page, "leave")
    for deed in ("save", "resume", "month"):
        press(page, deed, choice=["weekly"])
    anna.refresh_from_db()
    assert anna.standing == Subscription.LEFT


def test_being_forgotten_leaves_a_checksum_alone(page: str) -> None:
    assert "You are forgotten" in press(page, "forget")
    assert not Subscriber.objects.exists()
    assert Suppression.objects.count() == 1
    assert "This link does not work" in press(page, "forget")
