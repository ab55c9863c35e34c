"""Who may do what at the desk: each page and each right, for each role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.accounts.actions import add_user
from interlink.accounts.roles import Role
from interlink.newsroom.press import posts
from interlink.newsroom.press.models import FrontPage, SiteLook

Enter = Callable[[Any], Client]
ORDER = list(Role)
# The least role that a page is for.
PAGES = {
    "inbox": Role.CONTRIBUTOR,
    "clip_page": Role.CONTRIBUTOR,
    "alerts": Role.CONTRIBUTOR,
    "second_looks": Role.CONTRIBUTOR,
    "translations": Role.CONTRIBUTOR,
    "digests": Role.CONTRIBUTOR,
    "sources:index": Role.CONTRIBUTOR,
    "subjects:index": Role.CONTRIBUTOR,
    "wagtailadmin_account": Role.CONTRIBUTOR,
    "mfa_index": Role.CONTRIBUTOR,
    "usersessions_list": Role.CONTRIBUTOR,
    "sources:add": Role.EDITOR,
    "subjects:add": Role.EDITOR,
    "source_lists": Role.CONTRIBUTOR,
    "evidence:index": Role.EDITOR,
    "capture_pages": Role.EDITOR,
    "activity": Role.PUBLISHER,
    "subscribers:index": Role.PUBLISHER,
    "site_look": Role.PUBLISHER,
    "wagtailusers_users:index": Role.OPERATOR,
    "wagtailusers_users:add": Role.OPERATOR,
}
# What no page has, as somebody types it into an address; no page minds.
NONSENSE = {
    "p": "-1", "page": "abc", "at": "99999999", "q": "\x00\u202e<b>", "words": '"(*', "show": "nothing", "state": "x",
    "subject": "9" * 30, "outlet": "-1", "language": "xx", "age": "9" * 9, "mark": "x", "kind": "x", "folder": "9" * 30,
    "after": "9999-99-99", "from": "0000-00-00", "until": "9999-99-99", "order": "x", "ordering": "x", "o": "x",
    "who": "\x00", "what": "x", "in": "xx",
}  # fmt: skip
# The least role that has a right.
RIGHTS = {
    "watch.view_source": Role.CONTRIBUTOR,
    "watch.view_subject": Role.CONTRIBUTOR,
    "watch.change_source": Role.EDITOR,
    "watch.delete_subject": Role.EDITOR,
    "evidence.change_capture": Role.EDITOR,
    "press.change_publicsubject": Role.EDITOR,
    "press.sign_digest": Role.PUBLISHER,
    "press.change_sitelook": Role.PUBLISHER,
    "press.add_longexcerpt": Role.PUBLISHER,
    "outreach.view_subscriber": Role.PUBLISHER,
    "accounts.view_activity": Role.PUBLISHER,
    "accounts.change_user": Role.OPERATOR,
    "wagtailcore.add_locale": Role.OPERATOR,
}
# What only operators do.
TO_PEOPLE = ("take_out", "let_back", "forget_factors")


def address_of(name: str) -> str:
    if name == "site_look":
        return reverse("wagtailsettings:edit", args=["press", "sitelook", SiteLook.load().pk])
    return reverse(name)


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_the_pages_and_has_the_rights_that_it_should(
    cast: Any, site: Any, enter: Enter, role: Role
) -> None:
    user = add_user("heron", "a long password of hers", role=role)
    may = {name for name, least in RIGHTS.items() if ORDER.index(role) >= ORDER.index(least)}
    assert {name for name in RIGHTS if user.has_perm(name)} == may
    rights = site["en"].permissions_for_user(user)
    assert rights.can_add_subpage()
    assert rights.can_publish_subpage() is (role is not Role.CONTRIBUTOR)
    client = enter(user)
    seen = {name for name in PAGES if client.get(address_of(name), NONSENSE).status_code == 200}
    assert seen == {name for name, least in PAGES.items() if ORDER.index(role) >= ORDER.index(least)}


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR, Role.PUBLISHER])
def test_only_operators_look_after_people_and_nobody_publishes_as_a_contributor(
    cast: Any, new_item: Any, enter: Enter, role: Role
) -> None:
    client = enter(add_user("heron", "a long password of hers", role=role))
    for name in TO_PEOPLE:
        assert client.post(reverse(name, args=[cast.editor.pk])).status_code == 403
    cast.editor.refresh_from_db()
    assert cast.editor.is_active
    post = posts.draft(new_item(), cast.editor, timezone.now())
    read = client.get(reverse("second_look", args=[post.pk])).status_code
    assert read == (403 if role is Role.CONTRIBUTOR else 200)


@pytest.mark.parametrize("role", Role)
def test_only_operators_take_a_language_away_from_readers(cast: Any, site: Any, enter: Enter, role: Role) -> None:
    user = add_user("heron", "a long password of hers", role=role)
    rights = site["fa"].permissions_for_user(user)
    may = {rights.can_delete(), rights.can_unpublish(), rights.can_move(), rights.can_set_view_restrictions()}
    assert may == {role is Role.OPERATOR}
    assert rights.can_edit() is (role is not Role.CONTRIBUTOR)
    client = enter(user)
    for deed in ("unpublish", "delete"):
        many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", deed]) + f"?id={site['fa'].pk}&next=/desk/"
        client.post(many, {"include_descendants": "on"})
    assert FrontPage.objects.filter(pk=site["fa"].pk, live=True).exists() is (role is not Role.OPERATOR)


def test_a_new_desk_leads_to_what_readers_are_told_of_the_group(cast: Any, site: Any, enter: Enter) -> None:
    client = enter(cast.editor)
    home = reverse("wagtailadmin_home")
    told, look = (
        reverse("wagtailadmin_pages:edit", args=[site["en"].pk]),
        reverse("wagtailsettings:edit", args=["press", "sitelook"]),
    )
    FrontPage.objects.update(aims="")
    page = client.get(home).content.decode()
    assert f'href="{told}"' in page
    assert f'href="{look}"' in page
    assert client.get(look, follow=True).status_code == 200
    FrontPage.objects.update(aims="We follow the Fellowship.")
    assert f'href="{told}"' not in client.get(home).content.decode()
