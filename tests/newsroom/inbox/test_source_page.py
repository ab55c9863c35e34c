"""The page of one source: how it is doing, what happened to it, and what an editor says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.lib.sentences import Sentence
from interlink.newsroom.inbox.views.source import pace
from interlink.newsroom.watch.models import EventKind, Item, Kind, Source, State
from interlink.newsroom.watch.websub.models import Asking


@pytest.fixture
def editor(cast: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(cast.editor)


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(name="The Gazette", address="https://gazette.example/feed", state=State.FINE)


def read(client: Client, source: Source) -> str:
    return client.get(reverse("sources:one", args=[source.pk]), follow=True).content.decode()


def test_the_history_is_told_in_words_with_how_long_trouble_lasted(editor: Client, source: Source) -> None:
    now = timezone.now()
    for days, kind, words in (
        (9, EventKind.ADDED, ""),
        (6, EventKind.FAILED, "The server answered 500."),
        (5, EventKind.BLOCKED, "It answered 403."),
        (4, EventKind.RECOVERED, ""),
        (3, EventKind.MOVED, Sentence("from %(old)s to %(new)s", old="https://a.example/1", new="https://b.example/2")),
        (2, EventKind.PAUSED, Sentence("by %(name)s", name="Ida")),
        (1, EventKind.RESUMED, Sentence("by %(name)s", name="Ida")),
    ):
        source.events.create(kind=kind, at=now - timedelta(days=days), words=words)
    page = read(editor, source).replace("\xa0", " ")
    told = [
        "Resumed by Ida.", "Paused by Ida.", "Moved for good, from https://a.example/1 to https://b.example/2.",
        "Answered again, after 2 days.", "Began to block us.", "Began to fail.", "Added.",
    ]  # fmt: skip
    history = page[page.index('id="desk-history"') :]
    assert sorted(told, key=history.index) == told
    assert "The server answered 500." in history


def test_failures_that_go_on_stand_above_the_history(editor: Client, source: Source) -> None:
    now = timezone.now()
    Source.objects.update(
        state=State.FAILING, failures=12, failing_since=now - timedelta(days=20), last_check=now, problem="No answer."
    )
    page = read(editor, source)
    assert "12 times in a row" in page
    assert "Added." in page


def test_a_source_that_has_brought_nothing_says_so(editor: Client, source: Source) -> None:
    page = read(editor, source)
    assert "It has brought nothing yet." in page
    assert "never" in page
    assert "within minutes" in page


def test_what_a_hub_does_for_a_source_is_told(editor: Client, source: Source, settings: Any) -> None:
    hub, later = "https://hub.example/", timezone.now() + timedelta(days=1)
    assert "hub" not in read(editor, source)
    Source.objects.update(hub=hub)
    settings.INTERLINK_SITE_ADDRESS = "http://127.0.0.1:8000"
    assert "no hub can reach this desk" in read(editor, source)
    settings.INTERLINK_SITE_ADDRESS = "https://watch.example"
    assert "is asked within minutes" in read(editor, source)
    Asking.objects.create(source=source, problem=Sentence("The hub has not confirmed the subscription."))
    page = read(editor, source)
    assert ">The hub has not confirmed the subscription.<" in page
    assert ">We look at the usual pace meanwhile, and ask again.<" in page
    Source.objects.update(hub_until=later)
    assert "A hub tells us of what is new at once" in read(editor, source)


def test_the_latest_items_and_the_weeks_stand_in_lists(
    editor: Client, source: Source, new_item: Callable[..., Item]
) -> None:
    now = timezone.now()
    for number in range(25):
        new_item(source=source, published=now - timedelta(hours=number + 1), seen_at=now, title=f"Report {number}.")
    page = read(editor, source)
    assert page.count('rel="noreferrer" target="_blank" lang="en"') == 20
    assert "<td>25</td>" in page
    assert page.count("<td>0</td>") == 11


def test_what_an_editor_says_of_it_is_stored_and_nothing_else(editor: Client, source: Source) -> None:
    page = reverse("sources:one", args=[source.pk])
    form = {"name": "The Harbour Gazette", "folder": "Coast", "language": "sq", "address": "https://evil.example/"}
    assert "Saved." in editor.post(page, form, follow=True).content.decode()
    source.refresh_from_db()
    assert (source.name, source.folder, source.language) == ("The Harbour Gazette", "Coast", "sq")
    assert source.address == "https://gazette.example/feed"
    wrong = editor.post(page, {"name": "", "folder": "", "language": "the language"}).content.decode()
    assert "short code" in wrong
    assert "<title>The Harbour Gazette" in " ".join(wrong.split()).replace("<title> ", "<title>")


def test_one_source_is_paused_from_its_page_and_it_is_undone_there(editor: Client, source: Source) -> None:
    form = {"deed": "pause", "chosen": source.pk, "one": source.pk}
    page = editor.post(reverse("sources:change"), form, follow=True)
    assert page.redirect_chain[-1][0] == reverse("sources:one", args=[source.pk])
    assert "Nobody looks at it." in page.content.decode()
    back = editor.post(reverse("sources:undo"), {"one": source.pk})
    assert back["Location"] == reverse("sources:one", args=[source.pk])
    assert Source.objects.get().active


def test_a_deleted_source_leads_back_to_the_list(editor: Client, source: Source) -> None:
    answer = editor.post(reverse("sources:change"), {"deed": "delete", "chosen": source.pk, "one": source.pk})
    assert answer["Location"] == reverse("sources:index")
    assert "not there any more" in read(editor, source)


def test_the_new_address_of_a_moved_source_is_taken_over(editor: Client, source: Source) -> None:
    new = "https://new.example/feed"
    Source.objects.update(state=State.MOVED, moved_to=new, etag="x")
    button = reverse("sources:take_over", args=[source.pk])
    assert button in read(editor, source)
    editor.post(button)
    source.refresh_from_db()
    assert (source.address, source.moved_to, source.etag, source.state) == (new, "", "", State.NEW)
    assert "https://gazette.example/feed" in read(editor, source)


def test_an_address_that_is_watched_already_is_not_taken_over(editor: Client, source: Source) -> None:
    other = Source.objects.create(name="The New Gazette", address="https://new.example/feed")
    Source.objects.filter(pk=source.pk).update(state=State.MOVED, moved_to=other.address)
    button = reverse("sources:take_over", args=[source.pk])
    page = read(editor, source)
    assert button not in page
    assert reverse("sources:one", args=[other.pk]) in page
    assert "is watched already, as The New Gazette" in editor.post(button, follow=True).content.decode()
    source.refresh_from_db()
    assert source.address == "https://gazette.example/feed"


def test_only_a_page_with_links_can_be_learnt_anew(editor: Client, source: Source) -> None:
    learn = reverse("sources:learn", args=[source.pk])
    assert editor.get(learn)["Location"] == reverse("sources:index")
    Source.objects.update(kind=Kind.LISTING)
    assert editor.get(learn).status_code == 200
    assert learn in read(editor, source)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (None, ""),
        (0.2, "several items an hour"),
        (6.2, "an item about every 6 hours"),
        (24, "an item about every day"),
        (72, "an item about every 3 days"),
    ],
)
def test_the_pace_is_told_in_words(hours: float | None, words: str) -> None:
    assert pace(hours) == words


def test_what_two_editors_say_of_a_source_at_once_is_not_lost_unseen(editor: Client, source: Source) -> None:
    address = reverse("sources:one", args=[source.pk])
    seen = editor.get(address).context["form"]["seen"].value()
    sent = {"name": source.name, "folder": "", "language": "en", "excerpt_words": "", "seen": seen}
    assert editor.post(address, sent | {"folder": "Coast"}).status_code == 302
    Source.objects.update(last_check=timezone.now())  # what the worker notes of it meanwhile is nobody's change
    answer = editor.post(address, sent | {"name": "The Harbour Gazette"})
    told = answer.content.decode()
    assert "Somebody changed this while you were writing." in told
    assert "Stored now: Coast" in told
    assert 'value="The Harbour Gazette"' in told
    source.refresh_from_db()
    assert (source.name, source.folder) == ("The Gazette", "Coast")
    assert editor.post(address, sent | {"seen": answer.context["form"]["seen"].value()}).status_code == 302
