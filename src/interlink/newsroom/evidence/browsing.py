"""Having a browser look at a page that is being captured: live where it needs script, else from what was received.

A capture never fails for want of a browser. What one could not do is said among the capture's facts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from interlink.lib.browser.errors import BrowserError
from interlink.lib.browser.installed import find_browser, version_of
from interlink.lib.browser.running import Plan
from interlink.lib.browser.sources import Came, Event, Found
from interlink.lib.browser.visiting import Bounds, Seen, draw, visit
from interlink.lib.fetch import Answer
from interlink.lib.reading.page_parts import PagePart
from interlink.lib.sentences import Sentence, kept
from interlink.newsroom.evidence.contents import Content, content_of
from interlink.newsroom.evidence.earlier import Earlier
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.parting import page_rules, tree_of
from interlink.newsroom.evidence.rules import has_script, is_empty
from interlink.newsroom.evidence.telling import Ledger
from interlink.newsroom.network import user_agent

BOUNDS = Bounds()
DRAWING = Bounds(seconds=30.0, load_seconds=10.0)
SECONDS_BETWEEN_WRITES = 0.7
TRIAL = "http://trial.invalid/"
NOT_IN_TIME = Sentence("It did not come while the page was open.")


@dataclass(frozen=True, slots=True)
class Looked:
    """What a browser brought.

    Attributes:
        live: Whether it opened the page itself; else it only drew what we had received.
        parts: What it asked for and got, where it was live.
        content: What the page says once its scripts have run; None where that is not known.
        picture: Of the page, as PNG; empty where there is none.
        facts: Which browser, and what it could not do, for the capture's row.
    """

    live: bool = False
    parts: tuple[Answer, ...] = ()
    content: Content | None = None
    picture: bytes = b""
    facts: dict[str, Any] | None = None


def plan() -> Plan:
    """Return how this desk starts a browser.

    Raises:
        NoBrowser: It has none.
    """
    return Plan(find_browser(settings.INTERLINK_BROWSER), sandbox=settings.INTERLINK_BROWSER_SANDBOX)


def wants_browser(capture: Capture, tree: LexborHTMLParser | None, content: Content) -> bool:
    """Whether a page is to be opened by a browser: somebody asked for it, or it came out empty without."""
    return capture.by_browser or (is_empty(content.text) and has_script(tree))


def look(capture: Capture, page: Answer, known: Earlier) -> Looked:
    """Open a page with its scripts on, and store of each part what came of it.

    Args:
        capture: The row to tell of it.
        page: The page as received; it is not asked for again.
        known: What earlier captures hold.
    """
    try:
        planned = plan()
        seen = _told(capture, known, visit(page, planned, page_rules(), user_agent(), BOUNDS))
    except BrowserError as error:
        return Looked(facts={"problem": kept(error.message)})
    shown = _as_seen(page, seen.html)
    content = content_of(shown, tree_of(shown)) if seen.html else None
    return Looked(True, seen.answers, content, seen.picture, _facts(planned, seen))


def can_draw() -> bool:
    """Whether this desk has a browser to draw with."""
    try:
        plan()
    except BrowserError:
        return False
    return True


def picture(page: Answer, parts: tuple[Answer, ...]) -> Looked:
    """Draw a page from what was received of it, with its scripts off."""
    try:
        planned = plan()
    except BrowserError:
        return Looked()
    try:
        seen = draw(page, parts, planned, DRAWING)
    except BrowserError as error:
        return Looked(facts={"problem": kept(error.message)})
    return Looked(picture=seen.picture, facts=_facts(planned, seen))


def trial() -> Seen:
    """Draw a page of our own, to see whether the browser works here."""
    now = timezone.now()
    head = ("Content-Type", "text/html")
    page = Answer(TRIAL, TRIAL, 200, "OK", "HTTP/1.1", (head,), (), b"", b"<p>Interlink", (), now, 0.0)
    try:
        return draw(page, (), plan(), DRAWING)
    except BrowserError as error:
        return Seen(problem=error.message)


def _facts(planned: Plan, seen: Seen) -> dict[str, Any]:
    facts = {"version": version_of(planned.program), "problem": kept(seen.problem)}
    return {name: value for name, value in facts.items() if value}


def _as_seen(page: Answer, html: str) -> Answer:
    """Return the answer that a server would have given that sends what the browser shows."""
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return replace(page, headers=headers, body=html.encode("utf-8", "replace"))


def _told(capture: Capture, known: Earlier, events: Iterator[Event | Seen]) -> Seen:
    seen = Seen()
    with Ledger(capture, known) as ledger:
        teller = _Teller(ledger)
        for event in events:
            if isinstance(event, Seen):
                seen = event
            else:
                teller.hear(event)
        teller.tell()
        ledger.leave_out(seen.problem or NOT_IN_TIME)
    return seen


class _Teller:
    """Hands on what happens, some at a time: a page may name ten thousand parts one by one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[str, PagePart] = {}
        self._left_out: dict[str, list[str]] = {}
        self._told_at = time.monotonic()

    def hear(self, event: Event) -> None:
        if isinstance(event, Found):
            self._found[event.part.address] = event.part
        elif isinstance(event, Came):
            if event.address in self._found:
                self.tell()
            self._ledger.came(event.address, event.result)
        else:
            self._left_out.setdefault(event.why, []).append(event.address)
        if time.monotonic() - self._told_at >= SECONDS_BETWEEN_WRITES:
            self.tell()

    def tell(self) -> None:
        self._ledger.found(self._found.values())
        for why, addresses in self._left_out.items():
            self._ledger.leave_these_out(addresses, why)
        self._found, self._left_out, self._told_at = {}, {}, time.monotonic()
