"""Two editors save one post at once: neither loses a word, and the second learns of the first."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interlink.accounts.actions import add_user
from interlink.accounts.roles import Role
from interlink.newsroom.press.filing.queries import standing_of
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.watch.models import Alias, Subject

Enter = Callable[[Any], Client]


@pytest.fixture
def post(cast: Any, site: Any) -> PostPage:
    post = PostPage(
        title="A sale", slug="a-sale", kind="statement", live=False, owner=cast.editor, body="<p>Words.</p>"
    )
    site["en"].add_child(instance=post)
    post.save_revision(user=cast.editor)
    return post


def form(post: PostPage, **fields: Any) -> dict[str, Any]:
    """What the browser sends back of the form as it was loaded now."""
    latest = PostPage.objects.get(pk=post.pk).latest_revision
    assert latest is not None
    loaded = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    return {"title": post.title, "slug": post.slug, "kind": post.kind, "body": "null", **loaded, **parts(), **fields}


def parts() -> dict[str, int]:
    """What the form says of its lists, none of which has anything in it."""
    lists = ("comments", "corrections", "replies")
    return {f"{name}-{end}_FORMS": 0 for name in lists for end in ("TOTAL", "INITIAL")}


def latest(post: PostPage) -> PostPage:
    found: PostPage = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
    return found


def saved(post: PostPage) -> list[str]:
    return [one.as_object().title for one in post.revisions.order_by("created_at", "pk")]


def test_the_second_is_told_keeps_what_was_typed_and_can_save_it_then(post: PostPage, cast: Any, enter: Enter) -> None:
    bea = add_user("bea", "a long password of hers", display_name="Bea", role=Role.EDITOR)
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    first, second = form(post, title="Bea’s title"), form(post, title="Ida’s title")
    enter(bea).post(address, first)
    answer = enter(cast.editor).post(address, second).content.decode()
    assert "Bea saved this post while you were writing" in answer
    assert "Ida’s title" in answer
    assert "data-desk-overtaken" in answer  # nothing is saved by itself over what she was told of
    assert saved(post) == ["A sale", "Bea’s title"]
    enter(cast.editor).post(address, form(post, title="Ida’s title"))
    assert saved(post) == ["A sale", "Bea’s title", "Ida’s title"]


def test_publishing_over_somebody_elses_words_is_held_back_too(post: PostPage, cast: Any, enter: Enter) -> None:
    bea = add_user("bea", "a long password of hers", display_name="Bea", role=Role.EDITOR)
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    late = form(post, title="Ida’s title") | {"action-publish": "action-publish"}
    enter(bea).post(address, form(post, title="Bea’s title"))
    enter(cast.editor).post(address, late)
    assert not PostPage.objects.get(pk=post.pk).live
    assert saved(post)[-1] == "Bea’s title"


@pytest.mark.parametrize("gap", [{"body": "null"}, {"accusation": "on"}], ids=["no words", "an accusation"])
def test_a_new_post_that_is_published_too_early_is_a_draft_that_readers_do_not_see(
    site: Any, cast: Any, enter: Enter, client: Client, gap: dict[str, str]
) -> None:
    words = {"blocks": [{"key": "a", "text": "They took it.", "type": "unstyled"}], "entityMap": {}}
    sent = {"title": "Too early", "slug": "too-early", "kind": "article", "body": json.dumps(words)}
    sent |= parts() | gap | {"action-publish": "action-publish"}
    address = reverse("wagtailadmin_pages:add", args=["press", "postpage", site["en"].pk])
    answer = enter(cast.editor).post(address, sent, follow=True).content.decode()
    assert "not published yet" in answer
    post = PostPage.objects.get(slug="too-early")
    assert not post.live
    assert client.get(str(post.url), headers={"host": "watch.example"}).status_code == 404


def test_a_capture_that_is_ordered_meanwhile_is_nobodys_change(post: PostPage, cast: Any, enter: Enter) -> None:
    client, address = enter(cast.editor), reverse("wagtailadmin_pages:edit", args=[post.pk])
    client.post(address, form(post, kind="excerpt", cited_address="https://courier.example/sale"))
    open_form = form(post, kind="excerpt", cited_address="https://courier.example/sale", title="Typed meanwhile")
    panel = client.post(reverse("capture_post", args=[post.pk]), headers={"X-Requested-With": "XMLHttpRequest"})
    assert 'data-desk-citation="waiting"' in panel.content.decode()
    client.post(address, open_form)
    assert latest(post).title == "Typed meanwhile"
    assert latest(post).capture is not None


def test_ones_own_second_window_is_let_through(post: PostPage, cast: Any, enter: Enter) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    first, second = form(post, title="One"), form(post, title="Two")
    for sent in (first, second):
        enter(cast.editor).post(address, sent)
    assert saved(post) == ["A sale", "One", "Two"]


def test_a_name_in_the_address_that_is_taken_is_made_different_until_the_post_goes_out(
    post: PostPage, site: Any, cast: Any, enter: Enter
) -> None:
    second = PostPage(title="Another", slug="another", kind="statement", live=False, owner=cast.editor)
    site["en"].add_child(instance=second)
    second.save_revision(user=cast.editor)
    address = reverse("wagtailadmin_pages:edit", args=[second.pk])
    new = {"title": "A third\u202e", "slug": "", "kind": "statement", "body": "null", **parts()}
    enter(cast.editor).post(address, form(second, slug=post.slug))
    assert latest(second).slug == "a-sale-2"
    enter(cast.editor).post(reverse("wagtailadmin_pages:add", args=["press", "postpage", site["en"].pk]), new)
    assert PostPage.objects.get(title="A third").slug == "a-third"
    enter(cast.editor).post(address, form(second, slug="another"))
    PostPage.objects.filter(pk=second.pk).update(first_published_at=second.latest_revision_created_at)
    answer = enter(cast.editor).post(address, form(second, slug=post.slug)).content.decode()
    assert "under Promote, is not possible" in answer
    assert latest(second).slug == "another"


def test_an_editor_files_a_post_under_a_name_in_any_spelling(post: PostPage, cast: Any, enter: Enter) -> None:
    yard = Subject.objects.create(name="Zenith Yard")
    Alias.objects.create(subject=yard, text="Camp Zénith")
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    unknown = form(post, filings="1", file_under="camp zenith; Nobody")
    answer = enter(cast.editor).post(address, unknown).content.decode()
    assert "is called: Nobody." in answer
    assert 'value="camp zenith; Nobody"' in answer
    for _twice in range(2):  # as when Wagtail saves by itself
        enter(cast.editor).post(address, form(post, filings="1", file_under="camp zenith"))
    assert standing_of(latest(post)) == {yard.pk: True}
    enter(cast.editor).post(address, form(post, title="A form without that part"))
    assert standing_of(latest(post)) == {yard.pk: True}
