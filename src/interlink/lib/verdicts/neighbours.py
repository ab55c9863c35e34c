"""Other articles of a site, found on its front page: what they get as well says nothing of the one we look for.

A wall (a login, a consent page, a puzzle, a country that is left out, a server in trouble) stands in front of all of
them, and often of addresses that cannot exist, too. A page that tells of a removal stands in the removed one's place
alone.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.links import absolute
from interlink.lib.verdicts.received import NoAnswer, Page, Received

MOST = 2
_NAMES_AN_ARTICLE = re.compile(r"\d{3}|[^/-]-[^/-]+-|[^/_]_[^/_]+_|%[0-9A-F]{2}", re.IGNORECASE)
_NO_ARTICLE = re.compile(
    r"/(?:log-?in|sign-?in|register|account|subscri|abonn|privacy|terms|imprint|impressum|contact|about|search|tag|category|"
    r"author|help|feed|rss)(?:[/._?-]|$)",
    re.IGNORECASE,
)


def neighbours_of(front: Received | NoAnswer | None, address: str) -> tuple[str, ...]:
    """Return the addresses of other articles to compare with, those first that are built as the article's own is.

    Args:
        front: The answer to the request for the front page.
        address: The article's own address.
    """
    if not isinstance(front, Received) or front.status != 200:  # noqa: PLR2004 - OK
        return ()
    own, host, depth = address_key(address), host_of(front.address), _depth(address)
    ranked: dict[str, tuple[int, str]] = {}
    for link in Page(front).links:
        other = absolute(link, front.address)
        if other is None or host_of(other) != host or _NO_ARTICLE.search(other):
            continue
        key, path = address_key(other), urlsplit(other).path.rstrip("/")
        likeness = 2 * bool(_NAMES_AN_ARTICLE.search(path)) + (_depth(other) == depth)
        if likeness and path and key not in ranked and not f"{own}/".startswith(f"{key}/"):
            ranked[key] = (-likeness, other)
    return tuple(other for _, other in sorted(ranked.values(), key=lambda one: one[0])[:MOST])


def host_of(address: str) -> str:
    """Return the host of an address in the spelling that "www" and "m" make no difference to."""
    return re.split(r"[/?#]", address_key(address), maxsplit=1)[0]


def _depth(address: str) -> int:
    return len([part for part in urlsplit(address).path.split("/") if part])
