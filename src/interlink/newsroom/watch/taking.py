"""Which of a source's entries are new, changed, or known: told by guid, by address, and by what is said of them.

Sources that were heard together are looked up together, since a question to the database costs more than its answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.feeds import Entry
from interlink.newsroom.watch import queries, rules
from interlink.newsroom.watch.models import AlsoSeen, Item, PassedOver, Source
from interlink.newsroom.watch.rows import among

Name = tuple[int, str]
"""A source and what it calls an entry."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry, with what we make of it.

    Attributes:
        guid: what its source calls it.
        key: one for all ways to write its address; empty without one.
        checksum: of what the source says of it.
    """

    entry: Entry
    guid: str
    key: str
    checksum: str

    @property
    def undated(self) -> bool:
        """Whether nothing tells when it appeared."""
        return self.entry.published is None and self.entry.updated is None


@dataclass(frozen=True, slots=True)
class Holder:
    """The item that has an address already."""

    pk: int
    source: int
    checksum: str


@dataclass(slots=True)
class Known:
    """What is stored already of some sources' entries.

    Attributes:
        seen: the entries themselves, by source, the oldest first.
        items: primary key and checksum of the items.
        also: further sightings, and what was there before the watch.
        holders: the item at each address; None for one that is being stored just now.
    """

    seen: dict[int, list[Seen]]
    items: dict[Name, tuple[int, str]] = field(default_factory=dict)
    also: set[Name] = field(default_factory=set)
    holders: dict[str, Holder | None] = field(default_factory=dict)


@dataclass(slots=True)
class Sorted:
    """A source's entries, sorted by what has to be done with them.

    Attributes:
        new: to become items, the oldest first.
        changed: by the item's primary key, the entry that says something else of it now.
        elsewhere: further sightings of articles.
        passed: guids of entries from before the watch, at the first look.
        known: how many need nothing.
    """

    new: list[Seen] = field(default_factory=list)
    changed: dict[int, Seen] = field(default_factory=dict)
    elsewhere: list[Seen] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    known: int = 0


def see(heard: Iterable[tuple[Source, Sequence[Entry]]]) -> dict[int, list[Seen]]:
    """Make out what the entries of some answers are, the newest first in them; here the oldest come first."""
    seen = {source.pk: {one.guid: one for one in map(_see, reversed(entries))} for source, entries in heard}
    return {source: list(entries.values()) for source, entries in seen.items()}


def _see(entry: Entry) -> Seen:
    key = address_key(entry.address) if entry.address else ""
    return Seen(entry, rules.identity(entry), key, rules.checksum(entry))


def look_up(seen: dict[int, list[Seen]]) -> Known:
    """Look up what is stored of the entries of some sources, in a few questions for all of them."""
    entries = {(source, one.guid): one for source, several in seen.items() for one in several}
    of_these = {"source__in": {source for source, _ in entries}, "guid__in": among(guid for _, guid in entries)}
    found = Known(seen)
    rows = Item.objects.filter(**of_these).order_by().values_list("source_id", "guid", "pk", "checksum")
    found.items = {(source, guid): (pk, checksum) for source, guid, pk, checksum in rows}
    unknown = {name: one for name, one in entries.items() if name not in found.items}
    if unknown:
        of_these["guid__in"] = among(guid for _, guid in unknown)
        found.also = set(AlsoSeen.objects.filter(**of_these).values_list("source_id", "guid"))
        at_these = queries.items_at(one.key for one in unknown.values() if one.key)
        holders = at_these.values_list("key", "pk", "source_id", "checksum")
        found.holders = {key: Holder(pk, source, checksum) for key, pk, source, checksum in holders}
    if any(one.undated for one in unknown.values()):
        found.also.update(PassedOver.objects.filter(**of_these).values_list("source_id", "guid"))
    return found


def sort_out(source: Source, known: Known) -> Sorted:
    """Sort a source's entries by what is known, and note in it what is to be stored now."""
    found, seen = Sorted(), known.seen[source.pk]
    before_us = _before_the_watch(source, seen)
    for one in seen:
        name = source.pk, one.guid
        if name in known.items:
            pk, checksum = known.items[name]
            if rules.judge(one.checksum, checksum) is rules.Sighting.CHANGED:
                found.changed[pk] = one
            else:
                found.known += 1
        elif name in known.also:
            found.known += 1
        elif one.guid in before_us:
            found.passed.append(one.guid)
        elif one.key and one.key in known.holders:
            _seen_elsewhere(found, one, source, known.holders[one.key])
        else:
            found.new.append(one)
            if one.key:
                known.holders[one.key] = None
    return found


def _before_the_watch(source: Source, seen: Sequence[Seen]) -> set[str]:
    """Return what was there, undated, before the watch began: at the first look, all but the newest."""
    if source.last_success is not None:
        return set()
    return {one.guid for one in [one for one in seen if one.undated][: -rules.UNDATED_AT_FIRST]}


def _seen_elsewhere(found: Sorted, one: Seen, source: Source, holder: Holder | None) -> None:
    """Note another name for an article; from the article's own source it may also say something new of it."""
    found.elsewhere.append(one)
    if holder is not None and holder.source == source.pk and holder.checksum != one.checksum:
        found.changed.setdefault(holder.pk, one)
