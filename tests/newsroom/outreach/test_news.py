"""Mails that need no editor, each ordered once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from interlink.newsroom.evidence.models import Capture, CaptureState, Check
from interlink.newsroom.outreach import news
from interlink.newsroom.outreach.ledger.jobs import send_mailing
from interlink.newsroom.outreach.models import Course, Handover, Kind, Mailing, Subscriber
from interlink.newsroom.outreach.rules import day_due, removals_span
from interlink.newsroom.press.alerts.rules import Kind as News
from interlink.newsroom.press.models import Alert, FrontPage, PostPage
from interlink.newsroom.press.rules import Rhythm

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def reader(new_readers: Callable[..., list[Subscriber]]) -> Subscriber:
    """Anna, who wants everything but the digest, and was there the day before."""
    (anna,) = new_readers("anna")
    choices = {"weekly": False, "daily": True, "every_post": True, "removals": True}
    Subscriber.objects.filter(pk=anna.pk).update(confirmed_at=NOON - 30 * DAY, **choices)
    return anna


def new_post(site: dict[str, FrontPage], slug: str, at: datetime) -> PostPage:
    post = PostPage(title=f"Post {slug}", slug=slug, outlet="Gazette", live=True, first_published_at=at)
    site["en"].add_child(instance=post)
    return post


def kinds(mailings: list[Mailing]) -> list[str]:
    return sorted(str(mailing.kind) for mailing in mailings)


def test_a_post_is_mailed_once_and_only_after_it_has_stood_for_a_while(site: Any, reader: Subscriber) -> None:
    new_post(site, "one", NOON)
    assert news.order_due(NOON + 9 * MINUTE) == []
    assert kinds(news.order_due(NOON + 11 * MINUTE)) == [Kind.POST]
    assert news.order_due(NOON + 12 * MINUTE) == []
    assert Mailing.objects.get().deliveries.get().subscriber == reader


def test_whoever_came_after_a_post_is_not_sent_it(site: Any, new_readers: Callable[..., list[Subscriber]]) -> None:
    (bela,) = new_readers("bela")
    Subscriber.objects.filter(pk=bela.pk).update(every_post=True, confirmed_at=NOON + MINUTE)
    new_post(site, "one", NOON)
    assert news.order_due(NOON + 11 * MINUTE) == []


def test_the_posts_of_a_day_come_at_its_hour_and_each_in_one_mail(site: Any, reader: Subscriber) -> None:
    Subscriber.objects.filter(pk=reader.pk).update(every_post=False)
    new_post(site, "early", NOON - 6 * timedelta(hours=1))
    new_post(site, "late", NOON)
    (first,) = news.order_due(NOON)
    assert (first.kind, first.until) == (Kind.DAY, NOON.replace(hour=7))
    assert news.order_due(NOON + MINUTE) == []
    (second,) = news.order_due(NOON + DAY)
    assert (second.since, second.until) == (first.until, NOON.replace(hour=7) + DAY)


def test_removals_that_the_group_has_shown_come_together_and_at_most_once_an_hour(
    site: Any, reader: Subscriber, mail_server: Any
) -> None:
    def shown(number: int, at: datetime, kind: str = News.REMOVED) -> None:
        address = f"https://gazette.example/{number}"
        capture = Capture.objects.create(
            address=address, title=f"Page {number}", state=CaptureState.WHOLE, asked_at=NOON, taken_at=NOON
        )
        look = Check.objects.create(capture=capture, at=at)
        Alert.objects.create(
            check_row=look, capture=capture, kind=kind, raised_at=at, not_before=at - DAY, not_after=at, shown_at=at
        )

    shown(1, NOON)
    shown(2, NOON + MINUTE)
    shown(3, NOON, News.EDITED)
    (first,) = news.order_due(NOON + 20 * MINUTE)
    assert first.kind == Kind.REMOVALS
    shown(4, NOON + 30 * MINUTE)
    assert news.order_due(NOON + 50 * MINUTE) == []
    assert len(news.order_due(NOON + 90 * MINUTE)) == 1
    send_mailing.call(mailing_id=first.pk)
    ((address, message),) = mail_server.taken
    assert address == reader.email
    assert message["Subject"] == "Meridian Watch: removed pages (2)"
    text = message.get_body(("plain",)).get_content()
    assert "Page 1" in text
    assert "Page 2" in text
    assert "Page 3" not in text


def test_what_was_withdrawn_before_it_was_mailed_is_called_off(site: Any, reader: Subscriber) -> None:
    post = new_post(site, "one", NOON)
    (mailing,) = [one for one in news.order_due(NOON + 11 * MINUTE) if one.kind == Kind.POST]
    post.unpublish()
    send_mailing.call(mailing_id=mailing.pk)
    mailing.refresh_from_db()
    assert mailing.course == Course.CANCELLED
    assert mailing.deliveries.get().state == Handover.NOT_SENT


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tehran", "America/New_York"])
def test_every_moment_is_in_one_daily_mail_also_where_the_clock_is_put_forward(zone: str) -> None:
    rhythm = Rhythm(weekday=5, hour=18, zone=ZoneInfo(zone), daily_hour=2)
    last: datetime | None = None
    spans = []
    start = datetime.combine(date(2026, 3, 6), datetime.min.time(), UTC)
    for hours in range(0, 24 * 6, 5):
        due = day_due(start + timedelta(hours=hours), rhythm, last)
        if due is not None:
            spans.append(due)
            last = due[1]
    days = [until.date() for _, until in spans]
    assert days == [days[0] + DAY * number for number in range(len(days))]
    assert all(one[1] == following[0] for one, following in pairwise(spans))


def test_a_desk_that_was_off_for_long_reaches_back_a_week() -> None:
    rhythm = Rhythm(weekday=5, hour=18, zone=ZoneInfo("UTC"))
    since, until = day_due(NOON, rhythm, NOON - 30 * DAY) or (NOON, NOON)
    assert until - since == 7 * DAY
    assert (removals_span(NOON, NOON - 30 * DAY) or (NOON, NOON))[0] == NOON - 10 * MINUTE - 7 * DAY
