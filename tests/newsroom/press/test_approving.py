"""The second pair of eyes: whom it protects, to which words it is bound, and that nothing goes around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.documents.models import Document

from interlink.accounts.actions import add_user
from interlink.accounts.models import Activity, Deed, User
from interlink.accounts.roles import Role
from interlink.newsroom.press import posts, scheduled
from interlink.newsroom.press.approving import actions, queries, rules
from interlink.newsroom.press.approving.rules import Decision, Facts, Reason
from interlink.newsroom.press.errors import LookNeeded, LookRefused
from interlink.newsroom.press.models import Approval, PostPage, WantedLook
from interlink.newsroom.watch import subjects

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PEOPLE = st.integers(1, 4)


# What we decide.


def test_most_words_need_nobody_else() -> None:
    assert rules.decide(Facts(writer=1)) == Decision((), 0)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (Facts(private_persons=("Mara Ellins",), writer=1), Reason.PRIVATE_PERSON),
        (Facts(accusation=True, writer=1), Reason.ACCUSATION),
        (Facts(was_accusation=True, writer=1), Reason.WAS_ACCUSATION),
    ],
)
def test_what_may_hurt_somebody_waits_for_one_more_person_and_says_why(facts: Facts, reason: Reason) -> None:
    assert rules.decide(facts) == Decision((reason,), 1)


@settings(max_examples=50, derandomize=True)
@given(writer=st.none() | PEOPLE, readers=st.frozensets(PEOPLE))
def test_words_go_out_exactly_when_two_different_people_stand_for_them(
    writer: int | None, readers: frozenset[int]
) -> None:
    standing = len(readers | ({writer} if writer else set()))
    assert rules.decide(Facts(accusation=True, writer=writer, readers=readers)).free == (standing >= 2)


def test_the_checksum_is_of_what_is_said_and_not_of_when_or_where() -> None:
    said = {"title": "One", "body": "<p>Words.</p>", "corrections": [{"pk": 1, "uid": "a", "right": "Three"}]}
    moved = said | {"pk": 7, "go_live_at": "2027-01-01", "corrections": [{"pk": 9, "uid": "b", "right": "Three"}]}
    assert rules.checksum(said) == rules.checksum(moved)
    assert rules.checksum(said) != rules.checksum(said | {"body": "<p>Words!</p>"})
    assert rules.checksum(said) != rules.checksum(said | {"corrections": [{"pk": 1, "uid": "a", "right": "Four"}]})


# What happens.


@pytest.fixture
def colleague(cast: Any) -> User:
    return add_user("bea", "a long password of hers", display_name="Bea", role=Role.EDITOR)


@pytest.fixture
def draft(cast: Any, site: Any) -> Callable[..., PostPage]:
    """Writes a draft of an article in somebody's name."""

    def write(by: User | None = cast.editor, **fields: Any) -> PostPage:
        values = {"title": "A sale", "slug": f"a-sale-{PostPage.objects.count()}", "kind": "article"}
        post = PostPage(**{**values, "live": False, "owner": by, "body": "<p>Words.</p>"} | fields)
        site["en"].add_child(instance=post)
        post.save_revision(user=by)
        return post

    return write


def accusing(draft: Callable[..., PostPage], **fields: Any) -> PostPage:
    return draft(accusation=True, **fields)


def edit(post: PostPage, by: User, **fields: Any) -> None:
    latest = actions.latest_of(post)
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision(user=by)
    post.refresh_from_db()


def approve(post: PostPage, by: User) -> Approval:
    return actions.approve(post, by, queries.checksum_of(actions.latest_of(post)), NOW)


def live(post: PostPage) -> bool:
    return bool(PostPage.objects.get(pk=post.pk).live)


def test_a_post_that_names_a_private_person_in_any_spelling_waits(cast: Any, draft: Any) -> None:
    subjects.add_subject("Mara Ellins", kind="person", private_person=True, aliases=["مارا الینز"])
    post = draft(body="<p>So sagte مارا الینز gestern.</p>")
    with pytest.raises(LookNeeded, match="Mara Ellins"):
        posts.publish(post, cast.editor)
    assert not live(post)
    assert list(queries.waiting_for(cast.editor)) == []
    assert WantedLook.objects.get().reasons == ["private person"]


