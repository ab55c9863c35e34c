"""Asking sources: each in the way of its kind, many at once, the further pages of an answer included."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta

from interlink.lib.fetch import Answer, FetchError, RobotsRefused, Validators
from interlink.lib.fetch.answers import Headers
from interlink.lib.fetch.parallel import Wanted, fetch_batches
from interlink.lib.reading.errors import ReadingError
from interlink.newsroom.network import door_rules, mailboxes, user_agent
from interlink.newsroom.watch import kinds, rules
from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.kinds.mailbox import kind as mailbox
from interlink.newsroom.watch.kinds.protocol import News, Target
from interlink.newsroom.watch.models import Kind, Source
from interlink.newsroom.watch.polling.rules import LONGEST_BACK_OFF, Trouble, trouble_of_status

MAILBOXES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Announced:
    """A source that was read.

    Attributes:
        news: what it announced.
        validators: to ask with the next time.
        moved_to: where it has moved for good, or empty.
        checksum: of the answer as it came; the same again says nothing new.
        headers: as received.
    """

    news: News
    validators: Validators = field(default_factory=Validators)
    moved_to: str = ""
    checksum: str = ""
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source that says nothing new.

    Attributes:
        validators: to ask with the next time; None keeps those that we have.
        moved_to: where it has moved for good, or empty: what stayed the same tells that it is the same source.
    """

    validators: Validators | None = None
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class InTrouble:
    """A source that could not be used."""

    trouble: Trouble
    problem: str
    wait: timedelta = timedelta()


Heard = Announced | Unchanged | InTrouble
Batches = Generator[list[tuple[Source, Heard]], None, None]


def target(source: Source) -> Target:
    """Return what its kind needs to know of a source."""
    return Target(source.address, source.memory, source.last_item, source.added_at - rules.REACHES_BACK)


def ask(sources: Iterable[Source]) -> Batches:
    """Ask each source, and yield what was heard in lists, as it arrives."""
    of_the_web: list[Source] = []
    letters: list[Source] = []
    for source in sources:
        (letters if source.kind == Kind.MAILBOX else of_the_web).append(source)
    yield from _ask_the_web(of_the_web)
    yield from _ask_mailboxes(letters)


def _ask_the_web(sources: list[Source]) -> Batches:
    by_key = {source.pk: source for source in sources}
    wanted = [
        Wanted(
            key=source.pk, address=kinds.WEB[source.kind].place(source.address), limits=kinds.WEB[source.kind].limits,
            validators=Validators(etag=source.etag or None, last_modified=source.last_modified or None),
        )
        for source in sources
    ]  # fmt: skip
    unfinished: list[tuple[Source, Announced]] = []
    with closing(fetch_batches(wanted, door_rules(), user_agent=user_agent())) as batches:
        for batch in batches:
            heard: list[tuple[Source, Heard]] = []
            for key, result in batch:
                said = hear(by_key[key], result)
                if isinstance(said, Announced) and said.news.more:
                    unfinished.append((by_key[key], said))
                else:
                    heard.append((by_key[key], said))
            if heard:
                yield heard
    if unfinished:
        yield from _complete(unfinished)


def _complete(unfinished: list[tuple[Source, Announced]]) -> Batches:
    """Fetch the further pages of some answers, and join them; a source is heard once all of its pages are here."""
    missing = {source.pk: len(said.news.more) for source, said in unfinished}
    pages: dict[int, dict[str, Answer | None]] = {source.pk: {} for source, _ in unfinished}
    by_key = {source.pk: (source, said) for source, said in unfinished}
    wanted = [
        Wanted(key=(source.pk, address), address=address, limits=kinds.WEB[source.kind].limits)
        for source, said in unfinished
        for address in said.news.more
    ]
    with closing(fetch_batches(wanted, door_rules(), user_agent=user_agent())) as batches:
        for batch in batches:
            for (key, address), result in batch:
                fine = isinstance(result, Answer) and result.status < 400  # noqa: PLR2004 - RFC 9110: an error
                pages[key][address] = result if fine and isinstance(result, Answer) else None
                missing[key] -= 1
                if not missing[key]:
                    source, said = by_key[key]
                    joined = kinds.WEB[source.kind].join(target(source), said.news, pages.pop(key))
                    yield [(source, replace(said, news=joined))]


def _ask_mailboxes(sources: list[Source]) -> Batches:
    if not sources:
        return
    accounts, allowed = mailboxes(), door_rules()
    with ThreadPoolExecutor(MAILBOXES_AT_ONCE, thread_name_prefix="mailbox") as pool:
        asked = {pool.submit(mailbox.ask, target(source), accounts, allowed): source for source in sources}
        for done in as_completed(asked):
            try:
                said: Heard = Announced(done.result())
            except (FetchError, WatchError) as error:
                said = InTrouble(Trouble.FAILING, error.message)
            yield [(asked[done], said)]


def hear(source: Source, result: Answer | FetchError) -> Heard:
    """Make out what a source's answer says."""
    if isinstance(result, FetchError):
        blocked = isinstance(result, RobotsRefused)
        return InTrouble(Trouble.BLOCKED if blocked else Trouble.FAILING, result.message)
    kind = kinds.WEB[source.kind]
    stays = kind.place(source.address) != source.address
    moved_to = "" if stays else result.permanent_address or ""
    if result.unchanged:
        return Unchanged(moved_to=moved_to)
    wait = min(timedelta(seconds=result.retry_after or 0), LONGEST_BACK_OFF)
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        return InTrouble(trouble_of_status(result.status), rules.status_problem(result.status)[0], wait)
    checksum = hashlib.sha256(result.body).hexdigest()
    if checksum == source.answer_checksum:
        return Unchanged(result.validators, moved_to)
    try:
        news = kind.read(target(source), result)
    except ReadingError as error:
        return InTrouble(Trouble.FAILING, error.message)
    # With further pages to come, the same index again may stand for other parts.
    return Announced(news, result.validators, moved_to, "" if news.more else checksum, result.headers)
