"""What an editor does with a digest's draft: its order, its lead, how posts are put together, when it goes out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import Revision

from interlink.newsroom.press import digests, editions, rhythm, scheduled, weekly
from interlink.newsroom.press.errors import AlreadySigned
from interlink.newsroom.press.models import (
    DigestPage,
    DigestRhythm,
    FrontPage,
    Grouping,
    Listed,
    PostPage,
    PublicSubject,
    TitleForm,
)
from interlink.newsroom.press.rules import in_groups, week_of
from interlink.newsroom.watch.models import Item, Subject

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def front(site: dict[str, FrontPage]) -> FrontPage:
    return site["en"]


@pytest.fixture
def draft(front: FrontPage) -> DigestPage:
    """A draft of three posts: one, two, three."""
    for number, slug in enumerate(("one", "two", "three")):
        at = TUESDAY + timedelta(hours=number)
        post = PostPage(title=f"Post {slug}", slug=slug, outlet="Gazette", live=True, first_published_at=at)
        front.add_child(instance=post)
    return digests.compile_week(front, digests.week_at(TUESDAY), None)


def latest(digest: DigestPage) -> DigestPage:
    found = DigestPage.objects.get(pk=digest.pk).get_latest_revision_as_object()
    assert isinstance(found, DigestPage)
    return found


def slugs(digest: DigestPage) -> list[str]:
    return [post.slug for post in latest(digest).posts()]


def post(slug: str) -> PostPage:
    found = PostPage.objects.get(slug=slug)
    assert isinstance(found, PostPage)
    return found


def test_a_post_is_moved_and_a_title_made_from_the_lead_follows_it(draft: DigestPage, cast: Any) -> None:
    editions.move(draft, post("three").pk, 0, cast.editor)
    assert slugs(draft) == ["three", "one", "two"]
    assert latest(draft).title == "Post three – Meridian Watch Weekly Digest – Nov 27, 2026"
    editions.move(draft, post("three").pk, 99, cast.editor)
    assert slugs(draft) == ["one", "two", "three"]
    editions.move(draft, 0, 1, cast.editor)
    assert slugs(draft) == ["one", "two", "three"]


def test_an_editors_own_title_stays_whatever_leads(draft: DigestPage, cast: Any) -> None:
    own = latest(draft)
    own.title = "A quiet week"
    own.save_revision(user=cast.editor)
    editions.move(draft, post("two").pk, 0, cast.editor)
    assert latest(draft).title == "A quiet week"


def test_a_post_that_is_taken_out_stays_out_until_somebody_adds_it(
    draft: DigestPage, front: FrontPage, cast: Any
) -> None:
    editions.take_out(draft, post("one").pk, cast.editor)
    assert slugs(draft) == ["two", "three"]
    digests.compile_week(front, digests.week_at(TUESDAY), cast.editor)
    assert slugs(draft) == ["two", "three", "one"]


def test_who_may_not_edit_changes_nothing_and_nobody_changes_what_is_signed(draft: DigestPage, cast: Any) -> None:
    with pytest.raises(PermissionDenied):
        editions.move(draft, post("two").pk, 0, cast.outsider)
    digests.sign_off(draft, cast.editor, TUESDAY)
    with pytest.raises(AlreadySigned):
        editions.take_out(draft, post("two").pk, cast.editor)


def test_posts_of_one_story_stand_together_where_the_first_of_them_is(
    draft: DigestPage, cast: Any, new_item: Any
) -> None:
    item: Item = new_item()
    PostPage.objects.filter(slug__in=("one", "three")).update(story=item.membership.story)
    editions.group(draft, Grouping.STORY, cast.editor)
    digest = latest(draft)
    found = editions.sections(digest, digest.posts())
    assert [[post.slug for post in section.posts] for section in found] == [["one", "three"], ["two"]]
    assert [bool(section.heading) for section in found] == [True, False]


def test_posts_are_put_under_the_subject_that_most_of_them_share(draft: DigestPage, cast: Any) -> None:
    for name, members in (("Harbour Trust", ("one",)), ("Fellowship", ("one", "three"))):
        subject = Subject.objects.create(name=name)
        PublicSubject.objects.create(subject=subject)
        for slug in members:
            at = TUESDAY.date()
            Listed.objects.create(post=post(slug), language="en", list=f"subject:{subject.pk}", day=at, at=TUESDAY)
    editions.group(draft, Grouping.SUBJECT, cast.editor)
    digest = latest(draft)
    found = editions.sections(digest, digest.posts())
    assert [(section.heading, [post.slug for post in section.posts]) for section in found] == [
        ("Fellowship", ["one", "three"]),
        ("Other reports", ["two"]),
    ]


def test_groups_keep_the_order_of_their_first_members() -> None:
    assert in_groups(["a", None, "b", "a", None]) == [[0, 3], [1], [2], [4]]
    assert in_groups([]) == []


def test_the_groups_own_form_names_the_digest(draft: DigestPage, front: FrontPage, cast: Any) -> None:
    chosen = DigestRhythm.load()
    chosen.forms = [TitleForm(language="en", form="{group}, {date}: {lead}")]
    chosen.save()
    draft.delete()
    again = digests.compile_week(front, digests.week_at(TUESDAY), None)
    assert again.title == "Meridian Watch, Nov 27, 2026: Post one"


@pytest.mark.parametrize(
    "form", [TitleForm(language="xx", form="{lead}"), TitleForm(language="en", form="{leed} {group}")]
)
def test_a_form_that_cannot_be_filled_in_is_refused(site: object, form: TitleForm) -> None:
    with pytest.raises(ValidationError):
        form.clean()


def test_the_rhythm_is_the_desks_where_it_says_one(site: object, settings: Any) -> None:
    assert (rhythm.current().weekday, rhythm.current().hour, rhythm.current().weeks) == (5, 18, 1)
    DigestRhythm.objects.create(weekday=7, hour=0, every=2, time_zone="Asia/Tehran")
    ours = rhythm.current()
    assert (ours.weekday, ours.hour, ours.weeks) == (7, 0, 2)
    # Past midnight in Tehran it is the next day, and with it another fortnight.
    sunday = datetime(2026, 11, 29, 20, 29, tzinfo=UTC)
    assert ours.week_at(sunday).ends_on >= date(2026, 11, 29)
    assert ours.week_at(sunday + timedelta(minutes=2)).starts_on >= date(2026, 11, 16)
    with pytest.raises(ValidationError):
        DigestRhythm(time_zone="Europe/Atlantis").clean()


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_every_day_is_in_one_issue_however_many_weeks_it_is_about(weeks: int) -> None:
    first = week_of(date(2026, 1, 1), 5, weeks)
    following = week_of(first.ends_on + timedelta(days=1), 5, weeks)
    assert (first.ends_on - first.starts_on).days == 7 * weeks - 1
    assert following.starts_on == first.ends_on + timedelta(days=1)
    assert first.ends_on.isoweekday() == 5
    for shift in range(7 * weeks):
        assert week_of(first.starts_on + timedelta(days=shift), 5, weeks) == first


def time_has_come(digest: DigestPage) -> None:
    """Let the time for which a digest was signed be over; Wagtail asks the real clock."""
    revision = Revision.objects.exclude(approved_go_live_at=None).get(object_id=str(digest.pk))
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = None
    revision.save()


def test_a_digest_that_is_signed_for_later_is_not_read_yet_and_its_week_is_closed(
    draft: DigestPage, front: FrontPage, cast: Any
) -> None:
    now = timezone.now()
    signed = digests.sign_off(draft, cast.editor, TUESDAY, now + timedelta(hours=1))
    assert (signed.live, signed.signed_off_by) == (False, cast.editor)
    assert digests.open_week(front, TUESDAY).ends_on == date(2026, 12, 4)
    assert digests.posts_of(front, digests.open_week(front, TUESDAY)) == []
    assert weekly.missed(front, TUESDAY + timedelta(days=7)) is None
    assert scheduled.publish_due(now).published == ()
    time_has_come(draft)
    assert scheduled.publish_due(now).published == (draft.pk,)
    assert DigestPage.objects.get().live


def test_a_signature_for_later_can_be_taken_back_until_then(draft: DigestPage, front: FrontPage, cast: Any) -> None:
    digests.sign_off(draft, cast.editor, TUESDAY, timezone.now() + timedelta(hours=1))
    assert digests.take_back(draft)
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert digests.open_week(front, TUESDAY) == digests.week_at(TUESDAY)
    assert slugs(draft) == ["one", "two", "three"]
    assert not digests.take_back(digests.sign_off(latest(draft), cast.editor, TUESDAY))
