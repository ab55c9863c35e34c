"""The reader's way through the public site, in English and Persian, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

OWN_NAMES = {"en": "English", "fa": "فارسی"}
ATOM = "{http://www.w3.org/2005/Atom}"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def fits(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(FITS), page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_reader_finds_every_kind_of_page(
    served: Any, visit: Callable[..., Any], language: str, scripts: bool
) -> None:
    reader = visit(java_script_enabled=scripts)
    page = reader.page()
    policies = set()
    page.on("response", lambda answer: policies.add(answer.headers.get("content-security-policy", "none")))

    page.goto(f"{served.address}/")
    page.get_by_role("link", name=OWN_NAMES[language], exact=True).click()
    expect(page).to_have_url(f"{served.address}/{language}/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "fa" else "ltr")
    front = page.url

    page.locator("main article, main .record").get_by_role("link").first.click()
    expect(page.locator("blockquote")).to_be_visible()
    if scripts:
        fits(page)
    page.locator("a[href*='/evidence/']").click()
    expect(page.locator("code").first).to_have_text(re.compile("^[0-9a-f]{64}$"))
    if scripts:
        fits(page)

    page.goto(front)
    page.locator("ul.months a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(front)
    page.locator(".lead a").first.click()
    expect(page.locator("main")).to_contain_text("گزیدهٔ هفتگی" if language == "fa" else "Weekly Digest")
    if scripts:
        fits(page)

    page.goto(front)
    assert page.locator("footer a[href$='/join/" + language + "/']").count() == 1
    page.locator("footer a[href$='/editions/']").click()
    expect(page.locator("pre")).to_be_visible()
    if scripts:
        fits(page)

    feed = page.request.get(f"{front}feed.atom")
    entries = ElementTree.fromstring(feed.body()).findall(f"{ATOM}entry")
    assert entries
    assert feed.headers["content-type"].startswith("application/atom+xml")

    assert reader.context.cookies() == []
    assert all("default-src 'none'" in policy and "unsafe" not in policy for policy in policies)
    assert all(address.startswith(served.address) for address in reader.asked)


def test_a_page_that_is_not_there_says_so(served: Any, visit: Callable[..., Any]) -> None:
    reader = visit()
    page = reader.page()
    answer = page.goto(f"{served.address}/en/2020/01/nothing/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    reader.troubles.clear()  # Chromium itself reports a 404 as an error
    assert reader.context.cookies() == []
