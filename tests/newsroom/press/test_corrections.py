"""Corrections and the right of reply: on the post, in the lists, in the feed, and nowhere before they are published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import fastfeedparser
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.press import tasks
from interlink.newsroom.press.bake.addresses import touched_by
from interlink.newsroom.press.corrections import queries
from interlink.newsroom.press.models import Correction, PostPage, Reply

Read = Callable[[str], str]
DAY = date(2026, 11, 25)
RIGHT = {"on": DAY, "wrong": "Five towns.", "right": "Three towns.", "material": True}


def correct(post: PostPage, **fields: Any) -> PostPage:
    post.corrections = [*post.corrections.all(), Correction(**RIGHT | fields)]
    post.save()
    return post


def ask(post: PostPage, deadline: date, **fields: Any) -> PostPage:
    asked = {"asked": "The press office", "asked_on": deadline - timedelta(days=3), "deadline": deadline}
    post.replies = [*post.replies.all(), Reply(**asked | fields)]
    post.save()
    return post


def baked() -> set[str]:
    return {one for task in DBTaskResult.objects.all() for one in task.args_kwargs["kwargs"].get("addresses", [])}


def test_a_correction_stands_on_the_post_in_the_list_its_year_and_the_feed(press: Any, read: Read) -> None:
    post = correct(press.post("one"))
    for address in (
        post.url,
        "/en/corrections/",
        "/en/corrections/2026/",
        "/en/corrections/feed.atom",
        "/en/feed.atom",
    ):
        page = read(address)
        assert "Five towns." in page
        assert "Three towns." in page
    assert "Changes the sense" in read(post.url)
    assert "Five towns." not in read("/fa/corrections/")


def test_a_draft_of_a_correction_is_seen_by_nobody(press: Any, read: Read) -> None:
    post = press.post("one")
    post.corrections = [Correction(**RIGHT)]
    post.save_revision()
    correct(press.post("two", live=False))
    for address in (post.url, "/en/corrections/"):
        assert "Three towns." not in read(address)


def test_a_post_that_is_a_correction_is_told_on_the_post_that_it_corrects(press: Any, read: Read) -> None:
    wrong = press.post("wrong")
    righting = correct(press.post("righting", kind="correction", body="<p>We misread it.</p>", corrects=wrong))
    assert "Three towns." in read(wrong.url)
    assert righting.url in read(wrong.url)
    assert wrong.url in read("/en/corrections/")
    assert wrong.url in touched_by(righting)


def test_the_feed_is_valid_lasting_and_the_same_for_the_same_corrections(press: Any, read: Read) -> None:
    post = correct(press.post("one"))
    first = read("/en/corrections/feed.atom")
    assert read("/en/corrections/feed.atom") == first
    (entry,) = fastfeedparser.parse(first).entries
    post.title = "Another title"
    post.save()
    assert fastfeedparser.parse(read("/en/corrections/feed.atom")).entries[0].id == entry.id
    assert ET.fromstring(read("/fa/corrections/feed.atom")).tag.endswith("feed")


def test_a_correction_touches_its_post_and_its_lists_and_not_the_archive(press: Any) -> None:
    others = [press.post(f"other-{number}") for number in range(3)]
    touched = touched_by(correct(press.post("one")))
    assert {"/en/corrections/", "/en/corrections/feed.atom", "/en/corrections/2026/"} <= touched
    assert not {other.url for other in others} & touched


def test_a_correction_that_is_taken_out_leaves_the_lists(press: Any) -> None:
    post = correct(press.post("one"))
    DBTaskResult.objects.all().delete()
    post.corrections = []
    post.save_revision().publish()
    assert "/en/corrections/2026/" in baked()
    assert queries.latest(press.fronts["en"].locale) == []


@pytest.mark.parametrize(
    ("days", "fields", "said"),
    [
        (0, {}, "It has not come yet."),
        (-1, {}, "No answer had come by"),
        (-1, {"answer": "We deny it.\n\n<b>All</b> of it."}, "&lt;b&gt;All&lt;/b&gt; of it."),
    ],
)
def test_readers_are_told_whom_we_asked_and_what_came_of_it(
    press: Any, read: Read, days: int, fields: dict[str, Any], said: str
) -> None:
    post = ask(press.post("one"), timezone.localdate() + timedelta(days=days), **fields)
    for address in (post.url, "/en/corrections/", "/en/corrections/feed.atom"):
        assert "The press office" in read(address)
        assert said in read(address).replace("&amp;", "&")


def test_the_desk_is_reminded_of_silence_until_it_is_settled(press: Any) -> None:
    today = timezone.localdate()
    late = ask(press.post("late", live=False), today - timedelta(days=1))
    ask(press.post("early"), today)
    ask(press.post("answered"), today - timedelta(days=1), answer="No.")
    ask(press.post("settled"), today - timedelta(days=1), settled=True)
    assert [reply.post for reply in queries.overdue(today)] == [late]


def test_silence_is_told_on_the_page_the_day_after(press: Any) -> None:
    today = timezone.localdate()
    silent = ask(press.post("silent"), today - timedelta(days=1))
    ask(press.post("waiting"), today)
    DBTaskResult.objects.all().delete()
    tasks.tell_silence.call()
    assert silent.url in baked()
    assert not any("waiting" in address for address in baked())


def test_days_in_the_wrong_order_are_told_to_the_editor() -> None:
    reply = Reply(asked="The press office", asked_on=DAY, deadline=DAY - timedelta(days=1))
    with pytest.raises(ValidationError, match="before the day"):
        reply.clean()


@pytest.mark.parametrize("address", ["/en/corrections/1999/", "/en/corrections/x/"])
def test_addresses_that_are_none_are_not_found(press: Any, client: Client, address: str) -> None:
    assert client.get(address, headers={"host": "watch.example"}).status_code == 404
