"""A digest that is signed now and sent later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision

from interlink.newsroom.outreach import actions, tasks
from interlink.newsroom.outreach.models import Course, Mailing, Subscriber
from interlink.newsroom.outreach.subscribing import leave
from interlink.newsroom.press import scheduled
from interlink.newsroom.press.models import DigestPage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = timezone.now() + timedelta(hours=3)  # Wagtail asks the real clock


@pytest.fixture
def planned(
    new_digest: Callable[..., DigestPage], new_readers: Callable[..., list[Subscriber]], django_user_model: Any
) -> Mailing:
    new_readers("anna", "bela")
    ida = django_user_model.objects.create_superuser("ida")
    return actions.sign_and_send(new_digest(signed=False), ida, NOON, LATER)


def test_nobody_is_written_to_before_its_time_and_those_who_get_it_are_known_then(
    planned: Mailing, new_readers: Callable[..., list[Subscriber]]
) -> None:
    (cara,) = new_readers("cara")
    leave(Subscriber.objects.get(email="anna@reading.example"), NOON)
    assert actions.begin_planned(LATER - timedelta(minutes=1)) == []
    assert (planned.course, planned.deliveries.count()) == (Course.PLANNED, 0)
    (revision,) = Revision.objects.exclude(approved_go_live_at=None)
    revision.content["go_live_at"] = None  # as if that time had come
    revision.save()
    scheduled.publish_due(LATER + timedelta(minutes=1))
    assert actions.begin_planned(LATER) == [planned]
    assert {row.subscriber for row in planned.deliveries.all()} == {
        Subscriber.objects.get(email="bela@reading.example"),
        cara,
    }
    assert actions.begin_planned(LATER) == []


def test_what_readers_cannot_see_yet_waits_though_its_time_has_come(planned: Mailing) -> None:
    assert actions.begin_planned(LATER) == []
    planned.refresh_from_db()
    assert planned.course == Course.PLANNED


def test_it_is_taken_back_before_its_time_and_can_be_signed_anew(planned: Mailing) -> None:
    assert actions.take_back(planned)
    assert not Mailing.objects.exists()
    digest = DigestPage.objects.get()
    assert (digest.live, digest.signed_off_at) == (False, None)
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_the_clock_knows_of_it() -> None:
    from interlink.background.clock import registered

    assert registered()["begin-planned"].task.module_path == tasks.begin_planned.module_path
