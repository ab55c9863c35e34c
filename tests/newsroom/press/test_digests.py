"""Digests: compiled from the week's posts, signed off by a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import Locale

from interlink.accounts.actions import add_user
from interlink.accounts.models import User
from interlink.accounts.roles import Role
from interlink.newsroom.press import digests, weekly
from interlink.newsroom.press.errors import AlreadySigned, LookNeeded
from interlink.newsroom.press.models import DigestEntry, DigestPage, FrontPage, PostPage
from interlink.newsroom.watch.models import Item, SubjectKind
from interlink.newsroom.watch.subjects import add_subject

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
NewPost = Callable[..., PostPage]


class Cast(Protocol):
    """Who is who at the desk."""

    editor: User
    junior: User
    outsider: User


@pytest.fixture
def front(site: dict[str, FrontPage]) -> FrontPage:
    return site["en"]


@pytest.fixture
def new_post(site: dict[str, FrontPage]) -> NewPost:
    """Make a post that came out at a time."""

    def make(slug: str, at: datetime = TUESDAY, language: str = "en", *, live: bool = True) -> PostPage:
        parent = site[language]
        post = PostPage(
            title=f"Post {slug}", slug=slug, outlet="Gazette", live=live, first_published_at=at, locale=parent.locale
        )
        parent.add_child(instance=post)
        return post

    return make


def slugs(digest: DigestPage) -> list[str]:
    return [post.slug for post in digest.get_latest_revision_as_object().posts()]


def compile_at(front: FrontPage, now: datetime, by: User | None = None) -> DigestPage:
    return digests.compile_week(front, digests.open_week(front, now), by)


def test_the_week_ends_on_the_groups_own_day_in_its_own_zone() -> None:
    week = digests.week_at(TUESDAY)
    assert (week.starts_on, week.ends_on) == (date(2026, 11, 21), date(2026, 11, 27))
    assert digests.week_at(FRIDAY_EVENING) == week
    assert digests.week_at(FRIDAY_EVENING + timedelta(hours=6)).starts_on == date(2026, 11, 28)


def test_a_digest_holds_the_weeks_posts_of_its_language_oldest_first(front: FrontPage, new_post: NewPost) -> None:
    new_post("second", TUESDAY + timedelta(hours=1))
    new_post("first")
    new_post("draft", live=False)
    new_post("persian", language="fa")
    new_post("next-week", FRIDAY_EVENING + timedelta(hours=6))
    digest = compile_at(front, TUESDAY)
    assert slugs(digest) == ["first", "second"]
    assert digest.title.startswith("Post first – Meridian Watch Weekly Digest")
    assert not digest.live


def test_compiling_again_adds_what_is_missing_and_keeps_the_editors_order_and_words(
    front: FrontPage, new_post: NewPost, cast: Cast
) -> None:
    one, two = new_post("one"), new_post("two", TUESDAY + timedelta(hours=1))
    digest = compile_at(front, TUESDAY)
    draft = digest.get_latest_revision_as_object()
    draft.entries = [DigestEntry(post=two, sort_order=0), DigestEntry(post=one, sort_order=1)]
    draft.title, draft.greeting = "The editor's title", "<p>Her greeting.</p>"
    draft.save_revision(user=cast.editor)
    new_post("three", TUESDAY - timedelta(days=1))
    again = compile_at(front, FRIDAY_EVENING)
    assert again.pk == digest.pk
    assert slugs(again) == ["two", "one", "three"]
    latest = again.get_latest_revision_as_object()
    assert (latest.title, latest.greeting) == ("The editor's title", "<p>Her greeting.</p>")
    assert DigestPage.objects.count() == 1


def test_compiling_with_nothing_new_makes_no_new_revision(front: FrontPage, new_post: NewPost) -> None:
    new_post("one")
    digest = compile_at(front, TUESDAY)
    before = digest.revisions.count()
    compile_at(front, TUESDAY)
    assert digest.revisions.count() == before


def test_nothing_falls_between_two_issues(front: FrontPage, new_post: NewPost, cast: Cast) -> None:
    new_post("before")
    first = digests.sign_off(compile_at(front, FRIDAY_EVENING), cast.editor, FRIDAY_EVENING)
    new_post("late-in-the-week", FRIDAY_EVENING + timedelta(hours=2))
    new_post("after", FRIDAY_EVENING + timedelta(days=2))
    second = compile_at(front, FRIDAY_EVENING + timedelta(days=7))
    assert slugs(first) == ["before"]
    assert slugs(second) == ["late-in-the-week", "after"]
    assert (first.ends_on, second.ends_on) == (date(2026, 11, 27), date(2026, 12, 4))


@pytest.mark.parametrize("weeks", [1, 2, 5])
def test_weeks_without_an_issue_lose_no_post(front: FrontPage, new_post: NewPost, cast: Cast, weeks: int) -> None:
    new_post("before")
    digests.sign_off(compile_at(front, FRIDAY_EVENING), cast.editor, FRIDAY_EVENING)
    new_post("while-away", FRIDAY_EVENING + timedelta(days=1))
    assert slugs(compile_at(front, FRIDAY_EVENING + timedelta(weeks=weeks))) == ["while-away"]


def test_the_first_issue_of_all_does_not_reach_back_for_ever(front: FrontPage, new_post: NewPost) -> None:
    new_post("long-ago", TUESDAY - timedelta(days=60))
    new_post("this-week")
    assert slugs(compile_at(front, TUESDAY)) == ["this-week"]


def test_a_week_that_was_signed_off_early_is_followed_by_the_next(
    front: FrontPage, new_post: NewPost, cast: Cast
) -> None:
    new_post("one")
    digest = digests.sign_off(compile_at(front, TUESDAY), cast.editor, TUESDAY)
    assert digests.open_week(front, TUESDAY).ends_on == date(2026, 12, 4)
    with pytest.raises(AlreadySigned):
        digests.compile_week(front, digests.week_at(TUESDAY), cast.editor)
    assert DigestPage.objects.get().pk == digest.pk


def test_a_digest_is_signed_once_and_published_in_that_persons_name(
    front: FrontPage, new_post: NewPost, cast: Cast
) -> None:
    new_post("one")
    signed = digests.sign_off(compile_at(front, TUESDAY), cast.editor, TUESDAY)
    assert signed.live
    assert (signed.signed_off_by, signed.signed_off_at) == (cast.editor, TUESDAY)
    revisions = signed.revisions.count()
    again = digests.sign_off(signed, cast.editor, TUESDAY + timedelta(hours=1))
    assert again.signed_off_at == TUESDAY
    assert again.revisions.count() == revisions


def test_no_way_of_wagtails_publishes_a_digest_that_nobody_signed(
    front: FrontPage, new_post: NewPost, cast: Cast, client: Client
) -> None:
    new_post("one")
    digest = compile_at(front, TUESDAY)
    client.force_login(cast.editor)
    answer = client.post(f"/desk/api/main/pages/{digest.pk}/action/publish/", headers={"host": "watch.example"})
    assert answer.status_code == 400
    assert not DigestPage.objects.get().live


def test_an_editor_puts_no_other_words_under_the_signature_of_a_publisher(
    front: FrontPage, new_post: NewPost, cast: Cast, client: Client
) -> None:
    new_post("one")
    digest = digests.sign_off(compile_at(front, TUESDAY), cast.editor, TUESDAY)
    digest.greeting = "<p>Other words.</p>"
    editor = add_user("bea", "a long password of hers", role=Role.EDITOR)
    digest.save_revision(user=editor)
    client.force_login(editor)
    answer = client.post(f"/desk/api/main/pages/{digest.pk}/action/publish/", headers={"host": "watch.example"})
    assert answer.status_code == 403
    assert DigestPage.objects.get().greeting == ""
    assert digest.permissions_for_user(editor).can_edit()
    assert digest.permissions_for_user(cast.editor).can_publish()


def test_the_word_from_the_editors_names_no_private_person_whom_no_post_names(
    front: FrontPage, new_post: NewPost, cast: Cast
) -> None:
    add_subject("Mara Ellins", kind=SubjectKind.PERSON, private_person=True)
    post = new_post("one")
    digest = compile_at(front, TUESDAY).get_latest_revision_as_object()
    digest.greeting = "<p>We think of Mara Ellins.</p>"
    digest.save_revision()
    with pytest.raises(LookNeeded, match="Mara Ellins"):
        digests.sign_off(digest, cast.editor, TUESDAY)
    assert DigestPage.objects.get().signed_off_at is None
    PostPage.objects.filter(pk=post.pk).update(title="Mara Ellins is free")
    assert digests.sign_off(digest, cast.editor, TUESDAY).live


@pytest.mark.parametrize("who", ["junior", "outsider"])
def test_whoever_may_not_publish_does_not_sign(front: FrontPage, new_post: NewPost, cast: Cast, who: str) -> None:
    new_post("one")
    digest = compile_at(front, TUESDAY)
    with pytest.raises(PermissionDenied):
        digests.sign_off(digest, getattr(cast, who), TUESDAY)
    digest.refresh_from_db()
    assert (digest.live, digest.signed_off_at) == (False, None)


def test_a_post_that_was_taken_down_is_not_in_the_digest(front: FrontPage, new_post: NewPost) -> None:
    new_post("stays")
    gone = new_post("gone")
    digest = compile_at(front, TUESDAY)
    gone.unpublish()
    assert slugs(digest) == ["stays"]


def test_the_gaps_are_the_weeks_unposted_stories_and_the_drafts(
    front: FrontPage, new_post: NewPost, new_item: Callable[..., Item]
) -> None:
    seen = new_item(published=TUESDAY).membership.story
    new_item(published=TUESDAY - timedelta(days=30))
    draft = new_post("draft", live=False)
    draft.save_revision()
    PostPage.objects.filter(pk=draft.pk).update(latest_revision_created_at=TUESDAY)
    gaps = weekly.gaps(front, digests.week_at(TUESDAY), [])
    assert gaps.unposted == [seen]
    assert gaps.drafts == [draft]


def test_the_gaps_name_posts_of_other_languages_and_cited_pages_without_a_copy(
    site: dict[str, FrontPage], new_post: NewPost, cast: Cast
) -> None:
    site["fr"] = site["en"].copy_for_translation(Locale.objects.create(language_code="fr"))
    new_post("persian-before", TUESDAY - timedelta(days=30), "fa")
    persian, french = new_post("persian", language="fa"), new_post("french", language="fr")
    uncited, uncopied = new_post("uncited"), new_post("uncopied")
    uncopied.cited_address = "https://gazette.example/gone"
    week = digests.week_at(TUESDAY)
    gaps = weekly.gaps(site["en"], week, [uncited, uncopied])
    assert gaps.untranslated == [persian, french]
    assert gaps.uncaptured == [uncopied]
    digests.sign_off(digests.compile_week(site["en"], week, None), cast.editor, TUESDAY - timedelta(minutes=1))
    # They came out after this week's digest was signed off, so they are gaps of the next one.
    assert weekly.gaps(site["en"], digests.week_at(TUESDAY + timedelta(days=7)), []).untranslated == [persian, french]
    PostPage.objects.filter(pk=french.pk).update(translation_key=persian.translation_key)
    assert weekly.gaps(site["en"], week, []).untranslated == [persian]
    PostPage.objects.filter(pk=uncited.pk).update(translation_key=persian.translation_key)
    assert weekly.gaps(site["en"], week, []).untranslated == []


def test_a_week_without_a_digest_is_missed_once_it_is_over_and_had_posts(
    front: FrontPage, new_post: NewPost, cast: Cast
) -> None:
    next_week = TUESDAY + timedelta(days=7)
    assert weekly.missed(front, next_week) is None
    new_post("first")
    assert weekly.missed(front, TUESDAY) is None
    digest = compile_at(front, TUESDAY)
    assert weekly.missed(front, next_week) == digests.week_at(TUESDAY)
    digests.sign_off(digest, cast.editor, FRIDAY_EVENING)
    assert weekly.missed(front, next_week) is None


def test_each_language_names_its_digest_in_its_own_words(site: dict[str, FrontPage], new_post: NewPost) -> None:
    new_post("persian", language="fa")
    english, persian = (compile_at(site[language], TUESDAY) for language in ("en", "fa"))
    assert english.title == "Meridian Watch Weekly Digest – Nov 27, 2026"
    assert "Weekly Digest" not in persian.title
    assert persian.title.endswith("۶ آذر ۱۴۰۵")
    assert persian.url_path == "/fa/2026/11/digest-2026-11-27/"
