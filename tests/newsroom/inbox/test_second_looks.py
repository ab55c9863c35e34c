"""The second pair of eyes at the desk, from pressing publish to the colleague's button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.accounts.actions import add_user
from interlink.accounts.models import User
from interlink.accounts.roles import Role
from interlink.newsroom.press.approving import actions
from interlink.newsroom.press.models import PostPage, WantedLook

Enter = Callable[[Any], Client]


@pytest.fixture
def colleague(cast: Any) -> User:
    return add_user("bea", "a long password of hers", display_name="Bea", role=Role.EDITOR)


@pytest.fixture
def waiting(cast: Any, site: Any) -> PostPage:
    post = PostPage(
        title="Who took the money", slug="money", kind="article", live=False, owner=cast.editor, body="<p>Words.</p>",
        accusation=True,
    )  # fmt: skip
    site["en"].add_child(instance=post)
    post.save_revision(user=cast.editor)
    actions.ask(post, cast.editor, timezone.now())
    return post


def said(page: str) -> str:
    return page.partition('name="said" value="')[2].partition('"')[0]


def test_a_colleague_sees_it_on_the_first_page_reads_it_and_publishes_it(
    waiting: PostPage, colleague: User, enter: Enter
) -> None:
    client = enter(colleague)
    for page in ("/desk/", reverse("second_looks")):
        assert "Who took the money" in client.get(page).content.decode()
    read = client.get(reverse("second_look", args=[waiting.pk])).content.decode()
    assert "marked as an accusation" in read
    client.post(reverse("second_look", args=[waiting.pk]), {"deed": "publish", "said": said(read)})
    assert PostPage.objects.get(pk=waiting.pk).live
    assert not WantedLook.objects.exists()


def test_the_writer_sees_that_it_waits_and_cannot_approve_it(waiting: PostPage, cast: Any, enter: Enter) -> None:
    client = enter(cast.editor)
    assert "waits for a colleague" in client.get(reverse("second_looks")).content.decode()
    read = client.get(reverse("second_look", args=[waiting.pk])).content.decode()
    assert "approve and publish" not in read
    client.post(reverse("second_look", args=[waiting.pk]), {"deed": "publish", "said": said(read)})
    assert not PostPage.objects.get(pk=waiting.pk).live


def test_words_that_changed_meanwhile_are_not_approved(
    waiting: PostPage, cast: Any, colleague: User, enter: Enter
) -> None:
    client = enter(colleague)
    page = client.get(reverse("second_look", args=[waiting.pk])).content.decode()
    latest = actions.latest_of(waiting)
    latest.body = "<p>Worse words.</p>"
    latest.save_revision(user=cast.editor)
    answer = client.post(
        reverse("second_look", args=[waiting.pk]), {"deed": "publish", "said": said(page)}, follow=True
    )
    assert "changed while you read it" in answer.content.decode()
    assert not PostPage.objects.get(pk=waiting.pk).live


def test_it_comes_back_with_a_note(waiting: PostPage, cast: Any, colleague: User, enter: Enter) -> None:
    enter(colleague).post(reverse("second_look", args=[waiting.pk]), {"deed": "back", "note": "Name the source."})
    assert "Name the source." in enter(cast.editor).get(reverse("second_looks")).content.decode()


def test_whoever_may_not_publish_reads_nothing_here(waiting: PostPage, cast: Any, enter: Enter) -> None:
    client = enter(cast.junior)
    assert client.get(reverse("second_look", args=[waiting.pk])).status_code == 403
    assert client.get(reverse("second_look", args=[10**30]), follow=True).status_code == 404
