"""A real hub, honest or not, and the desk: subscribing, renewing, being told, leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from interlink.background.worker import run_until_idle
from interlink.lib.reading.feeds import Feed
from interlink.newsroom.watch.models import Source
from interlink.newsroom.watch.websub import actions, asking, rules
from interlink.newsroom.watch.websub.models import Asking

FAR = timedelta(hours=6)


def ask(ahead: timedelta = timedelta()) -> int:
    return asking.ask_due(timezone.now() + ahead)


def rested(source: Source) -> Source:
    """The source as it is when it was asked a while ago and is next asked in hours."""
    now = timezone.now()
    Source.objects.filter(pk=source.pk).update(last_check=now - FAR, next_check=now + FAR)
    source.refresh_from_db()
    return source


def is_due(source: Source) -> bool:
    source.refresh_from_db()
    assert source.next_check is not None
    return source.next_check <= timezone.now()


def test_a_feed_with_a_hub_is_subscribed_to_and_its_push_makes_us_look_at_once(hub: Any, source: Source) -> None:
    assert (source.hub, source.hub_topic) == (hub.address, hub.feed)
    assert ask() == 1
    source.refresh_from_db()
    assert hub.answers == [(200, "c-5 & ü")]
    assert source.hub_until is not None
    assert abs(source.hub_until - timezone.now() - rules.LEASE_ASKED) < timedelta(minutes=1)
    assert ask() == 0
    assert not is_due(rested(source))
    assert hub.push() == 202
    assert is_due(source)


def test_a_subscription_is_renewed_before_it_ends_with_the_same_address(hub: Any, source: Source) -> None:
    ask()
    assert ask(timedelta(days=5)) == 0
    assert ask(timedelta(days=9)) == 1
    first, second = hub.heard
    assert first == second
    assert len(hub.subscriptions) == 1


@pytest.mark.parametrize("method", sorted(rules.METHODS))
def test_every_method_of_signing_counts(hub: Any, source: Source, method: str) -> None:
    ask()
    rested(source)
    assert hub.push(method=method) == 202
    assert is_due(source)


def test_a_wrong_signature_is_taken_calmly_and_changes_nothing(hub: Any, source: Source) -> None:
    ask()
    rested(source)
    assert hub.push(secret="a guess") == 202
    assert not is_due(source)


@pytest.mark.parametrize("manner", ["another topic", "no challenge", "short lease", "silent", "refusing"])
def test_a_hub_that_asks_wrongly_gets_no_subscription_and_is_asked_later_and_later(
    hub: Any, source: Source, manner: str
) -> None:
    hub.manner = manner
    ask()
    source.refresh_from_db()
    assert source.hub_until is None
    assert all(status == 404 for status, _ in hub.answers)
    later = (timedelta(minutes=3), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=3))
    assert [ask(after) for after in later] == [0, 1, 0, 1, 0]
    assert Asking.objects.get().problem == (
        "The hub refused (it answered 403)." if manner == "refusing" else "The hub has not confirmed the subscription."
    )


def test_a_hub_that_is_not_there_is_told_in_plain_words(hub: Any, source: Source, settings: Any) -> None:
    settings.INTERLINK_ALLOWED_LOOPBACK = frozenset()
    ask()
    assert "private" in Asking.objects.get().problem or "this machine" in Asking.objects.get().problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INTERLINK_WEBSUB", False),
        ("INTERLINK_SITE_ADDRESS", "http://watch.example"),
        ("INTERLINK_SITE_ADDRESS", "https://localhost:8000"),
    ],
)
def test_a_desk_that_may_not_or_cannot_be_reached_asks_no_hub(
    hub: Any, source: Source, settings: Any, name: str, value: Any
) -> None:
    setattr(settings, name, value)
    assert ask() == 0
    assert hub.heard == []


def test_a_paused_source_lets_go_of_its_subscription_and_takes_it_up_again(hub: Any, source: Source) -> None:
    ask()
    Source.objects.update(active=False)
    assert hub.push() == 410
    assert ask() == 1
    assert hub.heard[-1]["hub.mode"] == "unsubscribe"
    assert hub.subscriptions == {}
    assert ask() == 0
    Source.objects.update(active=True)
    assert ask() == 1
    assert len(hub.subscriptions) == 1


def test_a_removed_source_ends_what_its_hub_sends(hub: Any, source: Source) -> None:
    ask()
    source.items.all().delete()
    source.delete()
    assert hub.push() == 410


def test_a_feed_that_leaves_its_hub_ends_the_subscription_there(hub: Any, source: Source) -> None:
    ask()
    source.refresh_from_db()
    actions.note_links(source, Feed("Courier", None, None, ()), [])
    assert (source.hub, source.hub_secret, source.hub_until) == ("", "", None)
    run_until_idle()
    assert hub.heard[-1]["hub.mode"] == "unsubscribe"
    assert hub.subscriptions == {}
    assert not Asking.objects.exists()


def test_a_feed_that_names_another_topic_each_time_makes_us_ask_once_a_day(hub: Any, source: Source) -> None:
    ask()
    for number in range(3):
        feed = Feed("Courier", None, None, (), hubs=(hub.address,), own_address=f"{hub.feed}?{number}")
        actions.note_links(source, feed, [])
    assert ask(timedelta(hours=23)) == 0
    assert ask(timedelta(hours=25)) == 1


def test_a_subscription_lets_a_source_rest_only_when_its_hub_has_proved_itself(hub: Any, source: Source) -> None:
    ask()
    source.refresh_from_db()
    now = timezone.now()
    assert actions.rest(source, now) == timedelta()
    hub.push()
    assert actions.rest(source, now) == rules.SAFETY_REST
    assert actions.rest(source, now, [now + timedelta(hours=1)]) == timedelta()
    assert actions.rest(source, now + timedelta(days=11)) == timedelta()


def test_from_publishing_to_the_item_and_a_long_rest_and_back_to_the_usual_pace(
    hub: Any, source: Source, check: Callable[[Source], None]
) -> None:
    ask()
    usual = source.next_check - source.last_check  # type: ignore[operator]
    assert usual < timedelta(hours=1)
    hub.reports.append(timezone.now() - timedelta(minutes=1))
    rested(source)
    hub.push()
    assert is_due(source)
    check(source)
    assert source.items.count() == 2
    assert not is_due(source)
    assert source.next_check - timezone.now() > rules.SAFETY_REST - timedelta(minutes=1)  # type: ignore[operator]
    # The hub falls silent: an item comes that it did not tell us of.
    Asking.objects.update(told=timezone.now() - timedelta(hours=3))
    hub.reports.append(timezone.now() - timedelta(minutes=1))
    check(source)
    assert source.items.count() == 3
    assert source.next_check - timezone.now() < timedelta(hours=1)  # type: ignore[operator]
