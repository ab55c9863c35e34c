"""From any address to a source: find the kind that fits best, and see what it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.utils import timezone

from interlink.lib.fetch import FEED, PAGE, Answer, FetchError, Limits
from interlink.lib.fetch.parallel import Wanted, fetch_each
from interlink.lib.reading.discover import find_feeds
from interlink.lib.reading.errors import ExampleNotFound, ReadingError, RefusedFeed, RefusedSitemap
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.listings import guess, learn
from interlink.lib.reading.telegram import channel_page
from interlink.lib.sentences import Sentence
from interlink.newsroom.network import door_rules, mailboxes, user_agent
from interlink.newsroom.watch import kinds, rules
from interlink.newsroom.watch.errors import NothingFound
from interlink.newsroom.watch.kinds.listing.kind import PATTERN
from interlink.newsroom.watch.kinds.mailbox import kind as mailbox
from interlink.newsroom.watch.kinds.protocol import Memory, Target
from interlink.newsroom.watch.models import Kind, Source

MOST_CANDIDATES = 8
MOST_SITEMAPS = 4
USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source as it would be.

    Attributes:
        kind: how it would be read.
        address: what would be asked.
        feed: what it has now.
        memory: what its kind wants to remember, without what it has read already.
        warning: what a person should look at before saying yes; empty when nothing is doubtful.
    """

    kind: Kind
    address: str
    feed: Feed
    memory: Memory = field(default_factory=dict)
    warning: str = ""

    @property
    def name(self) -> str:
        """A name for the source: what it calls itself, or else its host."""
        return (self.feed.title or urlsplit(self.address).hostname or self.address)[:200]

    @property
    def latest(self) -> tuple[Entry, ...]:
        """Its five latest entries, for a look before saying yes."""
        return self.feed.entries[:5]


def look(address: str, example: str = "") -> Proposal:
    """Find the best way to watch an address, and see what is there now.

    In this order: a mailbox or a Telegram channel, told by the address; what is at the address; a feed that its page
    points to; a sitemap with dates; the links of the page itself, as an example article shows them or as they look.
    Nothing is asked of the database: this waits for the network alone. `adding.known_as` says whether it is a
    source already.

    Args:
        address: as a person types it; "https://" may be left out.
        example: the address of one article on the page at the address; then its links are what is watched.

    Raises:
        NothingFound: nothing there can be watched; the message says what was tried and what would help.
    """
    address = address.strip()
    if mailbox.is_mailbox(address):
        return _letters(address)
    if channel_page(address):
        return _channel(address)
    return _site(address if "://" in address else f"https://{address}", example.strip())


def learn_again(source: Source, example: str) -> Proposal:
    """Learn anew from an example what a page's links to articles look like; `adding.relearn` stores it.

    Raises:
        NothingFound: the page does not answer, or does not link to the example.
    """
    return _listing(_get(source.address), source.address, example)


def _letters(address: str) -> Proposal:
    try:
        news = mailbox.ask(Target(address), mailboxes(), door_rules())
    except FetchError as error:
        raise NothingFound(address, error.message) from error
    warning = "" if news.feed.entries else Sentence("There is no mail in this folder yet.")
    return Proposal(Kind.MAILBOX, mailbox.Place.of(address).address, news.feed, warning=warning)


def _channel(address: str) -> Proposal:
    answer = _get(kinds.WEB[Kind.TELEGRAM].place(address))
    try:
        feed = kinds.WEB[Kind.TELEGRAM].read(Target(address), answer).feed
    except ReadingError as error:
        raise NothingFound(address, error.message) from error
    return Proposal(Kind.TELEGRAM, channel_page(address) or address, feed)


def _site(address: str, example: str) -> Proposal:
    answer = _get(address)
    if example:
        return _listing(answer, answer.permanent_address or answer.asked, example)
    return (
        _read_as(Kind.FEED, answer)
        or _read_as(Kind.SITEMAP, answer)
        or _feed_of(answer)
        or _sitemap_of(answer, dated=True)
        or _guessed(answer)
        or _sitemap_of(answer, dated=False)
        or _nothing(address)
    )


def _nothing(address: str) -> Proposal:
    raise NothingFound(
        address,
        Sentence(
            "There is no feed or sitemap at %(address)s, its page points to none that can be read, and which of its "
            "links are articles cannot be told. Give the address of one article that the page links to, as an example.",
            address=address,
        ),
        example_helps=True,
    )


