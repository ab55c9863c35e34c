"""An editor's way through an alias book, by keyboard: why a mention counts, "not this", undo, a suggestion taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def press(button: Locator) -> None:
    button.focus()
    expect(button).to_be_focused()
    button.press("Enter")


def test_an_editor_keeps_the_alias_book(served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]) -> None:
    page = visit().page()
    sign_in(page, served, "editor", served.password)
    page.goto(f"{served.address}/desk/inbox/?show=all")
    press(page.locator("details.desk-names summary").first)
    nots = page.get_by_role("button", name=re.compile("^Not this:"))
    expect(nots.first).to_be_visible()
    told = nots.first.get_attribute("aria-label")
    press(nots.first)
    done = page.get_by_role("status").filter(has_text="from now on")
    expect(done).to_be_visible()
    press(done.get_by_role("button", name="Undo"))
    expect(page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    press(page.locator("details.desk-names summary").first)
    assert nots.first.get_attribute("aria-label") == told

    _take_a_suggestion(page, served)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(FITS)


def _take_a_suggestion(page: Page, served: Any) -> None:
    page.goto(f"{served.address}/desk/subjects/")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Latest mentions")).to_be_visible()
    offers = page.get_by_role("checkbox")
    offers.first.focus()
    offers.first.press("Space")
    wanted = offers.first.get_attribute("value")
    assert wanted is not None
    press(page.get_by_role("button", name="Add the ticked ones"))
    expect(page.get_by_role("rowheader", name=wanted, exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="suggested")).to_be_visible()
