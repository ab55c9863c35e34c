"""Accounts of the people who sign in."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.test import Client

from interlink.accounts.actions import add_user, change_role, close_account, end_sessions, reopen_account
from interlink.accounts.errors import LastOperator, NameTaken
from interlink.accounts.models import User
from interlink.accounts.roles import GROUPS, Role, role_of

pytestmark = pytest.mark.django_db
PASSWORD = "a long password of hers"


def test_an_editor_signs_in_and_is_nothing_more() -> None:
    user = add_user("ida", PASSWORD, display_name="Ida M.")
    assert authenticate(username="ida", password=PASSWORD) == user
    assert [group.name for group in user.groups.all()] == [GROUPS[Role.EDITOR]]
    assert not user.is_superuser
    assert not user.is_staff


def test_an_operator_may_do_everything() -> None:
    assert add_user("olga", PASSWORD, role=Role.OPERATOR).has_perm("watch.add_source")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_the_only_one_whatever_was_before(role: Role) -> None:
    add_user("olga", PASSWORD, role=Role.OPERATOR)
    user = add_user("ida", PASSWORD, role=Role.OPERATOR)
    for one in (*Role, role):
        change_role(user, one, None)
        assert role_of(User.objects.get(pk=user.pk)) is one
    assert user.groups.count() == (0 if role is Role.OPERATOR else 1)
    assert user.is_superuser is (role is Role.OPERATOR)


def test_the_only_operator_stays_one_and_stays_in() -> None:
    olga = add_user("olga", PASSWORD, role=Role.OPERATOR)
    with pytest.raises(LastOperator):
        change_role(olga, Role.EDITOR, None)
    with pytest.raises(LastOperator):
        close_account(olga, None)
    assert role_of(User.objects.get(pk=olga.pk)) is Role.OPERATOR
    add_user("otto", PASSWORD, role=Role.OPERATOR)
    close_account(olga, None)
    assert not User.objects.get(pk=olga.pk).is_active


def test_whoever_is_taken_out_is_out_at_once_and_can_be_let_back() -> None:
    ida = add_user("ida", PASSWORD)
    browser, other = Client(), Client()
    browser.force_login(ida)
    other.force_login(add_user("olga", PASSWORD))
    close_account(ida, None)
    assert "_auth_user_id" not in browser.session
    assert "_auth_user_id" in other.session
    assert authenticate(username="ida", password=PASSWORD) is None
    reopen_account(ida, None)
    assert authenticate(username="ida", password=PASSWORD) == ida
    assert end_sessions(ida) == 0


def test_a_name_is_given_once_however_it_is_written() -> None:
    add_user("ida", PASSWORD)
    with pytest.raises(NameTaken, match="IDA") as caught:
        add_user("IDA", "another long password")
    assert caught.value.name == "IDA"
    assert User.objects.filter(username__iexact="ida").count() == 1


@pytest.mark.parametrize("name", ["", "two words", "semi;colon", "x" * 200])
def test_a_name_that_cannot_be_one_is_refused_and_leaves_nothing(name: str) -> None:
    with pytest.raises(ValidationError):
        add_user(name, PASSWORD)
    assert not User.objects.filter(username=name).exists()


def test_colleagues_see_the_display_name_or_else_the_user_name() -> None:
    assert User(username="ida", display_name="Ida M.").get_full_name() == "Ida M."
    assert User(username="ida").get_full_name() == "ida"
