"""An editor's way through the sources: many at once and undone, one by itself, and a look at a new address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def test_an_editor_looks_after_the_sources(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    page = visit().page()
    sign_in(page, served, "editor", served.password)
    page.goto(f"{served.address}/desk/sources/")
    rows = page.get_by_role("row").filter(has=page.get_by_role("checkbox"))
    number = rows.count()
    assert number > 2
    expect(page.get_by_role("img", name=re.compile("^Items a week")).first).to_be_visible()

    _pause_all_and_undo(page, number)

    page.get_by_role("rowheader").first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(page.get_by_role("cell").first).to_be_visible()
    page.get_by_label("Folder").fill("The coast")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()

    page.goto(f"{served.address}/desk/sources/?folder=The+coast")
    expect(rows).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 800})
    expect(rows).to_have_count(1)
    assert page.evaluate(WIDE)

    _look_at_a_front_page(page, served)


def _pause_all_and_undo(page: Page, number: int) -> None:
    page.get_by_label("All on this page").check()
    page.get_by_role("button", name="Pause", exact=True).click()
    done = page.get_by_role("status").filter(has_text="paused")
    expect(done).to_contain_text(f"{number} sources paused.")
    expect(page.locator(".desk-state-paused")).to_have_count(number)
    done.get_by_role("button", name="Undo").click()
    expect(page.locator(".desk-state-paused")).to_have_count(0)


def _look_at_a_front_page(page: Page, served: Any) -> None:
    page.goto(f"{served.address}/desk/sources/add/")
    page.get_by_label("Address").fill(served.outlet("courier"))
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("alert")).to_contain_text("is watched already")
    expect(page.get_by_role("alert")).to_have_attribute("dir", "auto")  # its words may be of another direction

    page.goto(f"{served.address}/desk/inbox/?show=all")
    article = page.locator("a[href*='courier.localhost']").first.get_attribute("href")
    assert article is not None
    page.goto(f"{served.address}/desk/sources/add/")
    page.get_by_label("Address").fill(served.outlet("courier"))
    page.get_by_text("The page has no feed?").click()
    page.get_by_label("An article of it, as an example").fill(article)
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("heading", name="Found: page with links")).to_be_visible()
    expect(page.get_by_role("button", name="Watch it")).to_be_visible()
    assert page.evaluate(WIDE)
