"""Going through the inbox with the keyboard alone, and clipping a page from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

CLIPPED = "Ich wusste nicht"


def test_an_editor_goes_through_the_inbox_by_keys(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    page = visit().page()
    sign_in(page, served, "editor", served.password)
    page.goto(f"{served.address}/desk/inbox/")
    stories = page.locator(".desk-story")
    expect(page.locator("html[data-desk-listens]")).to_be_attached()
    number, first, second = stories.count(), _headline(stories.nth(0)), _headline(stories.nth(1))

    page.keyboard.press("j")
    expect(stories.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(stories.nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(stories.nth(0).get_by_role("button", name=re.compile("^Not this")).first).to_be_focused()

    # Put aside, and on to the next one; then back.
    page.keyboard.press("i")
    _shows(page, number - 1)
    expect(stories.nth(0)).to_be_focused()
    assert _headline(stories.nth(0)) == second
    expect(_tab(page)).to_contain_text(str(number - 1))
    page.keyboard.press("u")
    _shows(page, number)
    assert _headline(stories.nth(0)) == first
    expect(stories.nth(0)).to_be_focused()

    # Two into one, and apart again.
    for key in "xjxm":
        page.keyboard.press(key)
    _shows(page, number - 1)
    expect(page.locator(".desk-story:focus")).to_have_count(1)
    page.keyboard.press("u")
    _shows(page, number)

    # No key counts while somebody writes.
    page.get_by_label("Words").fill("")
    page.get_by_label("Words").press("i")
    expect(stories).to_have_count(number)

    wanted = stories.filter(has_text=CLIPPED)
    wanted.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("o")
    opened.value.close()
    page.keyboard.press("c")
    page.wait_for_url("**/edit/")
    expect(page.locator("[name=title]")).to_have_value(re.compile(CLIPPED))


def _shows(page: Page, number: int) -> None:
    """Wait for a page with so many stories, and until its script listens."""
    expect(page.locator(".desk-story")).to_have_count(number)
    expect(page.locator("html[data-desk-listens]")).to_be_attached()


def _headline(story: Locator) -> str:
    return story.locator(".desk-headline").inner_text()


def _tab(page: Page) -> Locator:
    return page.locator(".desk-views [aria-current]")


def test_a_page_from_elsewhere_is_filled_in_while_the_editor_writes(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    page = visit().page()
    sign_in(page, served, "editor", served.password)
    address = served.outlet("courier") + "2026/11/housing-aid-office?edition=2"
    page.goto(f"{served.address}/desk/clip/?language=en&url={quote(address, safe='')}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    page.get_by_label("Place").fill("Kodravel")
    expect(page.locator("[data-desk-filled]")).to_contain_text("Byline", timeout=20_000)
    expect(page.locator("[name=title]")).to_have_value("Housing aid office opens its doors in Kodravel")
    expect(page.get_by_label("Place")).to_have_value("Kodravel")
    expect(page.locator("[name=excerpt]")).to_have_value(re.compile("Zenith Yard"))
    expect(page.locator("[data-desk-subjects]")).to_contain_text("Zenith Yard")
    expect(page.locator(".desk-count")).to_have_text("58 of 90 words")
    page.locator("[name=excerpt]").fill("word " * 92)
    expect(page.locator(".desk-count")).to_have_text("92 of 90 words: 2 too many")

    # Words selected on the same page later are at hand in the form, until they are taken over or put away.
    page.goto(f"{served.address}/desk/clip/?words=Nobody%20was%20turned%20away.&url={quote(address, safe='')}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    brought = page.locator("[data-desk-brought]")
    expect(brought).to_contain_text("Nobody was turned away.")
    brought.get_by_role("button", name="Add them to the excerpt").click()
    expect(page.locator("[name=excerpt]")).to_have_value(re.compile("Nobody was turned away.$"))
    brought.get_by_role("button", name="Put them away").click()
    expect(brought).to_have_count(0)
