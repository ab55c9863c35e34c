"""What the desk asks of the people who sign in, and what it does not."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from interlink.accounts.actions import add_user
from interlink.accounts.models import User

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
    client.force_login(add_user("rowan", PASSWORD, operator=True))
    address = reverse("wagtailusers_users:add")
    page = client.get(address).content.decode()
    assert 'name="display_name"' in page
    assert not [name for name in ASKED_ELSEWHERE if f'name="{name}"' in page]
    new = {"username": "heron", "display_name": "Heron", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(address, new).status_code == 302
    person = User.objects.get(username="heron")
    assert (person.display_name, person.check_password(PASSWORD)) == ("Heron", True)
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert 'name="display_name"' in client.get(address).content.decode()
    assert client.post(address, {"username": "heron", "display_name": "Grey", "is_active": "on"}).status_code == 302
    person.refresh_from_db()
    assert (person.display_name, person.check_password(PASSWORD)) == ("Grey", True)
