"""The inbox: filters, search, pages, decisions of two editors at once, undo, saved views, presence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interlink.newsroom.press import posts
from interlink.newsroom.stories import browsing, deciding, traits
from interlink.newsroom.stories.models import Decision, Membership, SavedView, Standing, Story
from interlink.newsroom.watch.models import Copy, Item, Mention, Source, Subject
from interlink.newsroom.watch.search import index

NewItem = Callable[..., Item]
Enter = Callable[[Any], Client]


def page(client: Client, **query: Any) -> str:
    return client.get(reverse("inbox"), query).content.decode()


def test_words_are_found_in_titles_and_texts_however_they_are_written(
    cast: Any, new_item: NewItem, enter: Enter
) -> None:
    new_item(title="Ferry line closed", text="Nothing more.")
    new_item(title="آيت‌الله يزدی", text="...", language="fa")
    index.catch_up()
    editor = enter(cast.editor)
    assert "Ferry line closed" in page(editor, q="FERRY")
    assert "Ferry line closed" not in page(editor, q="harvest")
    assert "No story fits" in page(editor, q="harvest")
    assert "آيت" in page(editor, q="آیت الله یزدی")
    assert "Ferry line closed" in page(editor, q='ferry "line closed" -harvest')
    for strange in ('"', "NOT", "a AND (", "-", "*", "\x00", "x" * 5000):
        assert editor.get(reverse("inbox"), {"q": strange}).status_code == 200


def test_a_changed_text_is_found_by_its_new_words(cast: Any, new_item: NewItem, enter: Enter) -> None:
    item = new_item(text="An old harvest.")
    index.catch_up()
    Item.objects.filter(pk=item.pk).update(text="A new ferry.")
    index.note([item.pk])
    index.note([item.pk])
    assert index.catch_up() == 1
    editor = enter(cast.editor)
    assert item.title in page(editor, q="ferry")
    assert item.title not in page(editor, q="harvest")


@pytest.mark.parametrize("words", ["", "sell"])
def test_pages_go_on_where_the_last_one_ended_and_show_each_story_once(words: str, new_item: NewItem) -> None:
    for number in range(60):
        new_item(published=timezone.now() - timedelta(hours=number % 7))
    index.catch_up()
    for by_relevance in (False, True):
        choice, seen, after = browsing.Choice(question=words, by_relevance=by_relevance), [], ""
        while True:
            found = browsing.page(choice, after)
            seen += found.keys
            if not (after := found.after):
                break
        assert len(seen) == len(set(seen)) == 60


def test_filters_narrow_the_list_and_nonsense_does_no_harm(cast: Any, new_item: NewItem, enter: Enter) -> None:
    other = Source.objects.create(name="Le Phare", address="https://phare.example/feed")
    ours = new_item(title="English report")
    theirs = new_item(title="Article du phare", source=other, language="fr", published=timezone.now())
    post = posts.draft(new_item(title="Clipped one"), cast.editor, timezone.now())
    editor = enter(cast.editor)
    for query in ({"outlet": other.pk}, {"language": "fr"}, {"age": "day"}, {"outlet": other.pk, "language": "fr"}):
        shown = page(editor, **query)
        assert theirs.title in shown
        assert ours.title not in shown
    assert theirs.title not in page(editor, outlet=other.pk, language="en")
    post.capture.mark = "removed"
    post.capture.save()
    assert "Clipped one" in page(editor, show="clipped", mark="removed")
    assert "Clipped one" not in page(editor, show="clipped", mark="edited")
    for query in (
        {"outlet": "9" * 40},
        {"subject": "x"},
        {"after": "1_2_3"},
        {"after": "0_2026-01-01_1"},
        {"age": "?"},
    ):
        assert editor.get(reverse("inbox"), query).status_code == 200


@pytest.mark.parametrize("few", [0, browsing.FEW])
def test_a_search_is_narrowed_before_it_is_cut_into_pages(
    few: int, cast: Any, new_item: NewItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "FEW", few)
    old = new_item(title="The old one")
    posts.draft(old, cast.editor, timezone.now())
    for _ in range(browsing.PAGE_SIZE + 1):
        new_item()
    index.catch_up()
    drafted = Story.objects.filter(posts__isnull=False).values("pk")
    for by_relevance in (False, True):
        choice = browsing.Choice(None, question="sell", among=drafted, by_relevance=by_relevance)
        assert browsing.page(choice) == browsing.Page([old.membership.story_id])


def test_a_page_asks_the_database_no_more_when_it_has_more_stories(cast: Any, new_item: NewItem, enter: Enter) -> None:
    editor = enter(cast.editor)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(editor)
        return len(queries)

    new_item()
    asked()
    few = asked()
    for _ in range(10):
        new_item()
    assert asked() <= few


def test_what_another_editor_has_just_decided_stands_and_is_told(cast: Any, new_item: NewItem, enter: Enter) -> None:
    story, junior = new_item().membership.story, enter(cast.junior)
    deciding.decide({story.pk: "open"}, Standing.IGNORED, cast.editor, timezone.now())
    deciding.decide({story.pk: "ignored"}, Standing.OPEN, cast.editor, timezone.now())
    answer = junior.post(reverse("ignore", args=[story.pk]), {"seen": "ignored"}, follow=True).content.decode()
    assert "Ida has brought" in answer
    assert Story.objects.get().standing == Standing.OPEN
    deciding.decide({story.pk: "open"}, Standing.IGNORED, cast.editor, timezone.now())
    answer = junior.post(reverse("clip", args=[story.memberships.get().item_id]), follow=True).content.decode()
    assert "Ida had put this story aside" in answer


def test_many_are_put_aside_at_once_and_brought_back(cast: Any, new_item: NewItem, enter: Enter) -> None:
    stories = [new_item().membership.story for _ in range(3)]
    editor = enter(cast.editor)
    ticked = [f"{story.pk}.open" for story in stories]
    answer = editor.post(reverse("many_stories"), {"deed": "ignore", "story": ticked}, follow=True).content.decode()
    assert "3 stories were changed" in answer
    assert set(Story.objects.values_list("standing", flat=True)) == {Standing.IGNORED}
    deciding.decide({stories[0].pk: ""}, Standing.OPEN, cast.junior, timezone.now())
    editor.post(reverse("undo_stories"))
    assert set(Story.objects.values_list("standing", flat=True)) == {Standing.OPEN}
    assert Decision.objects.filter(story=stories[0]).count() == 2
    assert "nothing to undo" in editor.post(reverse("undo_stories"), follow=True).content.decode()


def test_many_are_merged_and_parted_again(cast: Any, new_item: NewItem, enter: Enter) -> None:
    ticked = [f"{new_item().membership.story_id}.open" for _ in range(3)]
    editor = enter(cast.editor)
    editor.post(reverse("many_stories"), {"deed": "merge", "story": ticked})
    assert Story.objects.exclude(standing=Standing.MERGED).count() == 1
    editor.post(reverse("undo_stories"))
    assert Story.objects.filter(standing=Standing.OPEN).count() == 3
    assert editor.post(reverse("many_stories"), {"deed": "ignore", "story": "x.y"}).status_code == 302


def test_views_are_each_editors_own(cast: Any, enter: Enter) -> None:
    editor, junior = enter(cast.editor), enter(cast.junior)
    editor.post(reverse("save_view"), {"name": "French\u202e", "language": "fr", "age": "nonsense"})
    view = SavedView.objects.get()
    assert view.query == "show=open&language=fr"
    assert ">French<" in page(editor)
    assert ">French<" not in page(junior)
    junior.post(reverse("drop_view", args=[view.pk]))
    assert SavedView.objects.exists()
    editor.post(reverse("drop_view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_an_editor_sees_who_else_has_a_story_open(cast: Any, new_item: NewItem, enter: Enter) -> None:
    story, editor, junior = new_item().membership.story, enter(cast.editor), enter(cast.junior)
    assert editor.post(reverse("here", args=[story.pk])).json() == {"others": []}
    assert junior.post(reverse("here", args=[story.pk])).json() == {"others": ["Ida"]}
    assert "Ida</bdi>" in page(junior).partition("data-desk-names")[2][:80]


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=x()>' & more"


def test_what_comes_from_outside_is_harmless_wherever_a_story_shows_it(
    cast: Any, new_item: NewItem, enter: Enter
) -> None:
    fields = {"language": '"x', "address": f"javascript:alert(1)//{HOSTILE}", "reading_problem": HOSTILE}
    first = new_item(title=f"A{HOSTILE}", text=f"B{HOSTILE}", outlet=f"C{HOSTILE}", **fields)
    story = first.membership.story
    other = new_item(in_story=False, title="Another", outlet=HOSTILE)
    reason = {"code": "other", "words": HOSTILE}
    Membership.objects.create(story=story, item=other, reason=reason, added=[HOSTILE])
    Copy.objects.create(item=other, of=first, likeness=0.9)
    subject = Subject.objects.create(name=f"D{HOSTILE}")
    Mention.objects.create(
        item=first,
        subject=subject,
        field="title",
        alias=HOSTILE,
        found=HOSTILE,
        start=0,
        end=9,
        reason=HOSTILE,
        score=1,
    )
    Story.objects.filter(pk=story.pk).update(headline=first.title, relevance_reasons=[[reason, 3]], watched=True)
    cast.editor.display_name = HOSTILE
    cast.editor.save()
    deciding.decide({story.pk: "open"}, Standing.IGNORED, cast.editor, timezone.now())
    traits.follow(story)
    editor = enter(cast.editor)
    for address in (f"{reverse('inbox')}?show=all&q={quote(HOSTILE)}", reverse("arrange_story", args=[story.pk])):
        shown = lxml.html.fromstring(editor.get(address).content)
        elements = [element for element in shown.iter() if isinstance(element.tag, str)]
        assert not [script for script in shown.xpath("//script[not(@type)]") if "alert" in (script.text or "")]
        assert not [name for element in elements for name in element.attrib if name.startswith("on")]
        assert not [link for link in shown.xpath("//@href") if link.startswith("javascript")]
        assert not shown.xpath("//img[@src='x']")
    shown = lxml.html.fromstring(editor.get(f"{reverse('inbox')}?show=all").content)
    (row,) = shown.xpath("//li[@data-desk-story]")
    assert row.text_content().count("<script>alert(1)</script>") > 8, "it stays legible as the words it is"
