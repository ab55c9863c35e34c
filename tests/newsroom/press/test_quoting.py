"""No post quotes more of a report than its outlet allows, unless a publisher says why."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from interlink.accounts.actions import add_user
from interlink.accounts.models import Activity, Deed, User
from interlink.accounts.roles import Role
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.press import posts, rules
from interlink.newsroom.press.errors import LengthRefused, NotReady
from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.press.quoting import actions, queries
from interlink.newsroom.watch.models import Source

ADDRESS = "https://gazette.example/2026/sale"
WHY = "The letter is the news, and it is this long."


@pytest.fixture
def editor(cast: Any) -> User:
    return add_user("bea", "a long password of hers", display_name="Bea", role=Role.EDITOR)


@pytest.fixture
def post(cast: Any, site: Any) -> PostPage:
    """A draft that quotes seven words of an outlet that allows five."""
    Source.objects.create(name="The Gazette", address="https://gazette.example/feed", excerpt_words=5)
    capture = Capture.objects.create(
        address=ADDRESS, state=CaptureState.WHOLE, asked_at=timezone.now(), warc_name="2026/a.warc.gz"
    )
    post = PostPage(
        title="A sale", slug="a-sale", outlet="The Gazette", cited_address=ADDRESS, capture=capture, live=False,
        excerpt="One two three four five six seven",
    )  # fmt: skip
    site["en"].add_child(instance=post)
    post.save_revision(user=cast.editor)
    return post


def say(post: PostPage, **fields: Any) -> PostPage:
    latest = post.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision()
    return PostPage.objects.get(pk=post.pk)


def over(post: PostPage) -> int:
    return queries.quote_of(post.get_latest_revision_as_object()).over


def test_only_an_excerpt_is_too_long() -> None:
    filled = frozenset({"outlet", "cited_address", "excerpt", "body", "byline", "first_published"})
    assert rules.missing(rules.Draft(Kind.EXCERPT, filled, captured=True, over=1)) == ["excerpt-long"]
    assert rules.missing(rules.Draft(Kind.DOCUMENT, filled, captured=True, over=1)) == []


def test_a_post_that_quotes_too_much_stays_a_draft_whichever_way_it_is_published(post: PostPage, cast: Any) -> None:
    with pytest.raises(NotReady, match="longer than may be quoted"):
        posts.publish(post, cast.editor)
    revision = PostPage.objects.get(pk=post.pk).get_latest_revision()
    with pytest.raises((NotReady, ValidationError)):
        PublishPageRevisionAction(revision, user=cast.editor).execute()
    assert not PostPage.objects.get(pk=post.pk).live
    posts.publish(say(post, excerpt="One two – three four: five …"), cast.editor)
    assert PostPage.objects.get(pk=post.pk).live


def test_a_publisher_allows_it_with_a_reason_that_is_kept(post: PostPage, cast: Any, editor: User) -> None:
    now = timezone.now()
    with pytest.raises(PermissionDenied):
        actions.allow(post, editor, WHY, now)
    with pytest.raises(LengthRefused):
        actions.allow(post, cast.editor, "  ", now)
    actions.allow(post, cast.editor, WHY, now)
    line = Activity.objects.get(deed=Deed.LENGTH_ALLOWED)
    assert (line.who, line.about, line.detail) == ("ida", "A sale", f"7/5: {WHY}")
    posts.publish(post, editor)
    assert PostPage.objects.get(pk=post.pk).live
    with pytest.raises(LengthRefused):
        actions.allow(post, cast.editor, WHY, now)


def test_what_was_allowed_counts_for_that_report_and_that_many_words(post: PostPage, cast: Any) -> None:
    actions.allow(post, cast.editor, WHY, timezone.now())
    assert (
        queries.quote_of(say(post, excerpt="Seven other words " * 2 + "here").get_latest_revision_as_object()).over == 0
    )
    assert queries.quote_of(say(post, excerpt="word " * 8).get_latest_revision_as_object()).over == 1
    elsewhere = say(post, excerpt="word " * 7, cited_address="https://gazette.example/2026/other")
    assert queries.quote_of(elsewhere.get_latest_revision_as_object()).over == 2


def test_a_copy_of_such_a_post_is_not_published_by_itself(post: PostPage, cast: Any) -> None:
    actions.allow(post, cast.editor, WHY, timezone.now())
    assert post.missing() == []
    assert not posts.may_be_copied_live(post)


def test_the_desk_says_how_long_it_is_and_takes_the_reason(
    post: PostPage, cast: Any, editor: User, client: Client
) -> None:
    address, form = reverse("long_excerpt", args=[post.pk]), reverse("wagtailadmin_pages:edit", args=[post.pk])
    client.force_login(editor)
    assert address in client.get(form).content.decode()
    page = client.get(address).content.decode()
    assert "7 words; 5 may usually be quoted" in page
    assert 'name="reason"' not in page
    assert client.post(address, {"reason": WHY}).status_code == 403
    client.force_login(cast.outsider)
    assert client.get(address).status_code == 302
    client.force_login(cast.editor)
    assert "Say why this post quotes more" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": WHY}).url == form
    assert f"Ida allowed 7 here. <bdi>{WHY}" in " ".join(client.get(form).content.decode().split())
