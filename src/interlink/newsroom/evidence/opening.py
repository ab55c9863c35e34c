"""Looking again by a browser at pages that their scripts fill.

The page itself is fetched as any other. Then a browser opens what came, as it did for the capture, but without pictures
and fonts. What the page shows then is judged by the same rules. If something that its scripts asked for did not come,
what it shows says nothing but that the text is there: a paper whose own server is in trouble has removed nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interlink.lib.browser.errors import BrowserError
from interlink.lib.browser.running import Plan
from interlink.lib.browser.sources import Came, Event, Found
from interlink.lib.browser.visiting import Bounds, Seen, visit
from interlink.lib.fetch import Answer, FetchError
from interlink.lib.reading.links import same_site
from interlink.lib.reading.page_parts import Kind
from interlink.lib.sentences import Sentence
from interlink.lib.verdicts import judging, signs
from interlink.lib.verdicts.findings import Finding
from interlink.lib.verdicts.neighbours import neighbours_of
from interlink.lib.verdicts.received import Captured, NoAnswer, Page, Received
from interlink.newsroom.evidence import browsing, looking, rules
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.parting import page_rules
from interlink.newsroom.evidence.telling import the_site_answered
from interlink.newsroom.network import user_agent

BOUNDS = Bounds(count=150, size=30_000_000, seconds=45.0, load_seconds=15.0, tallest=0, only_text=True)
MOST_PAGES = 20
MOST_SECONDS = 240.0
_OF_A_PART = Sentence("%(address)s: %(words)s")
NOTHING_SHOWN = Sentence("The browser could not read the page.")
NOTHING_FILLED = Sentence("It put nothing into the page.")
_ERROR = 400
_NOT_THERE = (404, 410)

FetchEach = Callable[[list[str]], Iterable[Answer | FetchError]]


@dataclass(slots=True)
class Turns:
    """How many more pages a browser opens in one round, and until when."""

    pages: int = MOST_PAGES
    seconds: float = MOST_SECONDS
    _began: float = 0.0

    def take(self) -> bool:
        """Whether there is room for one more page; it is counted."""
        self._began = self._began or time.monotonic()
        if self.pages <= 0 or time.monotonic() - self._began >= self.seconds:
            return False
        self.pages -= 1
        return True


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser showed.

    Attributes:
        received: The page, as if a server had sent what the browser shows.
        lacking: What did not come, for a person; empty where all came.
    """

    received: Received
    lacking: str


def judge(capture: Capture, page: Answer, finding: Finding, fetch: FetchEach) -> tuple[Finding, Received]:
    """Say what has become of a page that only a browser can tell of, and what came of it.

    Args:
        capture: What was captured of it.
        page: The page as it came now.
        finding: What it tells without a browser.
        fetch: Gets other addresses of the site.
    """
    known = looking.captured_again(capture)
    try:
        planned = browsing.plan()
        shown = _open(page, planned)
        found = rules.as_filled(judging.judge(known, shown.received), shown.lacking)
        if judging.wants_again(found):
            again = _open(page, planned)
            settled = judging.judge(known, shown.received, again=again.received)
            found = rules.as_filled(settled, again.lacking)
        elif judging.wants_around(found):
            found = _around(known, shown, planned, fetch)
    except BrowserError as error:
        return rules.without_browser(known, finding, error.message), looking.received(page)
    return found, shown.received


def _around(known: Captured, shown: Shown, planned: Plan, fetch: FetchEach) -> Finding:
    """Have the browser open an address that cannot exist, the front page and two it links to, and judge again."""
    address = shown.received.asked
    opened = [
        _opened_too(one, planned)
        for one in fetch([looking.impossible_address(address), looking.front_address(address)])
    ]
    impossible, front = map(_came, opened)
    beside = [_opened_too(one, planned) for one in fetch(list(neighbours_of(front, address)))]
    around = signs.Around(impossible, front, tuple(map(_came, beside)))
    found = judging.judge(known, shown.received, around)
    # A site whose front page is not whole is in trouble at all its addresses.
    return rules.as_filled(found, next((one.lacking for one in opened if isinstance(one, Shown) and one.lacking), ""))


def _came(one: Shown | Received | NoAnswer) -> Received | NoAnswer:
    return one.received if isinstance(one, Shown) else one


def _opened_too(result: Answer | FetchError, planned: Plan) -> Shown | Received | NoAnswer:
    came = looking.came(result)
    if isinstance(result, FetchError) or isinstance(came, NoAnswer) or not rules.is_shell(came):
        return came
    return _open(result, planned)


def _open(page: Answer, planned: Plan) -> Shown:
    kinds: dict[str, Kind] = {}
    lacking, seen = "", Seen()
    for event in visit(page, planned, page_rules(), user_agent(), BOUNDS):
        if isinstance(event, Seen):
            seen = event
        elif isinstance(event, Found):
            kinds[event.part.address] = event.part.kind
        else:
            lacking = lacking or _lacking(page, event, kinds)
    lacking = lacking or seen.problem or ("" if seen.html else NOTHING_SHOWN)
    address = seen.address if seen.address.startswith(("http://", "https://")) else page.address
    received = Received(
        asked=page.asked,
        address=address,
        status=page.status,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=seen.html.encode("utf-8", "replace"),
        charset="utf-8",
        moved_to=page.permanent_address,
    )
    return Shown(received, lacking or _left_empty(page, received))


def _left_empty(page: Answer, shown: Received) -> str:
    """Say so where the script has put nothing into its shell, which is then the same at every address."""
    came = looking.received(page)
    return NOTHING_FILLED if rules.is_shell(came) and Page(came).shown == Page(shown).shown else ""


def _lacking(page: Answer, event: Event, kinds: dict[str, Kind]) -> str:
    """Say what did not come of a part that the page's text may depend on."""
    if not isinstance(event, Came):
        return ""
    kind = kinds.get(event.address)
    if kind is not Kind.DATA and not (kind is Kind.SCRIPT and same_site(event.address, page.address)):
        return ""
    result = event.result
    if isinstance(result, FetchError):
        return _OF_A_PART.about(address=event.address, words=result.message)
    # Data that is not there is how such a page says that the article is gone; a script of its own is not.
    gone = kind is Kind.DATA and result.status in _NOT_THERE
    is_there = result.status < _ERROR or gone
    return "" if is_there else _OF_A_PART.about(address=event.address, words=the_site_answered(result))
