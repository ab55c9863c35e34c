"""What follows when a page is published, taken down, moved or deleted."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.press.models import DigestPage, Edition, FrontPage, PostPage
from interlink.newsroom.press.offline import rules
from interlink.newsroom.press.offline.rules import Form


class Press(Protocol):
    """What these tests use of the site under test."""

    fronts: dict[str, FrontPage]

    def capture(self, address: str = ..., **fields: Any) -> Capture: ...
    def post(self, slug: str = ..., language: str = ..., *, live: bool = ..., **fields: Any) -> PostPage: ...
    def digest(self, posts: list[PostPage], ends_on: date = ..., *, live: bool = ...) -> DigestPage: ...


@pytest.fixture
def post(press: Press) -> PostPage:
    post = press.post()
    DBTaskResult.objects.all().delete()
    return PostPage.objects.get(pk=post.pk)


def baked() -> set[str]:
    tasks = DBTaskResult.objects.filter(task_path__endswith="bake_touched")
    return {address for task in tasks for address in task.args_kwargs["kwargs"]["addresses"]}


def test_publishing_bakes_the_post_and_the_pages_that_list_it(post: PostPage) -> None:
    post.save_revision().publish()
    assert {post.url, "/en/", "/en/2026/11/"} <= baked()


def test_taking_a_post_down_bakes_where_it_was(post: PostPage) -> None:
    address = post.url
    post.unpublish()
    assert {address, "/en/"} <= baked()


def test_deleting_a_post_bakes_where_it_was(post: PostPage) -> None:
    address = post.url
    post.delete()
    assert {address, "/en/"} <= baked()


@pytest.mark.parametrize("deed", ["unpublish", "delete"])
def test_what_is_withdrawn_is_taken_out_of_the_copies_that_are_made_daily(
    post: PostPage, settings: Any, deed: str
) -> None:
    settings.INTERLINK_OFFLINE_SEARCH = True
    now = timezone.now()
    Edition.objects.create(form=Form.ZIP, span="all", name="all.zip", made_of="x", made_at=now, size=1, sha256="x")
    getattr(post, deed)()
    edition = Edition.objects.get()
    assert rules.is_due(edition.made_of, edition.made_at, "y", timezone.now(), waits=True)
    jobs = {task.rpartition(".")[2] for task in DBTaskResult.objects.values_list("task_path", flat=True)}
    assert {"make_editions", "bake_everything"} <= jobs


def test_a_new_slug_bakes_the_old_address_and_the_new(post: PostPage, django_capture_on_commit_callbacks: Any) -> None:
    old = post.url
    post.slug = "another-slug"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail tells of a new slug once it is stored
        post.save_revision().publish()
    new = PostPage.objects.get(pk=post.pk).url
    assert new != old
    assert {old, new} <= baked()


def test_saving_a_draft_bakes_nothing(post: PostPage) -> None:
    post.title = "A correction in the making"
    post.save_revision()
    assert baked() == set()


def test_a_change_that_is_rolled_back_leaves_no_bake_behind(post: PostPage) -> None:
    def publish_and_fail() -> None:
        with transaction.atomic():
            post.save_revision().publish()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert baked() == set()
