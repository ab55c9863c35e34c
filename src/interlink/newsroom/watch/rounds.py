"""A round of watching: ask what is due, fetch it in parallel, read and store what has arrived.

Both functions yield as they go, so that a caller can show progress; whoever only wants
the work done exhausts them. A round that is killed is simply run again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from interlink.lib.fetch import PAGE, Answer, FetchError
from interlink.lib.fetch.parallel import Wanted, fetch_batches
from interlink.lib.names.spot import Spotter
from interlink.lib.reading.articles import Article, read_article
from interlink.lib.reading.errors import ReadingError
from interlink.lib.sentences import Sentence
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.watch import actions, asking, copies, kinds, queries, rules, taking
from interlink.newsroom.watch.asking import Announced, Heard, InTrouble, Unchanged
from interlink.newsroom.watch.models import Item, Kind, Source
from interlink.newsroom.watch.polling import actions as polling
from interlink.newsroom.watch.polling.rules import Trouble
from interlink.newsroom.watch.taking import Known, Seen
from interlink.newsroom.watch.websub import actions as websub

Clock = Callable[[], datetime]
AT_ONCE = 16
NOTHING_TO_READ = Sentence("This entry has neither an address nor a text.")
SOURCE_NOT_STORED = Sentence("Something that this source says cannot be stored.")
ARTICLE_NOT_STORED = Sentence("Something in this article cannot be stored.")
CANNOT_BE_STORED = (DataError, IntegrityError, ValueError)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """One source that was asked, and what came of it; `problem` is empty when all is well."""

    source: Source
    taken: actions.Taken
    problem: str


@dataclass(frozen=True, slots=True)
class Read:
    """One item whose article was fetched; `problem` is empty when it was read."""

    item: Item
    problem: str


def check_sources(sources: Iterable[Source], clock: Clock) -> Iterator[Checked]:
    """Ask each source, and take in what it announces."""
    with closing(asking.ask(sources)) as batches:
        for heard in batches:
            # Reading takes the time, so it comes before the transaction, which keeps others from writing.
            yield from _store_all(heard, clock())


def _store_all(heard: list[tuple[Source, Heard]], now: datetime) -> list[Checked]:
    """Store what several sources said in one transaction, since each commit waits for the disk."""
    news = taking.see((source, said.news.feed.entries) for source, said in heard if isinstance(said, Announced))
    try:
        with transaction.atomic():
            known = taking.look_up(news)
            return [Checked(source, _store_source(source, said, now, known), source.problem) for source, said in heard]
    except CANNOT_BE_STORED:
        return _store_each(heard, news, now)


def _store_each(heard: list[tuple[Source, Heard]], news: dict[int, list[Seen]], now: datetime) -> list[Checked]:
    """Store as `_store_all` does where something cannot be stored: each source with a point to fall back to."""
    checked = []
    with transaction.atomic():
        known = taking.look_up(news)
        for source, said in heard:
            source.refresh_from_db()
            try:
                with transaction.atomic():
                    taken = _store_source(source, said, now, known)
            except CANNOT_BE_STORED:
                log.exception("What %s announces cannot be stored", source.address)
                taken = actions.Taken()
                source.refresh_from_db()
                polling.note_trouble(source, Trouble.FAILING, SOURCE_NOT_STORED, now)
                known = taking.look_up(news)
            checked.append(Checked(source, taken, source.problem))
    return checked


def _store_source(source: Source, said: Heard, now: datetime, known: Known) -> actions.Taken:
    if isinstance(said, InTrouble):
        polling.note_trouble(source, said.trouble, said.problem, now, wait=said.wait)
        return actions.Taken()
    if said.moved_to:
        polling.follow_move(source, said.moved_to, now)
    if isinstance(said, Unchanged):
        # What was wrong with the answer before still is, but not what kept us from getting one.
        polling.note_answer(
            source, now, problem="" if source.failures else source.problem,
            validators=said.validators, wait=websub.rest(source, now), news=bool(said.moved_to),
        )  # fmt: skip
        return actions.Taken()
    source.answer_checksum = said.checksum
    feed = said.news.feed
    taken = actions.take_in(
        source, feed, said.validators, now, memory=dict(said.news.memory), known=known,
        whole=kinds.holds_whole_articles(source.kind), wait=websub.rest(source, now, actions.appeared(feed)),
    )  # fmt: skip
    if source.kind == Kind.FEED:
        websub.note_links(source, feed, said.headers)
    return taken


@dataclass(frozen=True, slots=True)
class _Unread:
    """Why a page gave no article, and whether trying again may help."""

    problem: str
    again: bool


class _Whole:
    """The item's text came with its entry; there is no page to fetch."""


_Page = Article | _Whole | _Unread


def read_items(items: Iterable[Item], clock: Clock) -> Iterator[Read]:
    """Fetch each item's page, store its article and spot the watched names."""
    by_key = {item.pk: item for item in items}
    if not by_key:
        return
    spotter = queries.spotter()
    with closing(_pages(by_key)) as batches:
        for batch in batches:
            now = clock()
            with transaction.atomic():
                copies.link([item for item, page in batch if _store_item(item, page, spotter, now)])
            yield from (Read(item, item.reading_problem) for item, _ in batch)


def _pages(by_key: dict[int, Item]) -> Generator[list[tuple[Item, _Page]], None, None]:
    """Yield each item with its page: first those that need no fetching, then the others as they arrive."""
    here = [item for item in by_key.values() if not item.address or kinds.holds_whole_articles(item.source.kind)]
    for start in range(0, len(here), AT_ONCE):
        some = here[start : start + AT_ONCE]
        yield [(item, _Whole() if item.text else _Unread(NOTHING_TO_READ, again=False)) for item in some]
    to_fetch = by_key.keys() - {item.pk for item in here}
    wanted = [Wanted(key=key, address=by_key[key].address, limits=PAGE) for key in sorted(to_fetch)]
    with closing(fetch_batches(wanted, door_rules(), user_agent=user_agent())) as batches:
        for batch in batches:
            yield [(by_key[key], _read(result)) for key, result in batch]


def _read(result: Answer | FetchError) -> Article | _Unread:
    if isinstance(result, FetchError):
        return _Unread(result.message, result.again)
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        return _Unread(*rules.status_problem(result.status))
    try:
        return read_article(result.body, address=result.address, charset=result.charset)
    except ReadingError as error:
        return _Unread(error.message, again=False)


def _store_item(item: Item, page: _Page, spotter: Spotter, now: datetime) -> bool:
    """Store what came of reading an item; tell whether it has a text now that may be a copy."""
    if not isinstance(page, _Unread):
        try:
            if isinstance(page, Article):
                return actions.store_article(item, page, spotter)
            actions.store_whole(item, spotter)
        except CANNOT_BE_STORED:
            log.exception("The article at %s cannot be stored", item.address)
            item.refresh_from_db()
            page = _Unread(ARTICLE_NOT_STORED, again=False)
        else:
            return True
    actions.note_unread(item, page.problem, spotter, now, again=page.again)
    return False
