"""What goes out by itself at its time, and what does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from interlink.background.clock import registered
from interlink.newsroom.evidence.models import CaptureState
from interlink.newsroom.press import scheduled, tasks


@pytest.fixture
def now() -> datetime:
    return timezone.now()  # Wagtail asks the real clock whether a time has come


def schedule(page: Any, when: datetime) -> None:
    """Set a page's time, as Wagtail's editor stores it."""
    page.go_live_at = when
    page.save()
    revision = page.save_revision()
    revision.approved_go_live_at = when
    revision.save()


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def test_a_post_goes_out_when_its_time_has_come_and_not_before(press: Any, now: datetime) -> None:
    due, later = (press.post(slug, live=False, first_published_at=None) for slug in ("due", "later"))
    schedule(due, now - timedelta(minutes=1))
    schedule(later, now + timedelta(hours=1))
    assert scheduled.publish_due(now).published == (due.pk,)
    assert (is_live(due), is_live(later)) == (True, False)
    assert scheduled.publish_due(now) == scheduled.Turned()


def test_a_post_without_a_capture_is_held_back_until_it_has_one_and_stops_no_other(press: Any, now: datetime) -> None:
    capture = press.capture("https://gazette.example/held", state=CaptureState.WAITING)
    held = press.post("held", live=False, first_published_at=None, capture=capture)
    ready = press.post("ready", live=False, first_published_at=None)
    schedule(held, now - timedelta(minutes=2))
    schedule(ready, now - timedelta(minutes=1))
    turned = scheduled.publish_due(now)
    assert (turned.published, turned.held) == ((ready.pk,), (held.pk,))
    assert not is_live(held)
    capture.state = CaptureState.WHOLE
    capture.save()
    assert scheduled.publish_due(now).published == (held.pk,)
    assert is_live(held)


def test_a_digest_that_nobody_signed_stays_in_whatever_its_time(press: Any, now: datetime) -> None:
    digest = press.digest([press.post()], live=False)
    schedule(digest, now - timedelta(minutes=1))
    assert scheduled.publish_due(now).held == (digest.pk,)
    assert not is_live(digest)


def test_what_has_expired_is_withdrawn_once(press: Any, now: datetime) -> None:
    post = press.post(expire_at=now - timedelta(minutes=1))
    assert scheduled.publish_due(now).withdrawn == (post.pk,)
    assert not is_live(post)
    assert scheduled.publish_due(now).withdrawn == ()


def test_the_clock_looks_at_the_schedule_each_minute(press: Any, now: datetime) -> None:
    post = press.post("due", live=False, first_published_at=None)
    schedule(post, now - timedelta(minutes=1))
    beat = registered()["publish-scheduled"]
    assert (beat.interval, beat.task.module_path) == (timedelta(minutes=1), tasks.publish_scheduled.module_path)
    tasks.publish_scheduled.func()
    assert is_live(post)


def test_a_post_counts_as_held_back_once_its_time_is_well_past(press: Any, now: datetime) -> None:
    capture = press.capture("https://gazette.example/held", state=CaptureState.FAILED)
    late, later, fresh, ahead = (
        press.post(slug, live=False, first_published_at=None, capture=capture)
        for slug in ("late", "later", "fresh", "ahead")
    )
    for post, minutes in ((later, -60), (late, -90), (fresh, -1), (ahead, 60)):
        schedule(post, now + timedelta(minutes=minutes))
    assert list(scheduled.held_back(now)) == [late, later]
