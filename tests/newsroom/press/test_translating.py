"""Posts in several languages: begun, linked, missing, left behind and brought up to date."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from interlink.newsroom.press import translating
from interlink.newsroom.press.models import Correction, PostPage, Translation
from interlink.newsroom.press.translating import State

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOST = {"host": "watch.example"}


@pytest.fixture
def source(cast: Any, site: Any) -> PostPage:
    post = PostPage(title="A sale", slug="a-sale", kind="article", body="<p>Words.</p>", live=True, owner=cast.editor)
    post.first_published_at = post.last_published_at = NOW
    site["en"].add_child(instance=post)
    post.save_revision(user=cast.editor)
    return post


def persian(site: Any) -> Any:
    return site["fa"].locale


def states(post: PostPage) -> dict[str, State]:
    return {one.locale.language_code: one.state for one in translating.tongues_of([post])[post.pk]}


def republish(post: PostPage, **fields: Any) -> None:
    latest = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision().publish()


def test_a_translation_begins_with_the_words_of_its_source_as_a_draft_of_ones_own(
    cast: Any, site: Any, source: PostPage
) -> None:
    assert states(source) == {"en": State.CURRENT, "fa": State.MISSING}
    made = translating.begin(source, persian(site), cast.editor, NOW)
    assert (made.body, made.live, made.owner, made.translation_key) == (
        source.body,
        False,
        cast.editor,
        source.translation_key,
    )
    assert made.get_parent().specific == site["fa"]
    assert states(source) == {"en": State.CURRENT, "fa": State.DRAFT}
    assert translating.begin(source, persian(site), cast.editor, NOW) == made


def test_whoever_may_not_write_begins_none(cast: Any, site: Any, source: PostPage) -> None:
    with pytest.raises(PermissionDenied):
        translating.begin(source, persian(site), cast.outsider, NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"body": "<p>Other words.</p>"},
        {"title": "Another sale"},
        {"corrections": [Correction(wrong="One.", right="Two.")]},
    ],
)
def test_a_translation_is_left_behind_when_readers_get_other_words_and_not_before(
    cast: Any, site: Any, source: PostPage, change: dict[str, Any]
) -> None:
    made = translating.begin(source, persian(site), cast.editor, NOW)
    republish(source)
    assert states(source)["fa"] is State.DRAFT, "published again with the same words"
    draft = PostPage.objects.get(pk=source.pk)
    draft.title = "A draft of a change"
    draft.save_revision()
    assert not translating.stale().exists()
    draft.title = source.title
    draft.save_revision()
    republish(source, **change)
    assert states(source)["fa"] is State.STALE
    translating.compared(made, cast.editor, NOW)
    assert states(source)["fa"] is State.DRAFT
    assert Translation.objects.get().by == cast.editor


def test_going_back_to_an_older_revision_does_not_make_a_translation_current(
    cast: Any, site: Any, source: PostPage
) -> None:
    made = translating.begin(source, persian(site), cast.editor, NOW)
    first = made.latest_revision
    republish(source, body="<p>Other words.</p>")
    assert first is not None
    first.as_object().save_revision()
    assert states(source)["fa"] is State.STALE


def test_the_desk_lists_what_is_missing_and_what_was_left_behind(
    cast: Any, site: Any, source: PostPage, client: Client
) -> None:
    client.force_login(cast.editor)

    def page(query: str) -> str:
        return client.get(reverse("translations") + query, headers=HOST).content.decode()

    assert "A sale" in page("?show=missing&into=fa")
    client.post(reverse("begin_translation", args=[source.pk, "fa"]), headers=HOST)
    made = PostPage.objects.get(locale=persian(site))
    assert "A sale" not in page("?show=missing&into=fa")
    assert "No post fits." in page("?show=stale")
    republish(source, body="<p>Other words.</p>")
    assert "left behind" in page("?from=en&show=stale&into=fa&page=99")
    form = client.get(reverse("wagtailadmin_pages:edit", args=[made.pk]), headers=HOST).content.decode()
    assert "says something else now" in form
    client.post(reverse("compared_translation", args=[made.pk]), headers=HOST)
    assert "No post fits." in page("?show=stale")
    assert page("?from=xx&show=xx&into=xx&page=x")
