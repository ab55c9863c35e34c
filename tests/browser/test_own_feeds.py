"""A group with feeds of its own goes from `interlink init` to its first published post."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from interlink.project.desk import Desk


def test_a_group_publishes_its_first_post_from_its_own_source(
    served: Any,
    own_desk: tuple[Desk, int],
    serve: Callable[..., Any],
    visit: Callable[..., Any],
    sign_in: Callable[..., None],
    patience: Callable[..., None],
) -> None:
    desk, port = own_desk
    _allow(desk, served.press)
    mine = type(served)(desk, f"http://localhost:{port}", served.press)

    password = re.search(r"Password: (\S+)", mine.interlink("user", "add", "mara", "--operator"))
    assert password is not None
    mine.interlink("subject", "add", "The Meridian Fellowship", "--alias", "Meridian Fellowship")
    added = mine.interlink("source", "add", served.outlet("courier"))
    assert "Watching The Thornquay Courier" in added
    watched = mine.interlink("watch")
    assert "1 sources" in watched

    with serve(desk, port, served.press):
        page = visit().page()
        sign_in(page, mine, "mara", password[1])
        page.get_by_role("link", name="Go to the inbox").click()
        page.get_by_role("button", name=re.compile("^Clip")).first.click()
        page.wait_for_url("**/edit/")
        expect(page.locator("[data-desk-citation=whole]")).to_be_visible()
        title = page.locator("#id_title").input_value()
        page.get_by_role("button", name="More actions").click()
        page.get_by_role("button", name="Publish", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()
        front = desk.site / "en" / "index.html"
        patience(lambda: front.is_file() and "/20" in front.read_text(), 20)
        page.goto(f"{mine.address}/en/")
        expect(page.get_by_role("link", name=title)).to_be_visible()


def _allow(desk: Desk, press: int) -> None:
    """Let this desk fetch from the demo press, which stands in for the open web."""
    told = desk.settings_file.read_text()
    desk.settings_file.write_text(told.replace("[watch]\n", f'[watch]\nallowed_loopback = ["*.localhost:{press}"]\n'))
