"""Signing in: with a password, with a second factor, from several browsers, and by nobody else."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from interlink.accounts.actions import forget_factors
from interlink.accounts.models import Activity, Deed, User

PASSWORD = "a long password of hers"
THERE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Wrong guesses of other tests do not count."""
    cache.clear()


def sign_in(client: Client, name: str = "ida", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_password_leads_to_the_desk_and_a_wrong_one_says_so(cast: Any, client: Client) -> None:
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    page = sign_in(client, password="another one").content.decode()
    assert "not correct" in page
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert client.get(answer["Location"]).status_code == 200


def test_guessing_is_stopped_for_that_name_alone(cast: Any, client: Client) -> None:
    for _ in range(5):
        sign_in(client, password="a guess")
    assert "Too many" in sign_in(client).content.decode()
    assert sign_in(client, "jon", "a long password of his").status_code == 302


def test_with_an_app_set_up_the_password_alone_opens_nothing(cast: Any, client: Client) -> None:
    secret = TOTP.activate(cast.editor, "JBSWY3DPEHPK3PXP").instance.data["secret"]
    assert secret
    answer = sign_in(client)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert answer.status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_desk_that_asks_for_a_second_factor_lets_nobody_work_without(
    cast: Any, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.INTERLINK_SECOND_FACTOR_REQUIRED = True
    client = Client()  # the handler is made with these settings
    sign_in(client)
    assert client.get(reverse("inbox"))["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert page.status_code == 200
    assert "asks everybody" in page.content.decode()
    asked_again = client.get(reverse("mfa_activate_totp"))["Location"]
    assert client.get(asked_again).status_code == 200
    assert client.post(asked_again, {"password": PASSWORD}).status_code == 302
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert answer.status_code == 200
    assert Activity.objects.filter(who="ida", deed=Deed.FACTOR_ADDED).exists()
    assert client.get(reverse("inbox")).status_code == 200


def test_sessions_are_listed_without_addresses_and_ended_everywhere_else(cast: Any) -> None:
    here, there = Client(headers={"user-agent": "Here"}), Client(headers={"user-agent": THERE})
    for browser in (here, there):
        sign_in(browser)
        browser.get(reverse("wagtailadmin_home"))
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Windows" in page
    assert ">Here<" in page
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("wagtailadmin_home")).status_code == 200
    assert there.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_lost_phone_is_no_way_in_and_no_lock(cast: Any, client: Client) -> None:
    TOTP.activate(cast.editor, "JBSWY3DPEHPK3PXP")
    assert forget_factors(cast.editor, None) == 1
    assert not Authenticator.objects.filter(user=cast.editor).exists()
    assert sign_in(client)["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_up_and_nothing_goes_by_mail(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_closed_account_does_not_open(cast: Any, client: Client) -> None:
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    sign_in(client)
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_each_page_about_ones_factors_opens_also_with_a_passkey(cast: Any, client: Client) -> None:
    Authenticator.objects.create(
        user=cast.editor,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Blue key", "credential": {}},
        last_used_at=None,
    )
    client.force_login(cast.editor)
    for name in ("mfa_index", "mfa_list_webauthn", "usersessions_list"):
        assert client.get(reverse(name)).status_code == 200
    assert "Blue key" in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_at_the_desk_a_page_that_is_not_there_leads_back_to_the_desk(cast: Any, client: Client) -> None:
    client.force_login(cast.editor)
    for address in ("/desk/nothing/", "/desk/inbox/report/99999/", "/desk/pages/99999/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Back to the inbox" in answer.content.decode()
    assert client.get("/nothing/", follow=True).redirect_chain == [("/en/nothing/", 302)]


def test_a_form_that_is_too_old_says_what_to_do_and_readers_pages_take_nothing(cast: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor)
    answer = client.post(reverse("ignore", args=[1]))
    assert answer.status_code == 403
    assert "what you wrote is usually still there" in answer.content.decode()
    assert client.post("/en/").status_code == 405
