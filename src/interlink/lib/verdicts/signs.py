"""Signs of a removal on a page that came without an error: what it says, where it is, what else looks like it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from interlink.lib.names.normalise import fold
from interlink.lib.reading.addresses import address_key
from interlink.lib.verdicts import phrases, texts, walls
from interlink.lib.verdicts.findings import Reason, Why
from interlink.lib.verdicts.neighbours import host_of
from interlink.lib.verdicts.received import Captured, NoAnswer, Page, Received
from interlink.lib.verdicts.sentences import Said

FEW_WORDS = 60
LIKE = 0.8
THE_SAME = 0.95
_SHORT_PAGE = 250
_LEAST_OWN_WORDS = 5
_LEAST_FRONT_WORDS = 20


@dataclass(frozen=True, slots=True)
class Around:
    """What else the site answers, for when the article seems to be gone.

    Attributes:
        impossible: The answer to an address on the site that cannot exist.
        front: The answer to the site's front page.
        neighbours: The answers to other articles, which the front page links to; see `neighbours.neighbours_of`.
    """

    impossible: Received | NoAnswer | None = None
    front: Received | NoAnswer | None = None
    neighbours: tuple[Received | NoAnswer, ...] = ()


NOTHING_AROUND = Around()


def of_removal(captured: Captured, page: Page, around: Around) -> tuple[Reason, ...]:
    """Return the signs that the article was removed from a page which came without an error and does not show it."""
    told = walls.says_not_found(page, captured.title)
    if not told and _is_front_everywhere(captured, page, around):
        return ()
    signs = [Reason(Why.NOT_FOUND_WORDS, Said.HEADING_SAYS_SO)] if told else []
    where = _redirected_up(captured, page, around)
    if where is not None:
        signs.append(where)
    # A login or a site in trouble is the same at all addresses, too: others of the site have to show that it is not.
    if (signs or _serves_others(page, around)) and _like_impossible(page, around):
        signs.append(Reason(Why.LIKE_IMPOSSIBLE, Said.LIKE_IMPOSSIBLE))
    if not signs and _says_so_in_its_text(captured, page):
        signs.append(Reason(Why.NOT_FOUND_WORDS, Said.TEXT_SAYS_SO))
    return tuple(signs)


def _serves_others(page: Page, around: Around) -> bool:
    """Whether the site shows other articles while it shows this page in the place of ours."""
    return any(
        isinstance(one, Received) and one.status == 200 and not _alike(page, one, around)  # noqa: PLR2004 - OK
        for one in around.neighbours
    )


def _says_so_in_its_text(captured: Captured, page: Page) -> bool:
    """Whether a short text says that the article is not there; under the article's own title it has to be shorter."""
    title, paragraphs, _ = page.article
    titled = texts.normal(captured.title) == texts.normal(title) != ""
    told = " ".join(paragraphs) or page.shown[:4_000] if titled else page.shown[:4_000]
    most = FEW_WORDS if titled else _SHORT_PAGE
    # A title such as "Boy not found" is news, wherever it stands.
    said = fold(told).replace(fold(captured.title), " ") if captured.title else fold(told)
    return len(texts.words_of(told)) <= most and bool(phrases.NOT_FOUND.search(said))


def others_too(page: Page, around: Around) -> bool:
    """Whether other articles of the site get the same page, which says nothing of this one."""
    own = address_key(page.received.address)
    others = (one for one in around.neighbours if isinstance(one, Received) and address_key(one.asked) != own)
    return any(_alike(page, one, around) for one in others)


def _is_front_everywhere(captured: Captured, page: Page, around: Around) -> bool:
    """Whether the site shows the same page at every address, its front page's too."""
    front = around.front
    at_front = urlsplit(page.received.address).path in {"", "/"}
    was_front = urlsplit(captured.address).path in {"", "/"}
    if not isinstance(front, Received) or at_front or was_front:
        return False
    shown = Page(front).shown
    is_like = shown == page.shown or texts.likeness(page.shown, shown) >= THE_SAME
    return front.status == page.received.status and is_like


def _like_impossible(page: Page, around: Around) -> bool:
    """Whether the page is what the site shows for an address that cannot exist."""
    return isinstance(around.impossible, Received) and _alike(page, around.impossible, around)


def _alike(page: Page, other: Received, around: Around) -> bool:
    """Whether two addresses of the site show the same page.

    What the front page shows as well (the menu, the imprint) does not count, or a login page in the same frame
    would be like any other.
    """
    if other.status != page.received.status:
        return False
    if address_key(other.address) == address_key(page.received.address):
        return True
    frame = set(texts.words_of(Page(around.front).shown)) if isinstance(around.front, Received) else set()
    mine = set(texts.words_of(page.shown)) - frame
    if len(mine) < _LEAST_OWN_WORDS:
        return False  # a page that a script fills is the same everywhere before it runs
    theirs = set(texts.words_of(Page(other).shown)) - frame
    return len(mine & theirs) >= LIKE * len(mine | theirs)


def _redirected_up(captured: Captured, page: Page, around: Around) -> Reason | None:
    """The reason that the address leads to the front page, or to a page above the article, of the same site."""
    came = page.received
    if address_key(came.address) == address_key(captured.address) or host_of(came.address) != host_of(captured.address):
        return None
    if not _is_a_page_of_its_own(page, around):
        return None
    old = [part for part in urlsplit(captured.address).path.split("/") if part]
    new = [part for part in urlsplit(came.address).path.split("/") if part]
    if not old:
        return None
    if not new or (len(new) == 1 and len(new[0]) == 2):  # noqa: PLR2004 - a language: /fr/
        return Reason(Why.TO_FRONT_PAGE, Said.TO_FRONT_PAGE)
    if len(new) < len(old) and new == old[: len(new)]:
        return Reason(Why.TO_SECTION, Said.TO_SECTION)
    return None


def _is_a_page_of_its_own(page: Page, around: Around) -> bool:
    """Whether what came by a redirect is a front page or a section rather than a notice at its address."""
    front = around.front
    if not urlsplit(page.received.address).query or not isinstance(front, Received):
        return bool(around.neighbours) or len(texts.words_of(page.shown)) >= _LEAST_FRONT_WORDS
    return texts.likeness(page.shown, Page(front).shown) >= LIKE
