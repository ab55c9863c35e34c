"""Clipping from an address at the desk: nothing without a press of the button, and one draft for all who press it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from interlink.newsroom.press.models import PostPage
from interlink.newsroom.watch.models import Item

NewItem = Callable[..., Item]
Enter = Callable[[Any], Client]
SHARED = {"title": "A sale", "text": "Read this: https://elsewhere.example/2026/sale"}


def test_a_link_alone_clips_nothing_and_the_button_does(cast: Any, enter: Enter) -> None:
    editor = enter(cast.editor)
    page = editor.get(reverse("clip_page"), SHARED | {"language": "fa-IR", "words": "They sold."}).content.decode()
    assert 'value="https://elsewhere.example/2026/sale"' in page
    assert '<option value="fa" selected>' in page
    assert not PostPage.objects.exists()
    form = {
        "address": "https://elsewhere.example/2026/sale",
        "title": "A sale",
        "words": "They sold.",
        "language": "fa",
    }
    answer = editor.post(reverse("clip_page"), form)
    post = PostPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert (post.title, post.excerpt, post.locale.language_code) == ("A sale", "They sold.", "fa")
    assert editor.get(reverse("clip_found", args=[post.pk])).status_code == 202
    edited = editor.get(answer.url).content.decode()
    assert "data-desk-pending" in edited
    assert 'data-desk-words="90"' in edited

    told = enter(cast.junior).post(reverse("clip_page"), form | {"words": ""}, follow=True).content.decode()
    assert "Ida has begun a post about this already" in told
    assert PostPage.objects.count() == 1
    assert "There are posts about this already" in editor.get(reverse("clip_page"), SHARED).content.decode()


def test_words_selected_on_a_page_that_a_post_cites_go_to_its_form(cast: Any, enter: Enter) -> None:
    editor, address = enter(cast.editor), {"address": "https://elsewhere.example/2026/sale"}
    editor.post(reverse("clip_page"), address | {"words": "They sold."})
    post = PostPage.objects.get()
    asked = editor.get(reverse("clip_page"), address | {"words": "Nobody\nbought."}).content.decode()
    assert "Take the words to the post" in asked
    answer = editor.post(reverse("clip_page"), address | {"words": "Nobody\nbought."})
    for _ in range(2):  # until they are taken over or put away
        form = editor.get(answer.url).content.decode()
        assert 'dir="auto">Nobody\n\nbought.</blockquote>' in form
    post.excerpt = "They sold.\n\nNobody bought."
    post.save_revision()
    assert "data-desk-brought" not in editor.get(answer.url).content.decode()
    post.excerpt = "They sold."
    post.save_revision()
    assert "data-desk-brought" in editor.get(answer.url).content.decode()
    assert editor.post(reverse("clip_words", args=[post.pk])).status_code == 204
    assert "data-desk-brought" not in editor.get(answer.url).content.decode()


def test_words_stay_with_who_may_not_change_the_post_and_begin_another(cast: Any, enter: Enter) -> None:
    form = {"address": "https://elsewhere.example/2026/sale", "words": "They sold."}
    enter(cast.editor).post(reverse("clip_page"), form | {"language": "fa"})
    first = PostPage.objects.get()
    first.place = "Thornquay"
    first.save_revision()
    cast.junior.groups.get().page_permissions.filter(permission__codename="change_page").delete()
    junior = enter(cast.junior)
    page = junior.post(reverse("clip_page"), form | {"words": "Nobody bought."}).content.decode()
    assert "You may not change the post about this page." in page
    assert "Nobody bought.</textarea>" in page
    answer = junior.post(reverse("clip_page"), form | {"words": "Nobody bought.", "another": "1", "language": "en"})
    other = PostPage.objects.exclude(pk=first.pk).get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert (other.excerpt, other.place, other.capture, other.owner, other.locale.language_code) == (
        "Nobody bought.", "Thornquay", first.capture, cast.junior, "en",
    )  # fmt: skip
    unknown = {"address": "https://elsewhere.example/never", "words": "Keep these.", "another": "1"}
    assert "Keep these." in junior.post(reverse("clip_page"), unknown).content.decode()


def test_a_phone_shares_the_words_with_the_page(cast: Any, enter: Enter) -> None:
    address = "https://elsewhere.example/2026/sale"
    for text, words in (
        (f'"They “sold” it."\n {address}#:~:text=They%20sold', "They “sold” it."),
        (f"Read this: {address}", ""),
        ("They sold it.", "They sold it."),
        ("A sale", ""),
    ):
        shared = {"title": "A sale", "text": text, "url": "" if address in text else address}
        page = enter(cast.editor).get(reverse("clip_page"), shared).content.decode()
        assert f'value="{address}"' in page
        assert ("clip-words" in page) == bool(words)
        assert words in page


def test_what_is_no_address_comes_back_with_the_words(cast: Any, enter: Enter) -> None:
    form = {"address": "not an address", "words": "Keep these."}
    page = enter(cast.editor).post(reverse("clip_page"), form).content.decode()
    assert "no address of a page: not an address" in page
    assert "Keep these." in page
    cast.junior.groups.get().page_permissions.all().delete()
    assert enter(cast.junior).post(reverse("clip_page"), form).status_code == 403


def test_a_second_report_of_a_story_leads_to_the_draft_of_the_first(cast: Any, new_item: NewItem, enter: Enter) -> None:
    item = new_item()
    enter(cast.editor).post(reverse("clip", args=[item.pk]))
    told = enter(cast.junior).post(reverse("clip", args=[item.pk]), follow=True).content.decode()
    assert "Ida has begun a post about this already" in told
    assert PostPage.objects.count() == 1


def test_a_phone_is_told_how_to_share_a_page_with_the_desk(cast: Any, enter: Enter) -> None:
    editor = enter(cast.editor)
    told = editor.get(reverse("desk_manifest")).json()
    assert told["share_target"]["action"] == reverse("clip_page")
    assert {icon["sizes"] for icon in told["icons"]} == {"any", "192x192", "512x512"}
    assert f'rel="manifest" href="{reverse("desk_manifest")}"' in editor.get(reverse("inbox")).content.decode()
