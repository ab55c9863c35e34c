"""A reader signs up by the form, confirms, and changes what comes: right to left, on a narrow screen."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from interlink.newsroom.outreach.signup.rules import proves

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
NARROW = {"width": 320, "height": 700}


def is_for_everybody(page: Page) -> None:
    result = Axe().run(page, options=RULES)
    assert not result.violations_count, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_a_reader_signs_up_and_changes_what_comes(
    served: Any, visit: Callable[..., Any], patience: Callable[..., None]
) -> None:
    reader = visit(viewport=NARROW, color_scheme="dark")
    page = reader.page()
    page.goto(f"{served.address}/fa/digests/")
    page.locator("footer").get_by_role("link", name="با نامه").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    is_for_everybody(page)
    page.locator("#email").fill("mina@reading.example")
    page.get_by_label("هشدار").check()
    proof = page.locator("input[name=proof]")
    expect(proof).not_to_have_value("")
    assert proves(page.locator("input[name=stamp]").input_value(), proof.input_value())
    page.get_by_role("main").get_by_role("button").click()
    if page.locator("#email").count():  # this machine was quicker than any person
        page.get_by_role("main").get_by_role("button").click(delay=1000)
    expect(page.get_by_role("heading", level=1)).to_have_text("به نامه‌هایتان نگاه کنید")
    is_for_everybody(page)

    def letters() -> list[str]:
        mails = [mail for mail in mailbox.Maildir(served.desk.outbox, create=True) if "mina@" in mail["To"]]
        return [mail.get_payload()[0].get_payload(decode=True).decode() for mail in mails]

    patience(letters)
    link = re.search(r"/mail/confirm/[^/\s]+/", letters()[0])
    assert link is not None
    page.goto(served.address + link[0])
    is_for_everybody(page)
    page.get_by_role("button", name="بله").click()
    page.get_by_role("link", name="تغییر آنچه").click()
    is_for_everybody(page)
    expect(page.get_by_label("هشدار")).to_be_checked()
    page.get_by_label("گزیدهٔ هفتگی").uncheck()
    page.get_by_role("button", name="ذخیره").click()
    expect(page.get_by_role("status")).to_have_text("ذخیره شد.")
    expect(page.get_by_label("گزیدهٔ هفتگی")).not_to_be_checked()
    page.get_by_role("button", name="مرا فراموش کنید").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("فراموش شدید")
    assert reader.context.cookies() == []


def test_without_scripts_a_form_that_comes_too_soon_is_kept_for_another_press(
    served: Any, visit: Callable[..., Any]
) -> None:
    page = visit(java_script_enabled=False).page()
    page.goto(f"{served.address}/mail/join/en/")
    page.get_by_label("Your mail address").fill("nora@reading.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("alert")).to_have_text("Please press the button once more.")
    expect(page.get_by_label("Your mail address")).to_have_value("nora@reading.example")
