"""Rearranging stories at the desk, as an editor does it: with a form, a button and no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from interlink.newsroom.stories.models import Change, Membership, Story
from interlink.newsroom.watch.models import Copy, Item
from interlink.newsroom.watch.search import index

NewItem = Callable[..., Item]


def enter(user: Any, *, checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=checks)
    client.force_login(user)
    return client


def two_in_one(new_item: NewItem) -> tuple[Story, Item, Item]:
    one, other = new_item(title="Court ends lease"), new_item(title="Ferry sails later", in_story=False)
    story = one.membership.story
    Membership.objects.create(
        story=story, item=other, reason={"code": "alike", "names": ["a", "b", "c"], "days": ["05-04"]}
    )
    return story, one, other


def test_an_editor_splits_and_undoes_it(cast: Any, new_item: NewItem) -> None:
    story, one, other = two_in_one(new_item)
    editor = enter(cast.editor)
    page = editor.get(reverse("arrange_story", args=[story.pk])).content.decode()
    assert "3 names and 1 date in common" in page
    assert one.title in page
    done = editor.post(reverse("arrange", args=[story.pk]), {"deed": "split", "report": [other.pk]}, follow=True)
    change = Change.objects.get()
    assert change.by == cast.editor
    assert reverse("undo_change", args=[change.pk]) in done.content.decode()
    assert Membership.objects.get(item=other).story != story
    editor.post(reverse("undo_change", args=[change.pk]))
    assert Membership.objects.get(item=other).story == story


def test_an_editor_moves_and_merges(cast: Any, new_item: NewItem) -> None:
    story, one, other = two_in_one(new_item)
    target = new_item(title="Harbour repaired").membership.story
    editor = enter(cast.editor)
    page = editor.get(reverse("arrange_story", args=[story.pk])).content.decode()
    assert f'<option value="{target.pk}"' in page
    editor.post(reverse("arrange", args=[story.pk]), {"deed": "move", "report": [other.pk], "other": target.pk})
    assert Membership.objects.get(item=other).story == target
    editor.post(reverse("arrange", args=[story.pk]), {"deed": "merge", "other": target.pk})
    assert Membership.objects.get(item=one).story == target
    assert (
        "Its reports are in another story now" in editor.get(reverse("arrange_story", args=[story.pk])).content.decode()
    )
    assert one.title not in editor.get(reverse("inbox")).content.decode().split('class="desk-headline"')[0]


def test_the_second_of_two_editors_is_told_and_nothing_is_done(cast: Any, new_item: NewItem) -> None:
    story, _one, other = two_in_one(new_item)
    form = {"deed": "split", "report": [other.pk]}
    enter(cast.editor).post(reverse("arrange", args=[story.pk]), form)
    answer = enter(cast.editor).post(reverse("arrange", args=[story.pk]), form, follow=True)
    assert "Somebody has rearranged this story meanwhile" in answer.content.decode()
    assert Change.objects.count() == 1


def test_a_form_without_its_token_or_without_rights_changes_nothing(cast: Any, new_item: NewItem) -> None:
    story, _one, other = two_in_one(new_item)
    form = {"deed": "split", "report": [other.pk]}
    assert enter(cast.editor, checks=True).post(reverse("arrange", args=[story.pk]), form).status_code == 403
    cast.junior.groups.get().page_permissions.all().delete()
    assert enter(cast.junior).post(reverse("arrange", args=[story.pk]), form).status_code == 403
    assert enter(cast.editor).get(reverse("arrange", args=[story.pk])).status_code == 405
    assert Membership.objects.get(item=other).story == story


def test_other_stories_are_found_by_words_and_nonsense_is_answered_in_words(cast: Any, new_item: NewItem) -> None:
    story, _one, other = two_in_one(new_item)
    new_item(title="Harbour repaired")
    new_item(title="Audit finds nothing", text="The crane was sold to Zenith Yard.")
    index.note([item.pk for item in Item.objects.all()])
    index.catch_up()
    editor, address = enter(cast.editor), reverse("arrange_story", args=[story.pk])
    for words in ("audit", "crane zenith"):
        page = editor.get(address, {"words": words}).content.decode()
        assert "Audit finds nothing" in page
        assert "Harbour repaired" not in page
    for words in ("a whale", '"', "NEAR(", "\x00"):
        assert editor.get(address, {"words": words}).status_code == 200
    assert "No other story has these words." in editor.get(address, {"words": "a whale"}).content.decode()
    for form in ({"deed": "split"}, {"deed": "move", "report": [other.pk], "other": "x"}, {"deed": "dance"}):
        answer = editor.post(reverse("arrange", args=[story.pk]), form, follow=True)
        assert "first." in answer.content.decode()
    assert not Change.objects.exists()


def test_the_inbox_says_why_a_story_matters_and_can_put_the_most_relevant_first(cast: Any, new_item: NewItem) -> None:
    low, high = new_item(title="Less relevant").membership.story, new_item(title="More relevant").membership.story
    Story.objects.filter(pk=high.pk).update(relevance=60, relevance_reasons=[[{"code": "outlets", "number": 4}, 12]])
    Story.objects.filter(pk=low.pk).update(relevance=10)
    page = enter(cast.editor).get(reverse("inbox"), {"order": "relevance"}).content.decode()
    assert page.index("More relevant") < page.index("Less relevant")
    assert "4 outlets report it (+12)" in page


def test_a_storys_page_says_why_it_matters_who_has_the_same_text_and_what_an_editor_merged(
    cast: Any, new_item: NewItem
) -> None:
    one, other = new_item(title="Court ends lease"), new_item(title="Lease ended by court")
    Copy.objects.create(item=other, of=one, likeness=0.91)
    target, story = one.membership.story, other.membership.story
    editor = enter(cast.editor)
    editor.post(reverse("arrange", args=[story.pk]), {"deed": "merge", "other": target.pk})
    page = editor.get(reverse("arrange_story", args=[target.pk])).content.decode()
    assert f'href="{one.address}"' in page
    assert "91% the same" in page
    assert "Relevance" in page
    assert page.count("first report") == 1
    assert "put here by an editor" in page
