"""A round of watching: ask what is due, fetch it in parallel, read and store what has arrived.

Both functions yield as they go, so that a caller can show progress; whoever only wants
the work done exhausts them. A round that is killed is simply run again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from interlink.lib.fetch import FEED, PAGE, Answer, FetchError, Validators
from interlink.lib.fetch.parallel import Wanted, fetch_batches
from interlink.lib.names.spot import Spotter
from interlink.lib.reading.articles import Article, read_article
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import Feed, read_feed
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.watch import actions, queries, rules
from interlink.newsroom.watch.models import Item, Source

Clock = Callable[[], datetime]
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
    """Fetch each source's feed and take in what it announces."""
    by_key = {source.pk: source for source in sources}
    wanted = [
        Wanted(
            key=source.pk, address=source.address, limits=FEED,
            validators=Validators(etag=source.etag or None, last_modified=source.last_modified or None),
        )
        for source in by_key.values()
    ]  # fmt: skip
    with closing(fetch_batches(wanted, door_rules(), user_agent=user_agent())) as batches:
        for batch in batches:
            # Reading takes the time, so it comes before the transaction, which keeps others from writing.
            heard = [(by_key[key], _hear(result)) for key, result in batch]
            yield from _store_all(heard, clock())


@dataclass(frozen=True, slots=True)
class _News:
    """A feed that was read, and the validators that came with it."""

    feed: Feed
    validators: Validators


class _Unchanged:
    """The source answered that nothing has changed."""


# What a source had to say; words say in what way it was of no use.
_Heard = _News | _Unchanged | str


def _hear(result: Answer | FetchError) -> _Heard:
    if isinstance(result, FetchError):
        return str(result)
    if result.unchanged:
        return _Unchanged()
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        return rules.status_problem(result.status)[0]
    try:
        feed = read_feed(result.body, address=result.address, charset=result.charset)
    except ReadingError as error:
        return str(error)
    return _News(feed, result.validators)


def _store_all(heard: list[tuple[Source, _Heard]], now: datetime) -> list[Checked]:
    """Store what several sources said in one transaction, since each commit waits for the disk."""
    with transaction.atomic():
        return [Checked(source, _store_source(source, said, now), source.problem) for source, said in heard]


def _store_source(source: Source, said: _Heard, now: datetime) -> actions.Taken:
    if isinstance(said, _Unchanged):
        actions.note_unchanged(source, now)
    elif isinstance(said, str):
        actions.note_failure(source, said, now)
    else:
        try:
            # Its own transaction is a savepoint here: a feed that cannot be stored takes back only itself.
            return actions.take_in(source, said.feed, said.validators, now)
        except (DataError, IntegrityError, ValueError):
            log.exception("What %s announces cannot be stored", source.address)
            actions.note_failure(source, "Something in this feed cannot be stored.", now)
    return actions.Taken()


def read_items(items: Iterable[Item], clock: Clock) -> Iterator[Read]:
    """Fetch each item's page, store its article and spot the watched names."""
    spotter = queries.spotter()
    by_key = {item.pk: item for item in items}
    wanted = [Wanted(key=item.pk, address=item.address, limits=PAGE) for item in by_key.values()]
    with closing(fetch_batches(wanted, door_rules(), user_agent=user_agent())) as batches:
        for batch in batches:
            found = [(by_key[key], _read(result)) for key, result in batch]
            now = clock()
            with transaction.atomic():
                for item, page in found:
                    _store_item(item, page, spotter, now)
            yield from (Read(item, item.reading_problem) for item, _ in found)


@dataclass(frozen=True, slots=True)
class _Unread:
    """Why a page gave no article, and whether trying again may help."""

    problem: str
    again: bool


def _read(result: Answer | FetchError) -> Article | _Unread:
    if isinstance(result, FetchError):
        return _Unread(str(result), result.again)
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        return _Unread(*rules.status_problem(result.status))
    try:
        return read_article(result.body, address=result.address, charset=result.charset)
    except ReadingError as error:
        return _Unread(str(error), again=False)


def _store_item(item: Item, page: Article | _Unread, spotter: Spotter, now: datetime) -> None:
    if isinstance(page, Article):
        try:
            actions.store_article(item, page, spotter)
        except (DataError, IntegrityError, ValueError):
            log.exception("The article at %s cannot be stored", item.address)
            item.refresh_from_db()
            page = _Unread("Something in this article cannot be stored.", again=False)
    if isinstance(page, _Unread):
        actions.note_unread(item, page.problem, spotter, now, again=page.again)
