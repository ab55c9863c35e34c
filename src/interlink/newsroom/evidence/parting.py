"""Getting what a captured page needs to be seen, within bounds, and telling of each part what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interlink.lib.fetch import PART, Answer, DoorRules, FetchError
from interlink.lib.fetch.gathering import Gathering
from interlink.lib.fetch.parallel import Wanted
from interlink.lib.reading.page_parts import RANKS, Kind, PagePart, base_of, page_tree, parts_of
from interlink.lib.reading.style_parts import parts_of_style
from interlink.lib.reading.videos import video_of
from interlink.lib.warc.exchange import Exchange
from interlink.newsroom.evidence.earlier import Earlier
from interlink.newsroom.evidence.exchanges import exchange_of
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.telling import Ledger
from interlink.newsroom.network import door_rules, user_agent

DEEPEST_IMPORT = 5
FOR_LATER = 0.25
"""The share of the places that is kept for what style sheets name, while they are not all in."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched for one page.

    Attributes:
        count: Parts asked for.
        size: Bytes of all parts together, as received.
        seconds: Time for all parts together.
        streams: Requests to one host at the same time.
        gap_seconds: Pause between two requests to one host.
    """

    count: int = 300
    size: int = 60_000_000
    seconds: float = 90.0
    streams: int = 4
    gap_seconds: float = 0.05


BOUNDS = Bounds()
TOO_MANY = "The page has more parts than are kept of one page."
TOO_LARGE = "The parts before it are as large as all parts of one page may be."
NO_TIME = "The time for the parts of one page was up."


def page_rules(bounds: Bounds = BOUNDS) -> DoorRules:
    """Return how the door behaves while one page is fetched for a person, as in a browser."""
    streams, gap = bounds.streams, bounds.gap_seconds
    return replace(door_rules(), per_host_streams=streams, gap_seconds=gap, obey_robots=False)


def is_page(answer: Answer) -> bool:
    """Whether an answer is a page that may have parts."""
    return "html" in (answer.media_type or "html")


def parts_named_by(answer: Answer) -> tuple[PagePart, ...]:
    """Find what a page names: in its markup, in the style written into it, and the poster of its video."""
    tree = page_tree(answer.body, charset=answer.charset) if is_page(answer) else None
    if tree is None:
        return ()
    named, styles = parts_of(tree, answer.address)
    base = base_of(tree, answer.address)
    found = list(named)
    for style in styles:
        found += parts_of_style(style, base)
    video = video_of(tree, answer.address)
    if video is not None:
        found += [PagePart(address, Kind.POSTER) for address in (video.poster,) if address]
        found += [PagePart(address, Kind.DATA) for address in (video.oembed,) if address]
    return tuple({part.address: part for part in reversed(found)}.values())[::-1]


def gather(capture: Capture, page: Answer, known: Earlier, bounds: Bounds) -> list[Answer]:
    """Fetch what a page needs to be seen, and store of each part what came of it.

    Robots.txt is not asked, as for the page itself: this is one visit for a person, like opening the page in a
    browser, and slower than a browser is.

    Args:
        capture: The row to tell of it.
        page: The page as received.
        known: What earlier captures hold.
        bounds: How much is fetched.

    Returns:
        What came, in the order in which it came; also answers that are errors.
    """
    with Ledger(capture, known) as ledger:
        return _Parts(ledger, bounds).gather(parts_named_by(page))


class _Parts:
    def __init__(self, ledger: Ledger, bounds: Bounds) -> None:
        self._ledger = ledger
        self._bounds = bounds
        self._answers: list[Answer] = []
        self._size = 0
        self._asked = 0
        self._depths: dict[str, int] = {}
        self._kinds: dict[str, Kind] = {}
        self._styles_open = 0
        self._held: list[PagePart] = []

    def gather(self, named: Iterable[PagePart]) -> list[Answer]:
        fresh = self._note(named, 0)
        if not fresh:
            return []
        with Gathering[str](
            page_rules(self._bounds), user_agent=user_agent(), seconds=self._bounds.seconds
        ) as gathering:
            self._ask(gathering, fresh)
            for address, result in gathering.answers():
                self._take(gathering, address, result)
                if self._size >= self._bounds.size:
                    break
        self._ledger.leave_these_out([part.address for part in self._held], TOO_MANY)
        self._ledger.leave_out(TOO_LARGE if self._size >= self._bounds.size else NO_TIME)
        return self._answers

    def _note(self, named: Iterable[PagePart], depth: int) -> list[PagePart]:
        """Note the parts that are new, the most needed first."""
        fresh = [part for part in named if part.address not in self._kinds]
        for part in fresh:
            self._kinds[part.address] = part.kind
            self._depths[part.address] = depth
        fresh.sort(key=lambda part: RANKS[part.kind])
        self._ledger.found(fresh)
        return fresh

    def _ask(self, gathering: Gathering[str], parts: Iterable[PagePart]) -> None:
        for part in parts:
            is_style = part.kind is Kind.STYLE
            places = self._bounds.count
            if (self._styles_open or is_style) and RANKS[part.kind] >= RANKS[Kind.ICON]:
                places -= int(places * FOR_LATER)
            if self._asked >= places:
                self._held.append(part)
                continue
            self._asked += 1
            self._styles_open += is_style
            gathering.add(Wanted(part.address, part.address, limits=PART, obey_robots=False), RANKS[part.kind])

    def _take(self, gathering: Gathering[str], address: str, result: Answer | FetchError) -> None:
        self._ledger.came(address, result)
        kind = self._kinds[address]
        if isinstance(result, Answer):
            self._size += len(result.wire_body)
            self._answers.append(result)
            if kind is Kind.STYLE and result.status < 400 and self._depths[address] < DEEPEST_IMPORT:  # noqa: PLR2004
                named = parts_of_style(result.body, result.address, charset=result.charset)
                self._ask(gathering, self._note(named, self._depths[address] + 1))
        if kind is Kind.STYLE:
            self._styles_open -= 1
            if not self._styles_open:
                held, self._held = self._held, []
                self._ask(gathering, held)


def exchanges_of(answers: Iterable[Answer]) -> tuple[Exchange, ...]:
    """Return parts as a web archive file keeps them."""
    return tuple(map(exchange_of, answers))
