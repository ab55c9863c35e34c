"""Looking again at pages that their scripts fill: by a browser, and honestly without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from page_server import Pages

from interlink.lib.verdicts.findings import Verdict, Why
from interlink.lib.verdicts.judging import judge
from interlink.lib.verdicts.received import Captured, Received
from interlink.newsroom.evidence import checking, opening, queries, rules
from interlink.newsroom.evidence.models import Capture, Check

from .conftest import NOON

OPENING = "The council of the Fellowship has told its members in three coastal towns to sell their homes. "
REST = "A clerk at the land registry counted 14 sales in a month, most of them far below their worth. "
SHELL = b"""<!doctype html><html><head><title>Harbour Gazette</title><script src=/app.js></script></head>
<body><noscript>This site needs JavaScript.</noscript><p>We use cookies to count who reads us.</p><div id=root></div>
</body></html>"""
APP = b"""addEventListener("load", async () => {
  const answer = await fetch(`/data/${location.hash.slice(1)}.json`);
  const told = answer.ok ? await answer.json() : {title: "Page not found", text: ["The page is not there."]};
  document.title = told.title;
  root.innerHTML = `<article><h1>${told.title}</h1>${told.text.map((one) => `<p>${one}</p>`).join("")}</article>`;
});"""


def data(*paragraphs: str, title: str = "Homes for sale") -> bytes:
    told = ", ".join(f'"{one}"' for one in paragraphs)
    return f'{{"title": "{title}", "text": [{told}]}}'.encode()


def in_trouble(handler: Any, _ended: object) -> None:
    handler.wfile.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def filled(outlet: Pages, whole_capture: Callable[..., Capture]) -> Capture:
    """A page that its script fills by what stands after "#", as a browser captured it."""
    outlet.at |= {"/paper": SHELL, "/app.js": APP, "/data/homes.json": data(OPENING * 2, REST * 2)}
    outlet.at["/"] = b"<p>Welcome to the Harbour Gazette, the paper of the coast.</p>"
    capture = whole_capture(SHELL, address=outlet.address("/paper#homes"))
    text = f"{(OPENING * 2).strip()}\n\n{(REST * 2).strip()}"
    Capture.objects.filter(pk=capture.pk).update(by_browser=True, title="Homes for sale", text=text)
    return Capture.objects.get(pk=capture.pk)


@pytest.fixture
def with_browser(settings: Any, chromium: Path) -> None:
    settings.INTERLINK_BROWSER = str(chromium)


def look(hours: float = 0, turns: opening.Turns | None = None) -> list[Check]:
    found = checking.check(queries.whole_captures(), lambda: NOON + timedelta(hours=hours), turns=turns)
    return [one.check for one in found]


def whys(check: Check) -> set[str]:
    return {reason["why"] for reason in check.reasons}


def test_a_browser_sees_that_a_filled_page_is_unchanged_edited_or_gone(
    filled: Capture, outlet: Pages, with_browser: None
) -> None:
    (same,) = look()
    assert (same.verdict, same.text) == (Verdict.SAME, "")
    outlet.at["/data/homes.json"] = in_trouble
    (trouble,) = look(1)
    assert trouble.verdict == Verdict.UNKNOWN
    assert "503" in trouble.reasons[0]["words"]
    outlet.at["/data/homes.json"] = data(OPENING * 2, REST.replace("14", "40") * 2)
    (edited,) = look(2)
    assert edited.verdict == Verdict.EDITED
    assert "counted 40 sales" in edited.text
    del outlet.at["/data/homes.json"]
    (gone,) = look(3)
    assert (gone.verdict, Why.NOT_FOUND_WORDS in whys(gone)) == (Verdict.REMOVED_SOFTLY, True)


def test_without_a_browser_a_filled_page_is_unknown_and_says_what_it_needs(
    filled: Capture, outlet: Pages, settings: Any
) -> None:
    settings.INTERLINK_BROWSER = "off"
    for hours in (0, 12):
        (check,) = look(hours)
        assert (check.verdict, whys(check)) == (Verdict.UNKNOWN, {Why.NEEDS_SCRIPT})
        assert "no browser" in check.reasons[0]["words"]
    filled.refresh_from_db()
    assert filled.mark == "unknown"
    # A site that says in its status that the page is gone is believed, unless that page is a shell, too.
    del outlet.at["/paper"]
    (gone,) = look(24)
    assert gone.verdict == Verdict.REMOVED


def test_a_page_that_became_a_shell_is_not_taken_for_removed_though_another_address_shows_the_same(
    outlet: Pages, whole_capture: Callable[..., Capture], settings: Any
) -> None:
    settings.INTERLINK_BROWSER = "off"
    text = f"{OPENING * 2}\n\n{REST * 2}"
    capture = whole_capture(address=outlet.address("/homes"))
    Capture.objects.filter(pk=capture.pk).update(title="Homes for sale", text=text)

    def shell_anywhere(handler: Any, _ended: object) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        handler.wfile.write(head + f"Content-Length: {len(SHELL)}\r\n\r\n".encode() + SHELL)

    outlet.at["/homes"] = shell_anywhere
    outlet.at["/"] = b"<p>Welcome to the Harbour Gazette, the paper of the coast.</p>"
    (check,) = look()
    assert (check.verdict, outlet.asked) == (Verdict.UNKNOWN, ["/homes"])
    assert Why.NEEDS_SCRIPT in whys(check)


def test_what_a_round_has_no_browser_left_for_is_not_fetched_and_has_its_turn_in_the_next(
    filled: Capture, outlet: Pages
) -> None:
    assert look(turns=opening.Turns(pages=0)) == []
    assert outlet.asked == []
    due = queries.due_captures(NOON + timedelta(minutes=4))
    assert not due.exists()
    assert list(queries.due_captures(NOON + timedelta(minutes=5))) == [filled]


SAYS_SO = b"<!doctype html><title>Page not found</title><script src=/app.js></script><h1>Page not found</h1>"


@pytest.mark.parametrize(
    ("by_browser", "status", "body", "expected"),
    [
        (True, 404, SHELL, True),
        (True, 404, SAYS_SO, False),
        (True, 410, SHELL, False),
        (True, 403, SHELL, False),
        (False, 404, SHELL, False),
        (False, 200, SHELL, True),
        (False, 200, SAYS_SO, False),
    ],
)
def test_a_site_that_says_that_a_page_is_gone_is_believed_without_a_browser(
    by_browser: bool, status: int, body: bytes, expected: bool
) -> None:
    captured = Captured("https://gazette.example/homes", "Homes for sale", OPENING * 4, by_browser=by_browser)
    came = Received(captured.address, captured.address, status, (("Content-Type", "text/html"),), body)
    assert rules.only_a_browser_tells(captured, came, judge(captured, came)) is expected
