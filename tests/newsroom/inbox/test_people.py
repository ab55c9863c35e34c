"""What the desk asks of the people who sign in, and what it does not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from interlink.accounts import activity
from interlink.accounts.actions import add_user, change_role, close_account
from interlink.accounts.models import Activity, Deed, User
from interlink.accounts.roles import Role, role_of
from interlink.newsroom.press import posts
from interlink.newsroom.press.approving.queries import waiting_of
from interlink.newsroom.press.handing_over import hand_over
from interlink.newsroom.press.models import WantedLook

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ASKED_ELSEWHERE = ("first_name", "last_name", "email")
PASSWORD = "a long and quiet river"


def test_an_editor_changes_the_display_name_and_is_asked_for_no_other(cast: Any, client: Client) -> None:
    client.force_login(cast.editor)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="display_name-display_name"' in page
    assert not [name for name in ASKED_ELSEWHERE if f"-{name}" in page]
    choices = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    answer = client.post(reverse("wagtailadmin_account"), {"display_name-display_name": "Heron", **choices})
    assert answer.status_code == 302
    cast.editor.refresh_from_db()
    assert cast.editor.get_full_name() == "Heron"


def test_strangers_and_outsiders_do_not_reach_the_account_page(cast: Any, client: Client) -> None:
    for name in ("own_account", "wagtailadmin_account"):
        assert client.get(reverse(name)).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(reverse("own_account")).status_code == 302


def test_an_operator_makes_an_account_with_a_pseudonym_and_changes_it(cast: Any, client: Client) -> None:
    client.force_login(add_user("rowan", PASSWORD, role=Role.OPERATOR))
    address = reverse("wagtailusers_users:add")
    page = client.get(address).content.decode()
    assert 'name="display_name"' in page
    assert not [name for name in ASKED_ELSEWHERE if f'name="{name}"' in page]
    new = {
        "username": "heron",
        "display_name": "Heron",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "role": "contributor",
    }
    assert client.post(address, new).status_code == 302
    person = User.objects.get(username="heron")
    assert (person.display_name, person.check_password(PASSWORD)) == ("Heron", True)
    assert role_of(person) is Role.CONTRIBUTOR
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert 'name="display_name"' in client.get(address).content.decode()
    assert client.post(address, {"username": "heron", "display_name": "Grey", "role": "editor"}).status_code == 302
    person.refresh_from_db()
    assert (person.display_name, person.check_password(PASSWORD)) == ("Grey", True)
    assert role_of(person) is Role.EDITOR
    given = Activity.objects.filter(about="heron", deed__in=[Deed.PERSON_ADDED, Deed.ROLE_GIVEN]).order_by("pk")
    assert [(line.who, line.detail) for line in given] == [("rowan", "contributor"), ("rowan", "editor")]


def test_the_only_operator_cannot_become_less(cast: Any, client: Client) -> None:
    rowan = add_user("rowan", PASSWORD, role=Role.OPERATOR)
    other = add_user("wren", PASSWORD, role=Role.OPERATOR)
    client.force_login(other)
    User.objects.filter(pk=other.pk).update(is_superuser=True)
    close_account(rowan, other)
    address = reverse("wagtailusers_users:edit", args=[rowan.pk])
    assert client.post(address, {"username": "rowan", "display_name": "", "role": "editor"}).status_code == 302
    assert client.post(reverse("take_out", args=[other.pk])).status_code == 302
    assert User.objects.get(pk=other.pk).is_active


def test_one_click_takes_somebody_out_and_hands_over_what_they_held(
    cast: Any, client: Client, new_item: Any, site: Any
) -> None:
    wren = add_user("wren", PASSWORD, role=Role.OPERATOR)
    draft = posts.draft(new_item(), cast.editor, NOON)
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=cast.editor)
    hers, mine = Client(), client
    hers.force_login(cast.editor)
    mine.force_login(wren)
    page = mine.get(reverse("take_out", args=[cast.editor.pk])).content.decode()
    assert "Give 1 draft to" in page
    told = mine.post(reverse("take_out", args=[cast.editor.pk]), {"to": cast.junior.pk}, follow=True)
    assert "Ida is out. Drafts handed over: 1." in told.content.decode()
    draft.refresh_from_db()
    assert (draft.owner, draft.locked) == (cast.junior, False)
    assert hers.get(reverse("inbox")).status_code == 302
    mine.post(reverse("let_back", args=[cast.editor.pk]))
    assert User.objects.get(pk=cast.editor.pk).is_active
    assert role_of(cast.editor) is Role.PUBLISHER


def test_what_came_back_to_somebody_who_goes_is_on_the_list_of_somebody_else(cast: Any, new_item: Any) -> None:
    post = posts.draft(new_item(), cast.editor, NOON)
    WantedLook.objects.create(post=post, writer=cast.editor, asked_by=cast.editor, asked_at=NOON, note="Not yet.")
    hand_over(cast.editor, cast.junior)
    assert [look.post_id for look in waiting_of(cast.junior)] == [post.pk]


def test_nobody_is_deleted_and_nothing_is_done_to_many_people_at_once(cast: Any, client: Client) -> None:
    client.force_login(add_user("wren", PASSWORD, role=Role.OPERATOR))
    assert client.post(reverse("wagtailusers_users:delete", args=[cast.junior.pk])).status_code == 302
    for action in ("delete", "assign_role", "set_active_state"):
        many = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        told = client.post(
            f"{many}?id={cast.junior.pk}", {"role": cast.editor.groups.get().pk, "mark_as_active": False}, follow=True
        )
        assert "Nothing was changed" in told.content.decode()
    cast.junior.refresh_from_db()
    assert cast.junior.is_active
    assert [group.name for group in cast.junior.groups.all()] == ["Juniors"]


def test_who_reads_the_log_and_who_does_not(cast: Any, client: Client) -> None:
    wren = add_user("wren", PASSWORD, role=Role.OPERATOR)
    for _ in range(60):
        activity.record(cast.editor, Deed.PAGE, "<b>A page</b>")
    client.force_login(wren)
    page = client.get(reverse("activity"), {"who": "ida", "deed": "page"}).content.decode()
    assert page.count("&lt;b&gt;A page&lt;/b&gt;") == 50
    older = re.search(r"before=(\d+)", page)
    assert older is not None
    page = client.get(reverse("activity"), {"who": "ida", "deed": "page", "before": older[1]}).content.decode()
    assert page.count("&lt;b&gt;A page&lt;/b&gt;") == 10
    for nonsense in ({"before": "x"}, {"before": "9" * 40}, {"deed": "nothing"}, {"who": "x" * 9000}):
        assert client.get(reverse("activity"), nonsense).status_code == 200
    client.force_login(cast.junior)
    assert client.get(reverse("activity")).status_code == 403
    for name in ("take_out", "let_back", "forget_factors"):
        assert client.post(reverse(name, args=[wren.pk])).status_code == 403


@pytest.mark.parametrize("address", ["", "results/", "?export=csv"])
def test_no_other_list_of_what_people_did_is_open_to_all(cast: Any, client: Client, address: str) -> None:
    client.force_login(add_user("wren", PASSWORD, role=Role.CONTRIBUTOR))
    assert client.get(f"/desk/reports/site-history/{address}", follow=True).status_code == 403


def test_what_wagtail_notes_of_a_page_is_in_the_log(cast: Any, new_item: Any) -> None:
    post = posts.draft(new_item(), cast.editor, NOON)
    line = Activity.objects.filter(deed=Deed.PAGE).first()
    assert (line.who, line.about) == ("ida", post.title)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CONTRIBUTOR, {"watch.view_source"}),
        (Role.EDITOR, {"watch.view_source", "watch.add_source"}),
        (Role.PUBLISHER, {"watch.view_source", "watch.add_source", "press.sign_digest", "outreach.view_subscriber",
                          "accounts.view_activity"}),
    ],
)  # fmt: skip
def test_each_role_may_what_it_should_and_no_more(cast: Any, site: Any, role: Role, may: set[str]) -> None:
    user = add_user("heron", PASSWORD, role=role)
    asked = ("watch.view_source", "watch.add_source", "press.sign_digest", "outreach.view_subscriber",
             "accounts.view_activity", "accounts.change_user")  # fmt: skip
    assert {deed for deed in asked if user.has_perm(deed)} == may
    rights = site["en"].permissions_for_user(user)
    assert rights.can_add_subpage()
    assert rights.can_publish_subpage() is (role is not Role.CONTRIBUTOR)


def test_the_log_is_read_in_the_readers_language_and_not_in_the_writers(cast: Any, site: Any, client: Client) -> None:
    client.force_login(add_user("wren", PASSWORD, role=Role.OPERATOR))
    with translation.override("fa"):
        site["en"].save_revision(user=cast.editor, changed=False, log_action=True)
        change_role(cast.junior, Role.EDITOR, cast.editor)
    activity.record(cast.editor, Deed.LOOK_ASKED, "A post", "accusation, private person")
    activity.record(cast.editor, Deed.PAGE, "A page", "words of an older desk")
    page = client.get(reverse("activity")).content.decode()
    for words in (">Edit<", ">editor<", "an accusation, names a private person", "words of an older desk"):
        assert words in page, words


def test_the_roles_are_explained_in_the_operators_language(cast: Any, client: Client) -> None:
    client.force_login(add_user("wren", PASSWORD, role=Role.OPERATOR))
    page = client.get(reverse("wagtailusers_users:add"), headers={"accept-language": "fa"}).content.decode()
    assert "Clips reports" not in page
    assert "پیش‌نویس" in page
