"""From any address to a source: find the feed, see what it has, and add it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from interlink.lib.fetch import FEED, PAGE, Answer, FetchError
from interlink.lib.fetch.parallel import Wanted, fetch_each
from interlink.lib.reading.discover import find_feeds
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import Feed, read_feed
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.watch.errors import AlreadyWatched, NoFeedFound
from interlink.newsroom.watch.models import Source

MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that was found and could be read."""

    address: str
    feed: Feed

    @property
    def name(self) -> str:
        """A name for the source: the feed's title, or else its host."""
        return (self.feed.title or urlsplit(self.address).hostname or self.address)[:200]


def find_feed(address: str) -> Candidate:
    """Return the feed at an address, or the first readable feed that the page there points to.

    Raises:
        NoFeedFound: nothing at the address could be read as a feed; the message says what was tried.
    """
    if "://" not in address:
        address = f"https://{address}"
    answer = _get(address)
    feed = _read(answer)
    if feed is not None:
        return Candidate(answer.permanent_address or answer.asked, feed)
    found = find_feeds(answer.body, address=answer.address, charset=answer.charset)[:MOST_CANDIDATES]
    wanted = [Wanted(key=place, address=one.address, limits=FEED) for place, one in enumerate(found)]
    results = dict(fetch_each(wanted, door_rules(), user_agent=user_agent()))
    for place in sorted(results):
        result = results[place]
        if isinstance(result, Answer) and result.status < 400 and (feed := _read(result)) is not None:  # noqa: PLR2004
            return Candidate(result.permanent_address or result.asked, feed)
    raise NoFeedFound(
        address,
        f"There is no feed at {address}, and its page points to none that can be read. "
        "Look on the site for a link named RSS, Atom or Feed, and give that address.",
    )


def _get(address: str) -> Answer:
    ((_, result),) = fetch_each([Wanted(key=0, address=address, limits=PAGE)], door_rules(), user_agent=user_agent())
    if isinstance(result, FetchError):
        raise NoFeedFound(address, str(result)) from result
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        raise NoFeedFound(
            address, f"{address} answered {result.status} {result.reason}. Check the address in a browser."
        )
    return result


def _read(answer: Answer) -> Feed | None:
    try:
        return read_feed(answer.body, address=answer.address, charset=answer.charset)
    except ReadingError:
        return None


def add_source(candidate: Candidate, *, name: str = "", language: str = "") -> Source:
    """Watch a feed from now on; its first check is due at once.

    Raises:
        AlreadyWatched: the feed is a source already.
    """
    source, created = Source.objects.get_or_create(
        address=candidate.address,
        defaults={
            "name": name or candidate.name,
            "site": candidate.feed.home or "",
            "language": language or candidate.feed.language or "",
        },
    )
    if not created:
        raise AlreadyWatched(candidate.address, f"{candidate.address} is watched already, as {source.name}.")
    return source
