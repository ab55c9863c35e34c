"""What happens while watching: each function is one change, stored whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from interlink.lib.fetch import Validators
from interlink.lib.names.spot import Spotter
from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.articles import Article, Stub
from interlink.lib.reading.cleaning import text_of_html
from interlink.lib.reading.datelines import parse
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.language import guess
from interlink.newsroom.watch import copies, queries, rules, taking
from interlink.newsroom.watch.models import AlsoSeen, Item, Mention, PassedOver, Reading, Source, Version
from interlink.newsroom.watch.polling import actions as polling
from interlink.newsroom.watch.rows import insert_missing, update
from interlink.newsroom.watch.search import index
from interlink.newsroom.watch.taking import Known, Seen

# What reading a page changes in an item.
READ_FIELDS = (
    "key", "text", "title", "byline", "published", "section", "image", "stub", "language", "place", "reading",
    "reading_problem", "read_after", "fingerprint", "text_checksum",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What one answer of a source brought.

    Attributes:
        new: articles seen for the first time.
        changed: articles of which the source says something else now.
        known: entries that were known, or are further sightings of known articles.
    """

    new: int = 0
    changed: int = 0
    known: int = 0


@transaction.atomic(savepoint=False)  # whoever takes in several answers at once sets the point to fall back to
def take_in(
    source: Source,
    feed: Feed,
    validators: Validators,
    now: datetime,
    *,
    memory: dict[str, Any] | None = None,
    whole: bool = False,
    wait: timedelta = timedelta(),
    known: Known | None = None,
) -> Taken:
    """Store what a source announced: its new entries, its changed ones, and how it is doing.

    Entries and validators are stored together, so that a killed run asks for the feed again.

    Args:
        source: the source; `answer_checksum` and where it moved to are stored along.
        feed: what was read.
        validators: to ask with the next time.
        now: the time of the answer.
        memory: what the source's kind wants to remember.
        whole: whether an entry holds all of its article.
        wait: what the server asks us to wait.
        known: the entries with what is stored of them, when that was looked up for several sources at once.
    """
    found = taking.sort_out(source, known or taking.look_up(taking.see([(source, feed.entries)])))
    # Whatever another process has stored in the meantime is known already, so it may win.
    insert_missing(Item, [_new_item(source, one, feed, now, whole=whole) for one in found.new])
    if found.elsewhere:
        _note_further_sightings(source, found.elsewhere, now)
    insert_missing(PassedOver, [{"source_id": source.pk, "guid": guid} for guid in found.passed])
    for item in Item.objects.filter(pk__in=found.changed) if found.changed else ():
        _change(item, found.changed[item.pk], source, feed, now, whole=whole)
    source.language = source.language or feed.language or ""
    source.site = source.site or feed.home or ""
    if memory is not None:
        source.memory = memory
    times = appeared(feed) or [now] * bool(found.new)
    polling.note_answer(source, now, times=times, problem=feed.problem or "", wait=wait, validators=validators)
    return Taken(len(found.new), len(found.changed), found.known + len(found.elsewhere) + len(found.passed))


def appeared(feed: Feed) -> list[datetime]:
    """Return when the entries of a feed appeared, where they say so."""
    return [time for entry in feed.entries if (time := entry.published or entry.updated) is not None]


def _new_item(source: Source, seen: Seen, feed: Feed, now: datetime, *, whole: bool) -> dict[str, Any]:
    told = _told(seen.entry, source, feed, whole=whole)
    return {
        **told, "source_id": source.pk, "guid": seen.guid, "key": seen.key, "seen_at": now, "checksum": seen.checksum,
    }  # fmt: skip


def _change(item: Item, seen: Seen, source: Source, feed: Feed, now: datetime, *, whole: bool) -> None:
    """Keep what was said of an item as an earlier version, and have its page read again."""
    Version.objects.create(
        item=item, until=now, title=item.title, byline=item.byline, published=item.published,
        summary=item.summary, text=item.text,
    )  # fmt: skip
    for name, value in _told(seen.entry, source, feed, whole=whole).items():
        setattr(item, name, value)
    item.checksum, item.changed_at = seen.checksum, now
    item.reading, item.reading_failures, item.read_after = Reading.WAITING, 0, None
    item.save()