def _read_as(kind: Kind, answer: Answer) -> Proposal | None:
    """Read what an address gave as a kind of source, its further pages included; None when it is not that."""
    address = answer.permanent_address or answer.asked
    way, target = kinds.WEB[kind], Target(address, since=timezone.now() - rules.REACHES_BACK)
    try:
        news = way.read(target, answer)
    except (RefusedFeed, RefusedSitemap) as error:
        # It is one, and reading it could do harm: to look for another way would hide that.
        raise NothingFound(address, error.message) from error
    except ReadingError:
        return None
    if news.more:
        found = _get_some(news.more, way.limits)
        news = way.join(target, news, found)
        if not news.feed.entries:
            return None
    return Proposal(kind, address, news.feed)


def _feed_of(answer: Answer) -> Proposal | None:
    """Return the first feed with entries that a page points to, or else the first that can be read."""
    found = find_feeds(answer.body, address=answer.address, charset=answer.charset)[:MOST_CANDIDATES]
    return _best(Kind.FEED, [one.address for one in found], FEED, lambda feed: bool(feed.entries))


def _sitemap_of(answer: Answer, *, dated: bool) -> Proposal | None:
    robots = _get_some([urljoin(answer.address, "/robots.txt")], PAGE)
    named = [
        line.partition(":")[2].strip()
        for page in robots.values()
        if page is not None
        for line in page.body.decode("utf-8", "replace").splitlines()
        if line.lower().startswith("sitemap:")
    ]
    named.sort(key=lambda one: "news" not in one.lower())
    usual = [urljoin(answer.address, place) for place in USUAL_SITEMAPS]
    lately = timezone.now() - rules.REACHES_BACK

    def serves(feed: Feed) -> bool:
        return any(_is_late(entry, lately) for entry in feed.entries) if dated else bool(feed.entries)

    found = _best(Kind.SITEMAP, (named or usual)[:MOST_SITEMAPS], kinds.WEB[Kind.SITEMAP].limits, serves)
    return found if found is not None and serves(found.feed) else None


def _is_late(entry: Entry, since: datetime) -> bool:
    return any(time is not None and since <= time <= timezone.now() + timedelta(days=1)
               for time in (entry.published, entry.updated))  # fmt: skip


def _best(kind: Kind, addresses: Iterable[str], limits: Limits, serves: Callable[[Feed], bool]) -> Proposal | None:
    """Return the first of some addresses that serves, or else the first that can be read."""
    addresses = list(dict.fromkeys(addresses))
    answers = _get_some(addresses, limits)
    readable = None
    for address in addresses:
        answer = answers[address]
        try:
            found = _read_as(kind, answer) if answer is not None else None
        except NothingFound:  # one of several that could not be read
            found = None
        if found is not None and serves(found.feed):
            return found
        readable = readable or found
    return readable


def _guessed(answer: Answer) -> Proposal | None:
    pattern = guess(answer.body, address=answer.address, charset=answer.charset)
    if pattern is None:
        return None
    warning = Sentence(
        "This page has no feed. Its links that look like articles are watched. "
        "If these are not the articles, give the address of one as an example."
    )
    return _by_pattern(answer, answer.permanent_address or answer.asked, pattern.as_json(), warning)


def _listing(answer: Answer, address: str, example: str) -> Proposal:
    try:
        pattern = learn(answer.body, address=answer.address, example=example, charset=answer.charset)
    except ExampleNotFound as error:
        raise NothingFound(address, error.message, example_helps=True) from error
    return _by_pattern(answer, address, pattern.as_json(), "")


def _by_pattern(answer: Answer, address: str, pattern: str, warning: str) -> Proposal:
    memory = {PATTERN: pattern}
    feed = kinds.WEB[Kind.LISTING].read(Target(address, memory), answer).feed
    return Proposal(Kind.LISTING, address, feed, memory, warning)


def _get(address: str) -> Answer:
    ((_, result),) = fetch_each([Wanted(key=0, address=address, limits=FEED)], door_rules(), user_agent=user_agent())
    if isinstance(result, FetchError):
        raise NothingFound(address, result.message) from result
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        raise NothingFound(
            address,
            Sentence(
                "%(address)s answered %(answer)s. Check the address in a browser.",
                address=address,
                answer=f"{result.status} {result.reason}".strip(),
            ),
        )
    return result


def _get_some(addresses: Iterable[str], limits: Limits) -> dict[str, Answer | None]:
    wanted = [Wanted(key=address, address=address, limits=limits) for address in addresses]
    results = fetch_each(wanted, door_rules(), user_agent=user_agent())
    return {
        address: result if isinstance(result, Answer) and result.status < 400 else None  # noqa: PLR2004
        for address, result in results
    }
