"""A group with feeds of its own goes from `interlink init` to its first published post.

The commands are those of docs/first-ten-minutes.md, as they stand but for the ports. Its `make run`, which brings the
press along, is run in tests/docs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from walk import PATIENCE, TEN_MINUTES, Walk, a_free_port, commands


@pytest.fixture
def own_walk(tmp_path: Path, demo_press_server: Any) -> Walk:
    """The way to one's own feeds; the press that `make run` brings along is there already."""
    port = a_free_port()
    ports = {"8010": str(port), "8801": str(demo_press_server.running.port)}
    lines = [line for line in commands(TEN_MINUTES) if line != "make run"]
    for documented, free in ports.items():
        lines = [line.replace(documented, free) for line in lines]
    return Walk(tmp_path, lines, port)


@pytest.mark.timeout(2 * PATIENCE)
def test_a_group_publishes_its_first_post_from_its_own_source(
    own_walk: Walk, visit: Callable[..., Any], sign_in: Callable[..., None], patience: Callable[..., None]
) -> None:
    with own_walk.started() as own:
        own_walk.wait_until_up(own)
        password = re.search(r"Password: (\S+)", own_walk.printed)
        assert password is not None
        assert "Watching The Thornquay Courier" in own_walk.printed
        assert "watch     1 sources: 5 new items" in own_walk.printed
        assert "Sources    1 watched: 1 " in own_walk.printed
        assert "Our watch" in own_walk.read("/en/")[1]

        page = visit().page()
        sign_in(page, own_walk, "mira", password[1])
        title = _clip_and_publish(page)
        front = own_walk.folder / "my-desk" / "site" / "en" / "index.html"
        patience(lambda: front.is_file() and "/20" in front.read_text(), 20)
        page.goto(f"{own_walk.address}/en/")
        expect(page.get_by_role("link", name=title)).to_be_visible()

        own_walk.press_control_c(own)
    assert own.returncode == 0, own_walk.printed
    assert "Traceback" not in own_walk.printed


def _clip_and_publish(page: Page) -> str:
    page.get_by_role("link", name="Go to the inbox").click()
    page.get_by_role("button", name=re.compile("^Clip")).first.click()
    page.wait_for_url("**/edit/")
    expect(page.locator("[data-desk-citation=whole]")).to_be_visible(timeout=20_000)
    title = page.locator("#id_title").input_value()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible()
    return title
