"""The public register of what was removed and changed: what it lists, its years, its feed, and what is written anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from django.test import Client
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from interlink.lib.reading.feeds import read_feed
from interlink.newsroom.evidence.models import Capture, CaptureMark, Check
from interlink.newsroom.press import announcing, register
from interlink.newsroom.press.alerts import actions
from interlink.newsroom.press.alerts.raising import raise_alerts
from interlink.newsroom.press.bake.addresses import public_addresses, touched_by_register
from interlink.newsroom.press.errors import NotForReaders
from interlink.newsroom.press.models import Alert

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Read = Callable[[str], str]


def news(capture: Capture, verdict: str = "removed", at: datetime = NOON) -> Alert:
    """A piece of news about a capture, as a look would have told it."""
    before = at - timedelta(days=2)
    Check.objects.create(capture=capture, at=at, not_before=before, verdict=verdict, news=True)
    mark = {"removed softly": "removed", "same": "live"}.get(verdict, verdict)
    Capture.objects.filter(pk=capture.pk).update(mark=mark, mark_since=at)
    capture.refresh_from_db()
    (alert,) = raise_alerts(lambda _: ())
    return alert


def test_what_happened_within_a_day_is_told_by_its_moments(press: Any, read: Read) -> None:
    alert = news(press.post("shown").capture, "edited")
    alert.not_before = alert.not_after - timedelta(hours=3)
    with translation.override("en"):
        said = announcing.told(alert, "en")
    day = "November 24, 2026"
    assert said == f"The page was edited between {day}, 9:00:00\u202fAM UTC and {day}, 12:00:00\u202fPM UTC."


def test_it_lists_what_the_group_chose_to_show_and_nothing_else(press: Any, read: Read) -> None:
    shown, kept = news(press.post("shown").capture), news(press.post("kept").capture)
    Capture.objects.filter(pk=shown.capture_id).update(title="Members <told> to sell")
    actions.show(shown, None, NOON)
    page = read("/en/removed/")
    assert "Removed: \u2068Members &lt;told&gt; to sell\u2069" in page
    assert "The page was there on November 22, 2026, and removed by November 24, 2026." in page
    assert "The Harbour Gazette" in page
    assert f'href="/evidence/{shown.capture_id}/"' in page
    assert f"/evidence/{kept.capture_id}/" not in page
    assert "برداشته شده: " in read("/fa/removed/"), "a page of one language is listed in every language"
    assert read("/en/removed/2026/").count("<article") == 1
    actions.hide(shown, None, NOON)
    assert "Nothing is listed yet." in read("/en/removed/")


def test_a_page_that_is_there_again_is_said_to_be_so(press: Any, read: Read) -> None:
    alert = news(press.post("back").capture)
    actions.show(alert, None, NOON)
    assert "As it stands now:" not in read("/en/removed/")
    Capture.objects.update(mark=CaptureMark.LIVE, mark_since=NOON + timedelta(days=1))
    assert "As it stands now: Since November 25, 2026, whenever we could see" in read("/en/removed/")
    assert feedparser.parse(read("/en/removed/feed.atom")).entries[0].updated == "2026-11-25T12:00:00+00:00"


@pytest.mark.parametrize("verdict", ["blocked", "same"])
def test_what_readers_would_not_see_is_never_listed(press: Any, verdict: str) -> None:
    alert = news(press.post("closed").capture, verdict)
    with pytest.raises(NotForReaders):
        actions.show(alert, None, NOON)
    assert not register.shown().exists()


def test_its_feed_is_valid_lasting_and_the_same_for_the_same_news(press: Any, read: Read) -> None:
    alert = news(press.post("shown").capture, "edited")
    actions.show(alert, None, NOON)
    text = read("/en/removed/feed.atom")
    assert text == read("/en/removed/feed.atom")
    feed = feedparser.parse(text)
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "atom10", "en")
    (entry,) = feed.entries
    assert entry.title == "Edited: Members told to sell"
    assert entry.id.startswith("urn:uuid:")
    assert entry.link == "http://watch.example/en/2026/11/shown/"
    assert "edited between" in entry.content[0].value
    ours = read_feed(text.encode(), address="http://watch.example/en/removed/feed.atom")
    assert ours.problem is None
    persian = feedparser.parse(read("/fa/removed/feed.atom"))
    assert persian.entries[0].id != entry.id
    assert persian.feed.id != feed.feed.id


def test_the_register_of_nothing_is_a_valid_feed_too(press: Any, read: Read) -> None:
    feed = feedparser.parse(read("/en/removed/feed.atom"))
    assert (feed.bozo, feed.entries) == (False, [])
    assert feed.feed.updated


def test_showing_writes_the_register_and_its_year_and_they_belong_to_the_site(press: Any) -> None:
    alert = news(press.post("shown").capture)
    before = set(DBTaskResult.objects.values_list("pk", flat=True))
    actions.show(alert, None, NOON)
    (task,) = DBTaskResult.objects.exclude(pk__in=before)
    every = {
        f"/{language}/removed/{end}"
        for language in ("en", "fa")
        for end in ("", "feed.atom", "feed.rss", "feed.json", "2026/")
    }
    assert set(task.args_kwargs["kwargs"]["addresses"]) == every
    assert every <= set(public_addresses())


def test_addresses_that_are_none_are_not_found(client: Client, press: Any) -> None:
    for address in ("/fr/removed/", "/en/removed/2026/", "/en/removed/0000/", "/fr/removed/feed.atom"):
        answer = client.get(address, headers={"host": "watch.example"}, follow=True)
        assert answer.status_code == 404, address


def test_the_digest_of_the_week_tells_of_it_and_is_written_anew(press: Any, read: Read) -> None:
    post = press.post("gone")
    alert, digest = news(post.capture), press.digest([post])
    assert "Removed: " not in read(digest.url)
    actions.show(alert, None, NOON)
    assert "Removed: " in read(digest.url)
    assert urlsplit(digest.url).path in touched_by_register(NOON)
    assert urlsplit(digest.url).path not in touched_by_register(NOON - timedelta(days=14))