def test_a_subject_in_public_life_waits_for_nobody(cast: Any, draft: Any) -> None:
    subjects.add_subject("Mara Ellins", kind="person")
    post = draft(body="<p>Mara Ellins said so.</p>")
    posts.publish(post, cast.editor)
    assert live(post)


def test_a_colleague_reads_it_and_it_goes_out(cast: Any, draft: Any, colleague: User) -> None:
    post = accusing(draft)
    with pytest.raises(LookNeeded):
        posts.publish(post, cast.editor, NOW)
    assert [look.post_id for look in queries.waiting_for(colleague)] == [post.pk]
    approve(post, colleague)
    assert not queries.waiting_for(colleague).exists()
    posts.publish(post, cast.editor)
    assert live(post)
    assert not WantedLook.objects.exists()
    told = Activity.objects.filter(deed__in=[Deed.LOOK_ASKED, Deed.APPROVED]).order_by("pk")
    assert [(line.who, line.deed, line.about) for line in told] == [
        ("ida", Deed.LOOK_ASKED, "A sale"),
        ("bea", Deed.APPROVED, "A sale"),
    ]


def test_nobody_approves_their_own_words(cast: Any, draft: Any, colleague: User) -> None:
    post = accusing(draft)
    with pytest.raises(LookRefused, match="own words"):
        approve(post, cast.editor)
    edit(post, colleague, body="<p>Better words.</p>")
    with pytest.raises(LookRefused, match="own words"):
        approve(post, colleague)
    approve(post, cast.editor)
    posts.publish(post, colleague)
    assert live(post)


def test_an_approval_is_of_exactly_these_words(cast: Any, draft: Any, colleague: User) -> None:
    post = accusing(draft)
    actions.ask(post, cast.editor, NOW)
    approve(post, colleague)
    edit(post, cast.editor, body="<p>Other words.</p>")
    with pytest.raises(LookNeeded):
        posts.publish(post, cast.editor)
    assert [look.post_id for look in queries.waiting_for(colleague)] == [post.pk]
    edit(post, cast.editor, body="<p>Words.</p>")
    posts.publish(post, cast.editor)
    assert live(post)


def test_words_that_changed_while_they_were_read_are_not_approved(cast: Any, draft: Any, colleague: User) -> None:
    post = accusing(draft)
    seen = queries.checksum_of(actions.latest_of(post))
    edit(post, cast.editor, body="<p>Other words.</p>")
    with pytest.raises(LookRefused, match="changed while you read"):
        actions.approve(post, colleague, seen, NOW)


def test_whoever_may_not_publish_cannot_approve_or_send_back(cast: Any, draft: Any) -> None:
    post = accusing(draft)
    actions.ask(post, cast.editor, NOW)
    assert not queries.waiting_for(cast.junior).exists()
    with pytest.raises(PermissionDenied):
        approve(post, cast.junior)
    with pytest.raises(PermissionDenied):
        actions.send_back(post, cast.junior, "No.", NOW)


def test_words_that_no_person_wrote_need_two_readers(cast: Any, draft: Any, colleague: User) -> None:
    post = draft(by=None, accusation=True)
    approve(post, colleague)
    assert queries.decision_on(actions.latest_of(post)).lacking == 1
    approve(post, cast.editor)
    assert queries.decision_on(actions.latest_of(post)).free


def test_taking_the_mark_away_does_not_go_around_the_rule(cast: Any, draft: Any, colleague: User) -> None:
    post = accusing(draft)
    edit(post, cast.editor, accusation=False)
    with pytest.raises(LookNeeded, match="mark was taken away"):
        posts.publish(post, cast.editor)
    approve(post, colleague)
    posts.publish(post, cast.editor)
    edit(post, cast.editor, body="<p>Words, later.</p>")
    posts.publish(post, cast.editor)
    assert PostPage.objects.get(pk=post.pk).body == "<p>Words, later.</p>"


def test_a_post_sent_back_waits_for_nobody_until_it_is_asked_for_again(cast: Any, draft: Any, colleague: User) -> None:
    post = accusing(draft)
    actions.ask(post, cast.editor, NOW)
    with pytest.raises(LookRefused):
        actions.send_back(post, colleague, "  ", NOW)
    actions.send_back(post, colleague, "Name the source.", NOW)
    assert not queries.waiting().exists()
    assert [look.note for look in queries.waiting_of(cast.editor)] == ["Name the source."]
    edit(post, cast.editor, body="<p>Words from a source.</p>")
    assert WantedLook.objects.get().note == "Name the source."
    actions.ask(post, cast.editor, NOW)
    assert [look.note for look in queries.waiting()] == [""]


