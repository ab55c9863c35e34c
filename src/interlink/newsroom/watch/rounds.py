"""A round of watching: ask what is due, fetch it in parallel, store it one by one.

Both functions yield as they go, so that a caller can show progress; whoever only wants
the work done exhausts them. A round that is killed is simply run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from interlink.lib.fetch import FEED, PAGE, Answer, FetchError, Validators
from interlink.lib.fetch.parallel import Wanted, fetch_each
from interlink.lib.names.spot import Spotter
from interlink.lib.reading.articles import read_article
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import read_feed
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.watch import actions, queries, rules
from interlink.newsroom.watch.models import Item, Source

Clock = Callable[[], datetime]


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
    for key, result in fetch_each(wanted, door_rules(), user_agent=user_agent()):
        source, now = by_key[key], clock()
        if isinstance(result, FetchError):
            actions.note_failure(source, str(result), now)
            yield Checked(source, actions.Taken(), source.problem)
        else:
            yield Checked(source, _take_answer(source, result, now), source.problem)


def _take_answer(source: Source, answer: Answer, now: datetime) -> actions.Taken:
    if answer.unchanged:
        actions.note_unchanged(source, now)
        return actions.Taken()
    if answer.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        actions.note_failure(source, rules.status_problem(answer.status)[0], now)
        return actions.Taken()
    try:
        feed = read_feed(answer.body, address=answer.address, charset=answer.charset)
    except ReadingError as error:
        actions.note_failure(source, str(error), now)
        return actions.Taken()
    return actions.take_in(source, feed, answer.validators, now)


def read_items(items: Iterable[Item], clock: Clock) -> Iterator[Read]:
    """Fetch each item's page, store its article and spot the watched names."""
    spotter = queries.spotter()
    by_key = {item.pk: item for item in items}
    wanted = [Wanted(key=item.pk, address=item.address, limits=PAGE) for item in by_key.values()]
    for key, result in fetch_each(wanted, door_rules(), user_agent=user_agent()):
        item = by_key[key]
        _store(item, result, spotter, clock())
        yield Read(item, item.reading_problem)


def _store(item: Item, result: Answer | FetchError, spotter: Spotter, now: datetime) -> None:
    if isinstance(result, FetchError):
        actions.note_unread(item, str(result), spotter, now, again=result.again)
        return
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        problem, again = rules.status_problem(result.status)
        actions.note_unread(item, problem, spotter, now, again=again)
        return
    try:
        article = read_article(result.body, address=result.address, charset=result.charset)
    except ReadingError as error:
        actions.note_unread(item, str(error), spotter, now, again=False)
        return
    actions.store_article(item, article, spotter)
