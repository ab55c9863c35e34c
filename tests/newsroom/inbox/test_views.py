"""The desk's pages as the editor, the junior editor and an outsider find them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.search.index import insert_or_update_object

from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.outreach.models import Mailing
from interlink.newsroom.press import digests, posts
from interlink.newsroom.press.errors import NotReady, NotSigned
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.stories.models import Standing, Story
from interlink.newsroom.watch.models import Item, Source

Site = dict[str, FrontPage]
NewItem = Callable[..., Item]


def drafted(item: Item, by: Any, state: CaptureState = CaptureState.WHOLE) -> PostPage:
    post = posts.draft(item, by, timezone.now())
    Capture.objects.filter(pk=post.capture_id).update(state=state, taken_at=timezone.now())
    return PostPage.objects.get(pk=post.pk)


DEEDS = ("clip", "ignore", "reopen", "compile_digest", "send_digest", "capture_post")


@pytest.mark.parametrize("deed", DEEDS)
def test_no_deed_is_done_by_following_a_link(deed: str, cast: Any, enter: Callable[[Any], Client]) -> None:
    assert enter(cast.editor).get(reverse(deed, args=[1])).status_code == 405


@pytest.mark.parametrize("page", ["inbox", "digests", *DEEDS])
def test_strangers_and_outsiders_are_led_to_the_sign_in_page(
    page: str, cast: Any, client: Client, enter: Callable[[Any], Client]
) -> None:
    address = reverse(page, args=[1] if page in DEEDS else [])
    for visitor in (client, enter(cast.outsider)):
        answer = visitor.post(address) if page in DEEDS else visitor.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("wagtailadmin_login"))


def test_the_sign_in_page_carries_the_groups_name(client: Client, site: Site) -> None:
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Meridian Watch" in page
    assert "Sign in to Wagtail" not in page


def test_the_first_page_says_what_waits(cast: Any, new_item: NewItem, enter: Callable[[Any], Client]) -> None:
    new_item()
    Source.objects.create(
        name="Silent",
        address="https://silent.example/feed",
        failures=3,
        failing_since=timezone.now(),
        problem="Gone.",
        state="failing",
    )
    page = enter(cast.editor).get("/desk/").content.decode()
    assert "1 story to decide" in page
    assert "1 source does not answer" in page
    assert "Gone." in page
    assert "wagtail.org" not in page


def test_the_first_page_names_the_posts_that_are_held_back_though_their_time_has_come(
    cast: Any, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    post, editor = drafted(new_item(), cast.editor, CaptureState.FAILED), enter(cast.editor)
    assert "held back" not in editor.get("/desk/").content.decode()
    revision = post.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()
    page = editor.get("/desk/").content.decode()
    assert "1 post with a time is held back" in page
    assert page.count(reverse("wagtailadmin_pages:edit", args=[post.pk])) >= 2
    assert "There is no copy of the cited page yet." in page


@pytest.mark.parametrize("shown", ["open", "clipped", "ignored", "all", "nonsense"])
def test_each_view_of_the_inbox_opens_when_empty(shown: str, cast: Any, enter: Callable[[Any], Client]) -> None:
    page = enter(cast.editor).get(reverse("inbox"), {"show": shown})
    assert page.status_code == 200
    assert reverse("sources:add") in page.content.decode()


def test_a_story_is_clipped_once(cast: Any, new_item: NewItem, enter: Callable[[Any], Client]) -> None:
    item, editor = new_item(), enter(cast.editor)
    assert item.title in editor.get(reverse("inbox")).content.decode()
    first = editor.post(reverse("clip", args=[item.pk]))
    again = editor.post(reverse("clip", args=[item.pk]))
    post = PostPage.objects.get()
    assert first["Location"] == again["Location"] == reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert post.owner == cast.editor
    assert item.title not in editor.get(reverse("inbox")).content.decode()


def test_a_story_is_put_aside_and_brought_back(cast: Any, new_item: NewItem, enter: Callable[[Any], Client]) -> None:
    story, editor = new_item().membership.story, enter(cast.editor)
    editor.post(reverse("ignore", args=[story.pk]))
    assert Story.objects.get().standing == Standing.IGNORED
    editor.post(reverse("reopen", args=[story.pk]))
    assert Story.objects.get().standing == Standing.OPEN


def test_an_editor_without_rights_is_refused_calmly(
    cast: Any, site: Site, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    cast.junior.groups.get().page_permissions.all().delete()
    reader, item, post = enter(cast.junior), new_item(), drafted(new_item(), cast.editor)
    refused = {
        "clip": item.pk,
        "ignore": item.membership.story_id,
        "reopen": item.membership.story_id,
        "compile_digest": site["en"].pk,
        "capture_post": post.pk,
    }
    for deed, number in refused.items():
        answer = reader.post(reverse(deed, args=[number]))
        assert answer.status_code == 403, deed
        assert "nothing was changed" in answer.content.decode()
    page = reader.get(reverse("inbox")).content.decode()
    assert item.title in page
    assert reverse("clip", args=[item.pk]) not in page


def test_a_junior_editor_compiles_but_does_not_sign(
    cast: Any, site: Site, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    posts.publish(drafted(new_item(), cast.editor), cast.editor)
    junior = enter(cast.junior)
    junior.post(reverse("compile_digest", args=[site["en"].pk]))
    digest = DigestPage.objects.get()
    assert reverse("send_digest", args=[digest.pk]) not in junior.get(reverse("digests")).content.decode()
    assert junior.post(reverse("send_digest", args=[digest.pk])).status_code == 403
    assert not Mailing.objects.exists()

    editor = enter(cast.editor)
    editor.post(reverse("send_digest", args=[digest.pk]))
    digest.refresh_from_db()
    assert digest.live
    assert digest.signed_off_by == cast.editor
    assert "Signed off by <bdi>Ida" in editor.get(reverse("digests")).content.decode()


@pytest.mark.parametrize("state", [CaptureState.WAITING, CaptureState.FAILED])
def test_the_editor_holds_back_what_has_no_copy(
    state: CaptureState, cast: Any, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    post, editor = drafted(new_item(), cast.editor, state), enter(cast.editor)
    form = {
        "title": post.title, "slug": post.slug, "outlet": post.outlet, "excerpt": post.excerpt, "comment": "null",
        "cited_address": post.cited_address, "action-publish": "1",
        "kind": post.kind, "body": "null",
        **{f"{part}-{end}_FORMS": 0 for part in ("comments", "corrections", "replies") for end in ("TOTAL", "INITIAL")},
    }  # fmt: skip
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[post.pk]), form, follow=True)
    assert "not published yet" in answer.content.decode()
    assert not PostPage.objects.get().live


def test_a_copy_of_another_page_does_not_count(cast: Any, new_item: NewItem) -> None:
    post = drafted(new_item(), cast.editor)
    assert posts.gaps(post) == []
    post.cited_address = "https://elsewhere.example/"
    assert len(posts.gaps(post)) == 1


def publish_many(client: Client, pages: list[Any], **more: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{query}&next=/desk/", more, follow=True)


def test_many_are_published_only_when_all_are_ready(
    cast: Any, site: Site, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    ready = drafted(new_item(), cast.editor)
    unready = drafted(new_item(), cast.editor, CaptureState.FAILED)
    editor = enter(cast.editor)
    page = publish_many(editor, [ready, unready]).content.decode()
    assert "Nothing was published" in page
    assert not PostPage.objects.live().exists()

    page = publish_many(editor, [site["en"]], include_descendants="on").content.decode()
    assert "Nothing was published" in page
    assert not PostPage.objects.live().exists()

    publish_many(editor, [ready])
    assert list(PostPage.objects.live()) == [ready]


def test_an_unsigned_digest_is_published_by_nobody(
    cast: Any, site: Site, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    posts.publish(drafted(new_item(), cast.editor), cast.editor)
    digest = digests.compile_week(site["en"], digests.week_at(timezone.now()), cast.editor)
    assert "sign this digest off" in publish_many(enter(cast.editor), [digest]).content.decode()
    with pytest.raises(NotSigned):
        digest.get_latest_revision().publish(user=cast.editor)
    assert not DigestPage.objects.get().live


def test_a_scheduled_post_goes_out_only_with_its_copy(cast: Any, new_item: NewItem) -> None:
    post = drafted(new_item(), cast.editor, CaptureState.FAILED)
    revision = post.get_latest_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    with pytest.raises(NotReady):
        call_command("publish_scheduled")
    assert not PostPage.objects.get().live

    Capture.objects.update(state=CaptureState.WHOLE)
    call_command("publish_scheduled")
    assert PostPage.objects.get().live


def test_a_failed_capture_is_ordered_again_from_the_editor(
    cast: Any, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    post, editor = drafted(new_item(), cast.editor, CaptureState.FAILED), enter(cast.editor)
    assert "Capture again" in editor.get(reverse("capture_state", args=[post.pk])).content.decode()
    page = editor.post(reverse("capture_post", args=[post.pk]), headers={"X-Requested-With": "XMLHttpRequest"})
    assert 'data-desk-citation="waiting"' in page.content.decode()
    assert Capture.objects.get().state == CaptureState.WAITING
    back = editor.post(reverse("capture_post", args=[post.pk]))
    assert back["Location"] == reverse("wagtailadmin_pages:edit", args=[post.pk])


@pytest.mark.parametrize("typed", ['"', 'a "sale', "it's (", "\x00*"])
def test_nothing_that_is_typed_breaks_the_search_for_pages(
    typed: str, site: Any, cast: Any, enter: Callable[[Any], Client]
) -> None:
    page = PostPage(title="A sale", slug="a-sale", kind="statement", live=False)
    site["en"].add_child(instance=page)
    insert_or_update_object(page)
    editor, address = enter(cast.editor), reverse("wagtailadmin_explore", args=[site["en"].pk])
    assert editor.get(address, {"q": typed}).status_code == 200
    assert "A sale" in editor.get(address, {"q": '"sale"'}).content.decode()
