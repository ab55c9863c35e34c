"""What happens while watching: each function is one change, stored whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from interlink.lib.fetch import Validators
from interlink.lib.names.spot import Spotter
from interlink.lib.reading.articles import Article
from interlink.lib.reading.datelines import parse
from interlink.lib.reading.feeds import Entry, Feed
from interlink.newsroom.watch import rules
from interlink.newsroom.watch.inserting import insert_missing
from interlink.newsroom.watch.models import Item, Mention, Reading, Source


@dataclass(frozen=True, slots=True)
class Taken:
    """What one answer of a source brought."""

    new: int = 0
    changed: int = 0
    known: int = 0


def _rest() -> timedelta:
    return timedelta(minutes=settings.INTERLINK_MINUTES_BETWEEN_CHECKS)


def _spread(source: Source) -> float:
    """Return a number from 0 to 1 that stays the same for a source and differs between sources."""
    return (source.pk * 0.618034) % 1.0


# What a check may change. The rest is the editor's, who may be changing it just now.
_HEALTH = ("next_check", "failures", "failing_since", "problem", "last_check")
_ANSWERED = (*_HEALTH, "last_success")
_TAKEN_IN = (*_ANSWERED, "etag", "last_modified", "language", "site")


def _set_health(source: Source, health: rules.Health, now: datetime) -> None:
    source.next_check = health.next_check
    source.failures = health.failures
    source.failing_since = health.failing_since
    source.problem = health.problem
    source.last_check = now


@transaction.atomic
def take_in(source: Source, feed: Feed, validators: Validators, now: datetime) -> Taken:
    """Store what a source announced: its new entries, its changed ones, and how it is doing.

    Entries and validators are stored together, so that a killed run asks for the feed again.
    """
    entries = {rules.identity(entry): entry for entry in reversed(feed.entries)}
    said = {guid: rules.checksum(entry) for guid, entry in entries.items()}
    known = dict(Item.objects.filter(source=source, guid__in=entries).values_list("guid", "checksum"))
    sightings = {guid: rules.judge(checksum, known.get(guid)) for guid, checksum in said.items()}
    new = [
        _fill(Item(source_id=source.pk, guid=guid, seen_at=now, checksum=said[guid]), entry, source, feed)
        for guid, entry in entries.items()
        if sightings[guid] is rules.Sighting.NEW
    ]
    # Whatever another process has stored in the meantime is known already, so it may win.
    insert_missing(new)
    changed = [guid for guid, sighting in sightings.items() if sighting is rules.Sighting.CHANGED]
    for item in Item.objects.filter(source=source, guid__in=changed) if changed else ():
        _fill(item, entries[item.guid], source, feed)
        item.checksum = said[item.guid]
        item.changed_at = now
        item.reading, item.reading_failures, item.read_after = Reading.WAITING, 0, None
        item.save()
    source.etag, source.last_modified = validators.etag or "", validators.last_modified or ""
    source.language = source.language or feed.language or ""
    source.site = source.site or feed.home or ""
    _set_health(source, rules.after_success(now, _rest(), spread=_spread(source), problem=feed.problem or ""), now)
    source.last_success = now
    source.save(update_fields=_TAKEN_IN)
    return Taken(len(new), len(changed), len(entries) - len(new) - len(changed))


def _fill(item: Item, entry: Entry, source: Source, feed: Feed) -> Item:
    item.address = entry.address or ""
    item.title = entry.title
    item.byline = entry.byline or ""
    item.outlet = source.name
    item.published = entry.published
    item.language = entry.language or feed.language or source.language
    item.summary = entry.summary
    return item


def note_unchanged(source: Source, now: datetime) -> None:
    """Store that a source answered that nothing has changed; what was wrong with it before still is."""
    health = rules.after_success(
        now, _rest(), spread=_spread(source), problem=source.problem if not source.failures else ""
    )
    _set_health(source, health, now)
    source.last_success = now
    source.save(update_fields=_ANSWERED)


def note_failure(source: Source, problem: str, now: datetime) -> None:
    """Store that a source could not be used, and since when."""
    health = rules.after_failure(now, _rest(), source.failures, source.failing_since, problem)
    _set_health(source, health, now)
    source.save(update_fields=_HEALTH)


@transaction.atomic
def store_article(item: Item, article: Article, spotter: Spotter) -> None:
    """Store an item's article and the watched names in it."""
    item.text = article.text
    item.title = item.title or article.title
    item.byline = article.byline or item.byline
    item.published = item.published or article.published
    item.language = article.language or item.language
    dateline, _ = parse(article.text, item.language or None)
    item.place = (dateline.place or "")[:200]
    item.reading, item.reading_problem, item.read_after = Reading.READ, "", None
    item.save()
    spot(item, spotter)


@transaction.atomic
def note_unread(item: Item, problem: str, spotter: Spotter, now: datetime, *, again: bool) -> None:
    """Store why an article could not be read. The item stays, with its link and what the feed said."""
    plan = rules.after_unread(now, item.reading_failures, again=again)
    item.reading_problem, item.reading_failures, item.read_after = problem, plan.failures, plan.read_after
    if plan.read_after is None:
        item.reading = Reading.UNREADABLE
    item.save()
    spot(item, spotter)


def spot(item: Item, spotter: Spotter) -> None:
    """Find the watched names in an item anew, in its title and its text or else its summary."""
    item.mentions.all().delete()
    Mention.objects.bulk_create(
        Mention(
            item=item, subject_id=match.subject, field=field, alias=match.alias, found=match.found[:300],
            start=match.start, end=match.end, reason=match.reason, score=match.score,
        )
        for field, text in (("title", item.title), ("text", item.text or item.summary))
        for match in spotter.spot(text)
    )  # fmt: skip
