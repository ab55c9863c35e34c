"""Accounts of the people who sign in."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from interlink.accounts.actions import EDITORS, add_user
from interlink.accounts.errors import NameTaken
from interlink.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_editor_signs_in_and_is_nothing_more() -> None:
    user = add_user("ida", "a long password of hers", display_name="Ida M.")
    assert authenticate(username="ida", password="a long password of hers") == user
    assert [group.name for group in user.groups.all()] == [EDITORS]
    assert not user.is_superuser
    assert not user.is_staff


def test_an_operator_may_do_everything() -> None:
    assert add_user("olga", "a long password of hers", operator=True).has_perm("watch.add_source")


def test_a_name_is_given_once_however_it_is_written() -> None:
    add_user("ida", "a long password of hers")
    with pytest.raises(NameTaken, match="IDA") as caught:
        add_user("IDA", "another long password")
    assert caught.value.name == "IDA"
    assert User.objects.filter(username__iexact="ida").count() == 1


@pytest.mark.parametrize("name", ["", "two words", "semi;colon", "x" * 200])
def test_a_name_that_cannot_be_one_is_refused_and_leaves_nothing(name: str) -> None:
    with pytest.raises(ValidationError):
        add_user(name, "a long password of hers")
    assert not User.objects.filter(username=name).exists()


def test_colleagues_see_the_display_name_or_else_the_user_name() -> None:
    assert User(username="ida", display_name="Ida M.").get_full_name() == "Ida M."
    assert User(username="ida").get_full_name() == "ida"
