"""A passkey, made and used in a real browser with an authenticator of its own (WebAuthn)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in(page: Page) -> None:
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_an_editor_makes_a_passkey_and_signs_in_with_it_alone(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    said = served.interlink("user", "add", "wren")
    password = re.search(r"^Password: (\S+)", said, re.MULTILINE)
    assert password is not None
    page = visit().page()
    plug_in(page)
    sign_in(page, served, "wren", password[1])
    page.goto(f"{served.address}/desk/security/factors/webauthn/add/")
    page.get_by_label("Password").fill(password[1])
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page).not_to_have_url(re.compile("/webauthn/add/"))

    page.context.clear_cookies()
    page.goto(f"{served.address}/desk/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{served.address}/desk/")
    page.goto(f"{served.address}/desk/security/factors/")
    expect(page.get_by_role("main")).to_contain_text("1 security key")
