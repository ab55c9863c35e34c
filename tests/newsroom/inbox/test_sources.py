"""The list of sources: what it shows, how it is narrowed down, and what is done to many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interlink.newsroom.inbox.templatetags.sources import ago
from interlink.newsroom.watch.models import EventKind, Item, Kind, Source, State

Enter = Callable[[Any], Client]
LIST = "/desk/sources/"


def new_source(name: str, **fields: Any) -> Source:
    values = {"address": f"https://{name.lower().replace(' ', '-')}.example/feed", "state": State.FINE} | fields
    return Source.objects.create(name=name, **values)


def test_how_long_ago_is_said_from_a_minute_on() -> None:
    now = timezone.now()
    assert ago(now) == "just now"
    assert ago(now - timedelta(minutes=3, seconds=1)) == "3\xa0minutes ago"


@pytest.fixture
def editor(cast: Any, enter: Enter) -> Client:
    return enter(cast.editor)


def read(client: Client, **asked: Any) -> str:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, deed: str, *chosen: Source, **more: Any) -> str:
    form = {"deed": deed, "chosen": [source.pk for source in chosen], **more}
    return client.post(reverse("sources:change"), form, follow=True).content.decode()


def undo(client: Client) -> str:
    return client.post(reverse("sources:undo"), {}, follow=True).content.decode()


def test_an_empty_list_says_what_a_source_is_and_how_to_add_one(editor: Client) -> None:
    page = read(editor)
    assert "Nothing is watched yet." in page
    assert reverse("sources:add") in page


@pytest.mark.parametrize(
    ("state", "word", "advice"),
    [
        (State.QUIET, "quiet for longer than usual", "find the new one and add it"),
        (State.FAILING, "failing", "the outlet has to mend it"),
        (State.BLOCKED, "blocked to us", "Ask the outlet"),
        (State.GONE, "gone", "its items stay"),
        (State.MOVED, "moved", "https://new.example/feed"),
    ],
)
def test_each_state_is_told_in_words_with_since_when_and_what_to_do(
    state: State, word: str, advice: str, editor: Client
) -> None:
    now = timezone.now()
    source = new_source(
        "The Gazette", state=state, failing_since=now - timedelta(days=9), last_item=now - timedelta(days=9),
        problem="The server answered 500.", moved_to="https://new.example/feed",
    )  # fmt: skip
    source.events.create(kind=EventKind.MOVED, at=now - timedelta(days=9))
    page = read(editor)
    assert word.capitalize() in page
    assert f"since {now - timedelta(days=9):%-d %b %Y}" in page
    assert advice.lower() in page.lower()
    assert "The server answered 500." in page


def test_items_a_week_are_drawn_and_told_in_numbers(editor: Client, new_item: Callable[..., Item]) -> None:
    now, source = timezone.now(), new_source("The Gazette")
    for days in (0, 1, 8, 80, 500):
        new_item(source=source, published=now - timedelta(days=days, hours=1), seen_at=now - timedelta(minutes=5))
    page = read(editor)
    assert 'aria-label="Items a week, the oldest first: 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2"' in page
    assert page.count("h6v") == 12


def test_a_page_of_sources_asks_as_many_questions_for_fifty_as_for_one(
    editor: Client, new_item: Callable[..., Item]
) -> None:
    new_source("First")
    read(editor)
    with CaptureQueriesContext(connection) as few:
        read(editor)
    for number in range(60):
        new_item(source=new_source(f"Source {number}", state=State.MOVED), in_story=False)
    with CaptureQueriesContext(connection) as many:
        page = read(editor)
    assert page.count('name="chosen"') == 50
    assert len(many) == len(few) <= 21


def test_the_filters_are_kept_in_the_address(editor: Client) -> None:
    new_source("Alba", kind=Kind.SITEMAP, folder="Coast", language="sq")
    new_source("Brisa", state=State.FAILING, failing_since=timezone.now() - timedelta(days=30))
    new_source("Corda", state=State.BLOCKED, failing_since=timezone.now())
    new_source("Dorma", active=False)

    def shown(**asked: str) -> list[str]:
        page = read(editor, **asked)
        return [name for name in ("Alba", "Brisa", "Corda", "Dorma") if f"<bdi>{name}</bdi>" in page]

    assert (
        shown() == shown(state="nonsense", order="nonsense", kind="x", page="x") == ["Alba", "Brisa", "Corda", "Dorma"]
    )
    assert shown(state="fine") == shown(kind="sitemap") == shown(folder="Coast") == shown(language="sq") == ["Alba"]
    assert shown(state="trouble") == ["Brisa", "Corda"]
    assert shown(state="long") == shown(q="brisa example") == ["Brisa"]
    assert shown(state="paused") == ["Dorma"]
    assert shown(folder="-") == shown(language="-") == ["Brisa", "Corda", "Dorma"]
    assert shown(q="\x00nowhere") == []


def test_the_list_is_sorted_by_any_column_both_ways(editor: Client) -> None:
    now = timezone.now()
    new_source("Alba", folder="2", last_success=now)
    new_source("brisa", folder="1", state=State.GONE, last_success=now - timedelta(days=1))

    def order(key: str) -> list[str]:
        page = read(editor, order=key)
        return sorted(["Alba", "brisa"], key=lambda name: page.index(f"<bdi>{name}</bdi>"))

    for key, first in (("name", "Alba"), ("folder", "brisa"), ("state", "brisa"), ("success", "brisa")):
        assert order(key)[0] == first
        assert order(f"-{key}")[1] == first
    assert 'aria-sort="descending"' in read(editor, order="-name")


def test_many_sources_are_paused_and_it_is_undone(editor: Client) -> None:
    one, two, three = new_source("One"), new_source("Two"), new_source("Three", active=False)
    page = do(editor, "pause", one, two, three)
    assert "2 sources paused." in page
    assert not Source.objects.filter(active=True).exists()
    assert one.events.get().words == "by Ida"
    assert "Undone." in undo(editor)
    assert set(Source.objects.filter(active=True)) == {one, two}
    assert "Undone." not in undo(editor)


def test_paused_sources_are_resumed_and_due_at_once(editor: Client) -> None:
    source = new_source("One", active=False)
    assert "1 source is watched again." in do(editor, "resume", source)
    source.refresh_from_db()
    assert source.active
    assert source.next_check <= timezone.now()
    undo(editor)
    assert not Source.objects.get().active


def test_checking_now_makes_watched_sources_due(editor: Client) -> None:
    later = timezone.now() + timedelta(days=1)
    watched, paused = new_source("One", next_check=later), new_source("Two", active=False, next_check=later)
    assert "1 source is checked within minutes." in do(editor, "check", watched, paused)
    assert list(Source.objects.filter(next_check__lte=timezone.now())) == [watched]


def test_everything_that_a_filter_shows_is_moved_to_a_folder_and_back_again(editor: Client) -> None:
    for number in range(60):
        new_source(f"Source {number}", language="sq", folder="Old" if number % 2 else "")
    other = new_source("Other", language="en")
    page = do(editor, "folder", folder="  The coast ", every="1", query="language=sq")
    assert "60 sources moved to The coast." in page
    assert Source.objects.filter(folder="The coast").count() == 60
    Source.objects.filter(name="Source 1").update(folder="Moved meanwhile")
    undo(editor)
    assert Source.objects.filter(folder="Old").count() == 29
    assert Source.objects.filter(folder="").count() == 31
    other.refresh_from_db()
    assert other.folder == ""


def test_a_language_is_set_when_it_is_one(editor: Client) -> None:
    source = new_source("One", language="en")
    assert "short code" in do(editor, "language", source, language="Albanian, I think")
    assert "The language of 1 source is set." in do(editor, "language", source, language="sq")
    assert Source.objects.get().language == "sq"
    undo(editor)
    assert Source.objects.get().language == "en"


def test_only_sources_without_items_are_deleted_and_they_can_come_back(
    editor: Client, new_item: Callable[..., Item]
) -> None:
    empty, full, heard = new_source("Empty", folder="Coast"), new_source("Full"), new_source("Heard")
    item = new_item(source=full)
    item.also_seen.create(source=heard, guid="1", seen_at=timezone.now())
    page = do(editor, "delete", empty, full, heard)
    assert "1 source deleted. 2 have items, which stay, so they were paused." in page
    assert set(Source.objects.all()) == {full, heard}
    assert not Source.objects.filter(active=True).exists()
    undo(editor)
    assert set(Source.objects.filter(active=True).values_list("name", "folder")) == {
        ("Empty", "Coast"), ("Full", ""), ("Heard", ""),
    }  # fmt: skip
    page = do(editor, "delete", full)
    assert "1 has items, which stay, so it was paused." in page
    assert "0 sources" not in page


def test_without_a_tick_nothing_is_done(editor: Client) -> None:
    new_source("One")
    assert "tick the sources first" in do(editor, "pause")
    assert reverse("sources:undo") not in do(editor, "nonsense", Source.objects.get())
    assert Source.objects.get().active


def test_what_was_done_leads_back_to_the_same_view(editor: Client) -> None:
    source = new_source("One")
    form = {"deed": "pause", "chosen": source.pk, "query": "state=fine&kind=feed", "page": "2"}
    assert editor.post(reverse("sources:change"), form)["Location"] == f"{LIST}?state=fine&kind=feed&page=2"
    form = {"deed": "resume", "chosen": source.pk, "query": "//elsewhere.example/"}
    assert editor.post(reverse("sources:change"), form)["Location"] == LIST


@pytest.mark.parametrize("name", ["index", "add"])
def test_whoever_has_no_right_to_the_sources_is_refused_calmly(name: str, cast: Any, enter: Enter) -> None:
    answer = enter(cast.junior).get(reverse(f"sources:{name}"))
    assert answer.status_code == 403
    assert "nothing was changed" in answer.content.decode()


def test_whoever_may_only_look_changes_nothing(cast: Any, enter: Enter) -> None:
    source = new_source("One")
    cast.junior.user_permissions.add(Permission.objects.get(codename="view_source"))
    junior = enter(cast.junior)
    page = read(junior)
    assert "<bdi>One</bdi>" in page
    assert 'name="deed"' not in page
    one = reverse("sources:one", args=[source.pk])
    assert junior.get(one).status_code == 200
    for address in (reverse("sources:change"), one, reverse("sources:take_over", args=[source.pk])):
        assert junior.post(address, {"deed": "pause", "chosen": source.pk}).status_code == 403
    assert Source.objects.get().active


def test_a_hostile_name_shows_as_text(editor: Client) -> None:
    new_source("<script>alert(1)</script>", address="https://x.example/", folder='"><img src=x>', problem="<b>")
    page = read(editor)
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page
