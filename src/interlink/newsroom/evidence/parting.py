"""Getting what a captured page needs to be seen, within bounds, and telling of each part what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from interlink.lib.fetch import PART, Answer, DoorRules, FetchError
from interlink.lib.fetch.gathering import Gathering
from interlink.lib.fetch.parallel import Wanted
from interlink.lib.reading.page_parts import RANKS, Kind, PagePart, base_of, page_tree, parts_of
from interlink.lib.reading.style_parts import parts_of_style
from interlink.lib.reading.videos import video_of
from interlink.lib.sentences import Sentence
from interlink.newsroom.evidence.telling import Ledger
from interlink.newsroom.network import door_rules, user_agent

STREAMS = 4
"""Requests to one host at the same time."""
GAP_SECONDS = 0.05
"""The pause between two requests to one host."""
DEEPEST_IMPORT = 5
UNTIL_SENT = 0.003
"""Seconds in which requests are sent, if nothing else is computed."""
FOR_LATER = 0.25
"""The share of the places that is kept for what style sheets name, while they are not all in."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched for one page.

    Attributes:
        count: Parts asked for.
        size: Bytes of all parts together, as received.
        seconds: Time for all parts together.
    """

    count: int = 300
    size: int = 60_000_000
    seconds: float = 90.0


BOUNDS = Bounds()
TOO_MANY = Sentence("The page has more parts than are kept of one page.")
TOO_LARGE = Sentence("The parts before it are as large as all parts of one page may be.")
NO_TIME = Sentence("The time for the parts of one page was up.")


def page_rules() -> DoorRules:
    """Return how the door behaves while one page is fetched for a person, as in a browser."""
    return replace(door_rules(), per_host_streams=STREAMS, gap_seconds=GAP_SECONDS, obey_robots=False)


def visiting(*, obey_robots: bool) -> Gathering[str]:
    """Return what fetches a page and then what it needs, over the same connections as far as they serve.

    Args:
        obey_robots: Whether robots.txt is asked for what does not say otherwise itself.
    """
    return Gathering(replace(page_rules(), obey_robots=obey_robots), user_agent=user_agent())


def is_page(answer: Answer) -> bool:
    """Whether an answer is a page that may have parts."""
    return "html" in (answer.media_type or "html")


def tree_of(answer: Answer) -> LexborHTMLParser | None:
    """Take a page apart; None for what is none."""
    return page_tree(answer.body, charset=answer.charset) if is_page(answer) else None


def parts_named_by(answer: Answer, tree: LexborHTMLParser | None) -> tuple[PagePart, ...]:
    """Find what a page names: in its markup, in the style written into it, and the poster of its video."""
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


class Parts:
    """Fetches what a page needs to be seen, and has stored of each part what came of it.

    Robots.txt is not asked, as for the page itself: this is one visit for a person, like opening the page in a
    browser, and slower than a browser is.

    Args:
        visit: Has fetched the page.
        ledger: Is told of it.
        bounds: How much is fetched.
    """

    def __init__(self, visit: Gathering[str], ledger: Ledger, bounds: Bounds) -> None:
        self._visit = visit
        self._ledger = ledger
        self._bounds = bounds
        self._answers: list[Answer] = []
        self._size = 0
        self._asked = 0
        self._depths: dict[str, int] = {}
        self._kinds: dict[str, Kind] = {}
        self._styles_open = 0
        self._held: list[PagePart] = []

    def ask(self, named: Iterable[PagePart]) -> None:
        """Have what the page names fetched, while the caller does something else."""
        self._name(named, 0)
        if self._asked:
            self._visit.give_way(UNTIL_SENT)

    def gather(self, keep: Callable[[Answer], object]) -> list[Answer]:
        """Take what comes, in the order in which it comes; also answers that are errors.

        What the ledger has not told by the end, the caller has it tell.

        Args:
            keep: Is called with each, while the next are on their way.
        """
        self._ledger.begin()
        for address, result in self._visit.answers(self._bounds.seconds, waiting=self._ledger.tell_in_time):
            self._take(address, result)
            if isinstance(result, Answer):
                keep(result)
            if self._size >= self._bounds.size:
                break
        if self._visit.is_waiting:
            self._visit.call_off()
        self._ledger.leave_these_out([part.address for part in self._held], TOO_MANY)
        self._ledger.leave_out(TOO_LARGE if self._size >= self._bounds.size else NO_TIME)
        return self._answers

    def _name(self, named: Iterable[PagePart], depth: int) -> None:
        """Ask for the parts that are new, the most needed first, and note them while they come."""
        fresh = [part for part in named if part.address not in self._kinds]
        for part in fresh:
            self._kinds[part.address] = part.kind
            self._depths[part.address] = depth
        fresh.sort(key=lambda part: RANKS[part.kind])
        self._ask(fresh)
        self._ledger.found(fresh)

    def _ask(self, parts: Iterable[PagePart]) -> None:
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
            self._visit.add(Wanted(part.address, part.address, limits=PART, obey_robots=False), RANKS[part.kind])

    def _take(self, address: str, result: Answer | FetchError) -> None:
        self._ledger.came(address, result)
        kind = self._kinds[address]
        if isinstance(result, Answer):
            self._size += len(result.wire_body)
            self._answers.append(result)
            if kind is Kind.STYLE and result.status < 400 and self._depths[address] < DEEPEST_IMPORT:  # noqa: PLR2004
                named = parts_of_style(result.body, result.address, charset=result.charset)
                self._name(named, self._depths[address] + 1)
        if kind is Kind.STYLE:
            self._styles_open -= 1
            if not self._styles_open:
                held, self._held = self._held, []
                self._ask(held)
