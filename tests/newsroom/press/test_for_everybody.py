"""The public pages in a real browser: for everybody, on a narrow screen, in light and dark, and asking nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from chromium import flags, have_chromium
from django.test import Client
from playwright.sync_api import sync_playwright

from interlink.newsroom.press.bake import actions
from interlink.newsroom.press.bake.addresses import address_of
from interlink.newsroom.press.models import Correction, DigestPage, PostPage, Reply

PAGES = ("", "2026/", "2026/11/", "outlets/", "subjects/", "tags/", "about/", "digests/", "removed/", "corrections/",
         "library/", "subject/meridian-fellowship/")  # fmt: skip
PERSIAN_PAGES = ("", "2026/11/", "subjects/", "about/", "corrections/", "library/", "editions/")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
DARK_RULES = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
"""A dark screen changes the colours and nothing else."""
NARROW = 320


# Pages that are made for each reader and never baked, by the file that stands for each here.
BESIDE = {
    "/found.html": "/en/search/?q=homes",
    "/nothing.html": "/fa/search/?q=zeppelin",
    "/join.html": "/mail/join/fa/",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _one_of_each_other_kind(press: Any) -> PostPage:
    plain = {"body": "<h2>What we ask</h2><p>We ask the council to open its books.</p>"}
    press.post("letter", kind="letter", addressee="The council", signatories="Ida Marwick\nTomas Reyl", **plain)
    press.post("report", kind="report", report_year=2025, **plain)
    press.post("document", kind="document", first_published=date(2025, 5, 4), **plain)
    righted = press.post("righted", kind="article", **plain)
    righted.replies.add(Reply(asked="The Fellowship", deadline=date(2026, 11, 25), asked_on=date(2026, 11, 20)))
    righted.corrections.add(Correction(wrong="Twelve homes.", right="Fourteen.", material=True))
    righted.save()
    return righted


def test_every_kind_of_page_can_be_read_by_everybody_and_asks_nobody_else(everything, client: Client) -> None:
    righted = _one_of_each_other_kind(everything)
    post, capture = PostPage.objects.get(slug="one"), PostPage.objects.get(slug="two").capture
    addresses = ["/", "/404.html", *(f"/en/{page}" for page in PAGES), *(f"/fa/{page}" for page in PERSIAN_PAGES)]
    addresses += [address_of(one) for one in (*PostPage.objects.all(), *DigestPage.objects.all())]
    addresses += [f"/evidence/{capture.pk}/", "/en/tag/courts/", "/en/outlet/the-harbour-gazette/2026/", *BESIDE]
    assert not actions.bake_all().problems
    for place, address in BESIDE.items():
        made = client.get(address, headers={"host": "watch.example"})
        (everything.folder / place[1:]).write_bytes(made.content)
    dark = {"/", "/en/", address_of(post), address_of(righted), "/en/about/", f"/evidence/{capture.pk}/", *BESIDE}
    troubles: list[str] = []
    with served(everything.folder) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=have_chromium().path, args=flags())
        page = browser.new_page(viewport={"width": NARROW, "height": 640})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        axe = Axe()
        for address in addresses:
            for scheme in ("light", "dark") if address in dark else ("light",):
                page.emulate_media(color_scheme=scheme)
                answer = page.goto(base + address)
                assert answer is not None
                if answer.status != 200:
                    troubles.append(f"{address} answered {answer.status}")
                result = axe.run(page, options=DARK_RULES if scheme == "dark" else RULES)
                if result.violations_count:
                    troubles.append(f"{address} ({scheme}): {result.generate_report()}")
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > NARROW:
                    troubles.append(f"{address} is {width} px wide")
        browser.close()
    assert not troubles, "\n".join(troubles)
    assert {url for url in asked if not url.startswith(base + "/")} == set()
    assert any(url.endswith(".webp") for url in asked), "the picture came from the site itself"