def _told(entry: Entry, source: Source, feed: Feed, *, whole: bool) -> dict[str, Any]:
    """What an entry says of an item."""
    told = {
        "address": entry.address or "",
        "title": entry.title,
        "byline": entry.byline or "",
        "outlet": source.name,
        "published": entry.published,
        "language": entry.language or feed.language or source.language,
        "summary": entry.summary,
    }
    if whole or not entry.address:
        told["text"] = text_of_html(entry.html) if entry.html else entry.summary
    return told


def _note_further_sightings(source: Source, seen: Iterable[Seen], now: datetime) -> None:
    """Note that articles were announced once more, by this source or another one."""
    seen = list(seen)
    holders = dict(queries.items_at(one.key for one in seen).values_list("key", "pk"))
    rows = [
        {"item_id": holders[one.key], "source_id": source.pk, "guid": one.guid,
         "address": one.entry.address or "", "seen_at": now}
        for one in seen
        if one.key in holders
    ]  # fmt: skip
    insert_missing(AlsoSeen, rows)


@transaction.atomic
def store_article(item: Item, article: Article, spotter: Spotter) -> bool:
    """Store an item's article and the watched names in it; `copies.link` follows, for several items at once.

    A page that names another address as its own, on the same site, is that article: then the item gives way to the
    one that has the address already, or takes it on.

    Returns:
        Whether the item is still there.
    """
    if _is_known_elsewhere(item, article):
        return False
    item.text = article.text
    item.title = item.title or article.title
    item.byline = article.byline or item.byline
    item.published = item.published or article.published
    item.section = (article.section or "")[:200]
    item.image = article.lead_image or ""
    item.stub = article.stub is not Stub.WHOLE
    _finish(item, article.language or item.language, spotter)
    return True


@transaction.atomic
def store_whole(item: Item, spotter: Spotter) -> None:
    """Store what follows from an item whose text came with its entry; `copies.link` follows."""
    _finish(item, item.language or guess(item.text) or "", spotter)


def _finish(item: Item, language: str, spotter: Spotter) -> None:
    item.language = language
    dateline, _ = parse(item.text, language or None)
    item.place = (dateline.place or "")[:200]
    fresh = item.reading == Reading.WAITING and item.changed_at is None and not item.reading_failures
    item.reading, item.reading_problem, item.read_after = Reading.READ, "", None
    copies.sign(item)
    update(item, READ_FIELDS)
    index.note([item.pk])
    spot(item, spotter, anew=not fresh)


def _is_known_elsewhere(item: Item, article: Article) -> bool:
    """Give way to the item that has the page's own address already; tell whether that was so."""
    key = address_key(article.canonical_address) if article.canonical_address else ""
    if not key or key == item.key or _host(key) != _host(item.key):
        return False
    holder = queries.items_at([key]).first()
    if holder is None:
        item.key = key
        return False
    if item.changed_at is not None:
        return False  # it has been shown as an item of its own; copies.link says that they are the same
    AlsoSeen.objects.get_or_create(
        source_id=item.source_id, guid=item.guid,
        defaults={"item": holder, "address": item.address, "seen_at": item.seen_at},
    )  # fmt: skip
    item.delete()
    return True


def _host(key: str) -> str:
    return key.partition("/")[0]


@transaction.atomic
def note_unread(item: Item, problem: str, spotter: Spotter, now: datetime, *, again: bool) -> None:
    """Store why an article could not be read. The item stays, with its link and what the feed said."""
    plan = rules.after_unread(now, item.reading_failures, again=again)
    item.reading_problem, item.reading_failures, item.read_after = problem, plan.failures, plan.read_after
    if plan.read_after is None:
        item.reading = Reading.UNREADABLE
    item.save()
    index.note([item.pk])
    spot(item, spotter)


def spot(item: Item, spotter: Spotter, *, anew: bool = True) -> None:
    """Find the watched names in an item, in its title and its text or else its summary.

    Args:
        item: the item.
        spotter: for the subjects.
        anew: whether earlier mentions go; False for an item that has none.
    """
    if anew:
        item.mentions.all().delete()
    rows = [
        {
            "item_id": item.pk, "subject_id": match.subject, "field": field, "alias": match.alias,
            "found": match.found[:300], "start": match.start, "end": match.end, "reason": match.reason,
            "score": match.score, "kind": match.kind.value,
            "steps": [[step.kind.value, step.alias, step.found, step.by] for step in match.steps],
        }
        for field, text in (("title", item.title), ("text", item.text or item.summary))
        for match in spotter.spot(text)
    ]  # fmt: skip
    insert_missing(Mention, rows)
