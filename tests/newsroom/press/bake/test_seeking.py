"""Searching a copy of the site that lies on a server of files, in a real browser."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from chromium import flags, have_chromium
from playwright.sync_api import expect, sync_playwright

from interlink.newsroom.press.bake import actions


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def copy(press, settings) -> Iterator[str]:
    """The address of a copy of the site, on a server that knows nothing of us."""
    settings.INTERLINK_OFFLINE_SEARCH = True
    press.post(
        "harbour", title="<b>Harbour</b> closed", excerpt="The gates of the harbour & its <em>locks</em> are shut."
    )
    press.post("school", title="A school reopens", excerpt="Lessons begin again.")
    press.post("بندر", "fa", title="بندر بسته شد", excerpt="دروازه‌های بندر بسته است.")
    for number in range(11):
        press.post(f"many-{number}", title=f"Number {number}", excerpt="One of many ferries.")
    baked = actions.bake_all()
    assert baked.problems == ()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(press.folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_reader_searches_a_copy_in_the_browser(copy: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=have_chromium().path, args=flags())
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url))

        page.goto(f"{copy}/en/")
        page.get_by_role("searchbox").fill("gates")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("status")).to_have_text("Posts found: 1")
        # What looks like markup in a post stays text.
        expect(page.get_by_role("heading", name="<b>Harbour</b> closed")).to_be_visible()
        expect(page.locator("blockquote")).to_contain_text("harbour & its <em>locks</em>")
        expect(page.locator("blockquote mark").first).to_have_text("gates")
        assert "gates of" in page.locator("blockquote").text_content(), "the spaces around what is marked stay"
        assert all(address.startswith((copy, "blob:")) for address in asked)

        page.goto(f"{copy}/en/search/?q=ferries")
        expect(page.locator("article")).to_have_count(10)
        page.get_by_role("button", name="More posts").click()
        expect(page.locator("article")).to_have_count(11)
        expect(page.get_by_role("button", name="More posts")).to_be_hidden()

        page.goto(f"{copy}/fa/search/?q=بندر")
        page.locator("article a").click()
        expect(page.locator("h1")).to_have_text("بندر بسته شد")

        page.goto(f"{copy}/en/search/?q=zeppelin")
        expect(page.get_by_role("status")).to_have_text("Nothing was found.")
        assert errors == []
        browser.close()


def test_without_pagefind_the_bake_says_how_to_get_it(press, settings, monkeypatch) -> None:
    settings.INTERLINK_OFFLINE_SEARCH = True
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    problems = actions.bake_all().problems
    assert [problem.address for problem in problems] == ["/pagefind/"]
    assert "interlink[pagefind]" in problems[0].reason


def test_a_site_without_posts_is_no_problem(press: object, settings) -> None:
    settings.INTERLINK_OFFLINE_SEARCH = True
    assert actions.bake_all().problems == ()


def test_without_the_setting_nothing_is_left_of_it(press, settings) -> None:
    press.post("one")
    settings.INTERLINK_OFFLINE_SEARCH = True
    actions.bake_all()
    assert (press.folder / "pagefind" / "pagefind.js").is_file()
    settings.INTERLINK_OFFLINE_SEARCH = False
    actions.bake_all()
    assert not (Path(press.folder) / "pagefind").exists()
    assert not (press.folder / "en" / "search").exists()