def test_a_schedule_does_not_go_around_it(cast: Any, draft: Any, colleague: User) -> None:
    now = timezone.now()
    post = accusing(draft)
    revision = post.save_revision(user=cast.editor)
    revision.approved_go_live_at = now - timedelta(minutes=1)
    revision.save()
    assert scheduled.publish_due(now).held == (post.pk,)
    assert [look.post_id for look in queries.waiting_for(colleague)] == [post.pk]
    scheduled.publish_due(now)
    assert Activity.objects.filter(deed=Deed.LOOK_ASKED).count() == 1
    approve(post, colleague)
    assert scheduled.publish_due(now).published == (post.pk,)


def test_wagtails_own_actions_do_not_go_around_it(cast: Any, draft: Any, client: Client) -> None:
    post = accusing(draft)
    with pytest.raises(ValidationError):
        PublishPageRevisionAction(post.latest_revision, user=cast.editor).execute()
    client.force_login(cast.editor)
    answer = client.post(f"/desk/api/main/pages/{post.pk}/action/publish/", headers={"host": "watch.example"})
    assert answer.status_code == 400
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={post.pk}&next=/desk/"
    client.post(many, headers={"host": "watch.example"})
    assert not live(post)


def test_the_editor_says_why_and_has_it_wait(cast: Any, draft: Any, colleague: User, client: Client) -> None:
    post = accusing(draft)
    client.force_login(cast.editor)
    edit_page = reverse("wagtailadmin_pages:edit", args=[post.pk])
    fields = {"title": "A sale", "slug": post.slug, "kind": "article", "body": '{"blocks": [], "entityMap": {}}'}
    none = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 100}
    sets = {f"{name}-{key}": value for name in ("corrections", "replies", "comments") for key, value in none.items()}
    words = '{"blocks": [{"key": "a", "text": "Words.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], '
    fields |= {
        "accusation": "on",
        "body": words + '"entityRanges": [], "data": {}}], "entityMap": {}}',
        "comment": "null",
    }
    answer = client.post(
        edit_page, fields | sets | {"action-publish": "action-publish"}, headers={"host": "watch.example"}, follow=True
    )
    assert "marked as an accusation" in answer.content.decode()
    assert not live(post)
    assert [look.post_id for look in queries.waiting_for(colleague)] == [post.pk]


def test_a_copy_of_it_is_not_published_with_it(cast: Any, draft: Any, colleague: User, client: Client) -> None:
    post = accusing(draft)
    approve(post, colleague)
    posts.publish(post, cast.editor)
    client.force_login(cast.editor)
    copying = reverse("wagtailadmin_pages:copy", args=[post.pk])
    asked = {"new_title": "Copy", "new_slug": "a-copy", "new_parent_page": post.get_parent().pk, "publish_copies": "on"}
    client.post(copying, asked, headers={"host": "watch.example"})
    assert not PostPage.objects.filter(slug="a-copy").exists()


def test_wagtails_interface_for_programs_makes_no_live_copy_either(
    cast: Any, draft: Any, colleague: User, client: Client
) -> None:
    post = accusing(draft)
    approve(post, colleague)
    posts.publish(post, cast.editor)
    client.force_login(cast.editor)
    asked = {"keep_live": True, "slug": "a-copy"}
    answer = client.post(
        f"/desk/api/main/pages/{post.pk}/action/copy/", asked, "application/json", headers={"host": "watch.example"}
    )
    assert answer.status_code == 400
    assert not PostPage.objects.filter(slug="a-copy").exists()


def test_a_tag_and_the_title_of_a_file_name_a_private_person_too(cast: Any, draft: Any) -> None:
    subjects.add_subject("Mara Ellins", kind="person", private_person=True)
    tagged = actions.latest_of(draft())
    tagged.tags.add("Mara Ellins")
    tagged.save_revision(user=cast.editor)
    filed = draft(kind="report", report_file=Document.objects.create(title="Letter of Mara Ellins", file="x.pdf"))
    assert [queries.private_persons(actions.latest_of(post)) for post in (tagged, filed)] == [("Mara Ellins",)] * 2
