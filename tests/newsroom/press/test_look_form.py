"""The form in which a group sets its look: what it refuses, and what it says then."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.newsroom.press.look import colours
from interlink.newsroom.press.models import Account, DigestRhythm, SiteLook

EMPTY = {f"accounts-{end}_FORMS": "0" for end in ("TOTAL", "INITIAL")}
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.fixture
def form(cast: Any, client: Client) -> Callable[..., str]:
    """Fill the form in as a publisher, and return the page that comes of it."""
    client.force_login(cast.editor)
    address = reverse("wagtailsettings:edit", args=["press", "sitelook", SiteLook.load().pk])

    def fill(**fields: str) -> str:
        page = client.post(address, {"name": "", "logo": "", "accent": "", "paper": "", **EMPTY, **fields}, follow=True)
        return str(page.content.decode())

    return fill


def test_a_readable_look_is_kept_with_its_accounts(form: Callable[..., str]) -> None:
    accounts = {
        "accounts-TOTAL_FORMS": "1", "accounts-0-label": "Mastodon", "accounts-0-ORDER": "1", "accounts-0-id": "",
        "accounts-0-address": "https://social.example/@watch",
    }  # fmt: skip
    form(name="Coast Watch", accent=" #1F4F7A ", paper="#ffffff", **accounts)
    look = SiteLook.objects.get()
    assert (look.name, look.accent, look.paper) == ("Coast Watch", "#1f4f7a", "#ffffff")
    assert [one.label for one in Account.objects.all()] == ["Mastodon"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("accent", "red", "A colour is a number sign with six digits"),
        ("accent", "#ffee99", "a contrast of 1."),
        ("paper", "#202020", "4.5 to 1 is needed"),
        ("accent", "#b4532a", "a contrast of 4.3 to 1"),  # enough on the paper, not on its boxes
        ("accent", "#8c2f1b; } body { display:none", "at most 7 characters"),
    ],
)
def test_a_colour_that_not_everybody_can_read_is_refused_with_its_contrast(
    form: Callable[..., str], field: str, value: str, told: str
) -> None:
    page = form(name="Coast Watch", **{field: value})
    assert told in page
    assert 'value="Coast Watch"' in page  # nothing that was typed is lost
    assert not SiteLook.objects.exclude(**{field: ""}).exists()


def test_an_account_elsewhere_is_an_address(form: Callable[..., str]) -> None:
    account = {"accounts-TOTAL_FORMS": "1", "accounts-0-label": "X", "accounts-0-ORDER": "1", "accounts-0-id": ""}
    page = form(**account, **{"accounts-0-address": "javascript:alert(1)"})
    assert re.search(r"Enter a valid URL", page)
    assert not Account.objects.exists()


@pytest.mark.parametrize("setting", ["sitelook", "digestrhythm"])
def test_of_two_editors_at_once_the_second_is_told_and_loses_nothing(cast: Any, client: Client, setting: str) -> None:
    client.force_login(cast.editor)
    row = (SiteLook if setting == "sitelook" else DigestRhythm).load()
    address = reverse("wagtailsettings:edit", args=["press", setting, row.pk])
    name, lists = ("name", "accounts") if setting == "sitelook" else ("time_zone", "forms")
    (seen,) = re.findall(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    sent = {"seen": seen, f"{lists}-TOTAL_FORMS": "0", f"{lists}-INITIAL_FORMS": "0", "every": "1", "daily_hour": "7"}
    assert client.post(address, {**sent, name: "Europe/Paris"}).status_code == 302
    told = client.post(address, {**sent, name: "Europe/Berlin"}).content.decode()
    assert "Somebody changed this while you were writing." in told
    assert "Stored now: Europe/Paris" in told
    assert 'value="Europe/Berlin"' in told
    row.refresh_from_db()
    assert getattr(row, name) == "Europe/Paris"
    (seen,) = re.findall(r'name="seen" value="(\w+)"', told)
    assert client.post(address, {**sent, "seen": seen, name: "Europe/Berlin"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == "Europe/Berlin"


@settings(max_examples=60, derandomize=True)
@given(one=COLOURS, other=COLOURS)
def test_contrast_is_the_same_both_ways_and_a_dark_screens_colour_can_be_read(one: str, other: str) -> None:
    assert colours.contrast(one, other) == colours.contrast(other, one)
    assert 1 <= colours.contrast(one, other) <= 21
    assert colours.contrast(colours.on_dark(one), colours.DARK_PAPER) >= colours.NEEDED


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
