"""The editor's way through the desk, from the inbox to a mailed digest, in a real browser."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

# Wagtail's pages cut off what does not fit, or let a list be scrolled in a box; the panels beside a form wait outside.
NOTHING_TOO_WIDE = """() => {
  document.querySelectorAll(".form-side").forEach((panel) => panel.remove());
  const lists = [...document.querySelectorAll("table.listing")].map((list) => list.parentElement);
  const boxes = [document.documentElement, document.querySelector("main"), ...lists];
  return boxes.every((box) => box.scrollWidth <= box.clientWidth);
}"""
AGENCY = "Court puts off ruling on the Meridian Fellowship’s land lease"
REFUSED = "خط هاتفي جديد لأقارب أعضاء جماعة ميريديان"


def test_an_editor_goes_from_the_inbox_to_a_mailed_digest(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None], patience: Callable[..., None]
) -> None:
    page = visit().page()
    sign_in(page, served, "editor", served.password)
    expect(page).to_have_title(re.compile("Meridian Watch"))
    expect(page.get_by_text("stories to decide")).to_be_visible()
    page.get_by_role("link", name="Go to the inbox").click()

    story = page.locator(".desk-story").filter(has_text=AGENCY)
    _the_agency_report_is_one_story(story, page)
    story.get_by_role("button", name=re.compile("^Clip")).first.click()

    page.wait_for_url("**/edit/")
    expect(page.locator("[data-desk-citation=whole]")).to_be_visible()
    page.get_by_label("Place").fill("Thornquay")
    page.get_by_label("Date of the report").fill("2026-11-12")
    _type(page, "comment", "The hearing was public; we were there.")
    # At once: the rich text editor has not yet handed the words to the form by itself. And the answer takes its time,
    # so that Wagtail's own saving would set out meanwhile, and be refused as outdated.
    _answer_late(page, 700)
    page.locator("button[name=action-publish]").first.dispatch_event("click")
    expect(page.get_by_role("status").filter(has_text="published")).to_be_visible(timeout=20_000)
    _answer_late(page, 0)

    post = page.get_by_role("link", name="View live").first.get_attribute("href")
    assert post is not None
    baked = served.desk.site / post.removeprefix(served.address).strip("/") / "index.html"
    patience(lambda: baked.is_file() and "we were there" in baked.read_text(), 20)
    page.goto(f"{served.address}/en/")
    page.get_by_role("link", name=AGENCY).click()
    expect(page.locator(".dateline")).to_contain_text("Thornquay")
    expect(page.get_by_text("The hearing was public; we were there.")).to_be_visible()

    _compile_edit_and_send(page, served)
    box = served.desk.outbox
    patience(lambda: len(_mails(box, AGENCY)) == 3, 20)
    assert len(_mails(box, "Two things to read this week.")) == 3


def _the_agency_report_is_one_story(story: Any, page: Page) -> None:
    expect(story).to_have_count(1)
    expect(story.locator(".desk-meta").first).to_contain_text("4 outlets")
    for language in ("English", "French", "Persian"):
        expect(story.locator(".desk-meta").first).to_contain_text(language)
    expect(story.locator(".desk-reports > li")).to_have_count(4)
    name = story.locator("mark").first
    why = "element => getComputedStyle(element, '::after').content"
    assert name.evaluate(why) == "none"
    name.hover()
    assert "The Meridian Fellowship: " in name.evaluate(why)
    page.mouse.move(0, 0)
    assert name.evaluate(why) == "none"
    name.focus()
    assert "The Meridian Fellowship: " in name.evaluate(why)


def _write(page: Page, field: str, words: str) -> None:
    """Write into a rich text field and wait until the form holds the words; they are handed over after a pause."""
    _type(page, field, words)
    expect(page.locator(f"input[name={field}]")).to_have_value(re.compile(re.escape(words)))


def _type(page: Page, field: str, words: str) -> None:
    editor = page.locator(f"[data-contentpath={field}] .public-DraftEditor-content")
    page.locator("body").press("Escape")  # closes what may be open over it
    editor.click()
    page.keyboard.type(words)


def _compile_edit_and_send(page: Page, served: Any) -> None:
    page.goto(f"{served.address}/desk/digest/")
    english = page.get_by_role("region", name="English", exact=True)
    expect(english).to_contain_text(AGENCY)
    english.get_by_role("button", name="Compile the digest").click()
    expect(english).to_contain_text("not signed off yet")
    english.get_by_role("link", name="Order, preview, time").click()
    page.get_by_role("link", name="Title and greeting").click()
    page.wait_for_url("**/edit/")
    # The page chooser of each entry is started by an inline script, which the policy lets through.
    expect(
        page.get_by_role("button", name="Choose another page").or_(page.locator(".chooser .chosen")).first
    ).to_be_visible()
    _write(page, "greeting", "Two things to read this week.")
    with page.expect_response(_saves) as saved:
        page.get_by_role("button", name="Save draft").click()
    assert saved.value.status < 400
    page.goto(f"{served.address}/desk/digest/")
    english.get_by_role("button", name="Sign off and send").click()
    expect(page.get_by_role("status").filter(has_text="on its way")).to_be_visible()


def _answer_late(page: Page, milliseconds: int) -> None:
    """Let the desk's answers take longer on their way."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    throughput = {"downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": milliseconds, **throughput})


def _saves(answer: Any) -> bool:
    """Tell whether this is the answer to saving the page, asked for or by itself."""
    return answer.request.method == "POST" and answer.url.endswith("/edit/")


def _mails(box: Path, words: str) -> list[Any]:
    if not box.is_dir():
        return []
    parse = BytesParser(policy=policy.default).parse
    mails = list(mailbox.Maildir(box, factory=parse))
    return [mail for mail in mails if words in mail["Subject"] or words in mail.get_body(("plain",)).get_content()]


def test_a_page_that_cannot_be_captured_holds_its_post_back(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    page = visit().page()
    sign_in(page, served, "editor", served.password)
    page.goto(f"{served.address}/desk/inbox/")
    page.get_by_role("button", name=f"Clip: {REFUSED}").click()
    page.wait_for_url("**/edit/")
    panel = page.locator("[data-desk-citation]")
    expect(panel).to_have_attribute("data-desk-citation", "failed")
    expect(panel).to_contain_text("403")

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="not published yet")).to_contain_text("no copy of the cited page")

    page.get_by_role("button", name="Capture again").press("Enter")
    expect(panel).to_have_attribute("data-desk-citation", "failed")
    expect(panel).to_contain_text("403")


def test_an_editor_can_read_the_desk_in_persian(
    served: Any, visit: Callable[..., Any], sign_in: Callable[..., None]
) -> None:
    page = visit(locale="fa").page()
    page.goto(f"{served.address}/desk/login/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#id_login").fill("editor")
    page.locator("#id_password").fill(served.password)
    page.locator(".login-form button[type=submit]").click()
    page.wait_for_url(f"{served.address}/desk/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.set_viewport_size({"width": 360, "height": 800})
    ours = ("/desk/", "/desk/inbox/", "/desk/digest/", "/desk/sources/")
    wagtails = ("/desk/pages/", "/desk/reports/site-history/", "/desk/users/", "/desk/groups/new/", "/desk/images/")
    for path in (*ours, *wagtails):
        page.goto(served.address + path)
        assert page.evaluate(NOTHING_TOO_WIDE), path
