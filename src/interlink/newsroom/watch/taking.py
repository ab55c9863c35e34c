"""Which of a source's entries are new, changed, or known: told by guid, by address, and by what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.feeds import Entry
from interlink.newsroom.watch import rules
from interlink.newsroom.watch.models import AlsoSeen, Item, PassedOver, Source


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


@dataclass(slots=True)
class Sorted:
    """A source's entries, sorted by what has to be done with them.

    Attributes:
        new: to become items, the oldest first.
        changed: items that are known, each with the entry that says something else of it now.
        elsewhere: further sightings of articles, by the key of the article.
        passed: guids of entries from before the watch, at the first look.
        known: how many need nothing.
    """

    new: list[Seen] = field(default_factory=list)
    changed: dict[int, Seen] = field(default_factory=dict)
    elsewhere: list[Seen] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    known: int = 0


def sort_out(source: Source, entries: Iterable[Entry]) -> Sorted:
    """Sort the entries of an answer, the newest first in it, by what is known already."""
    seen = {one.guid: one for one in map(_see, reversed(list(entries)))}
    by_guid = {guid: (pk, said) for guid, pk, said in _rows(Item, "guid", seen, source)}
    unknown = [one for guid, one in seen.items() if guid not in by_guid]
    also = set(_also_seen(source, unknown))
    by_key = _by_key({one.key for one in unknown if one.key})
    passed = _passed(source, unknown)
    found = Sorted()
    for guid, one in seen.items():
        if guid in by_guid:
            _known(found, one, *by_guid[guid])
        elif guid in passed and source.last_success is None:
            found.passed.append(guid)
        elif guid in also or guid in passed:
            found.known += 1
        elif one.key and one.key in by_key:
            _known_elsewhere(found, one, source, by_key[one.key])
        else:
            found.new.append(one)
            if one.key:
                by_key[one.key] = None
    return found


@dataclass(frozen=True, slots=True)
class _Holder:
    """The item that has an address already."""

    pk: int
    source: int
    checksum: str


def _see(entry: Entry) -> Seen:
    key = address_key(entry.address) if entry.address else ""
    return Seen(entry, rules.identity(entry), key, rules.checksum(entry))


def _known(found: Sorted, one: Seen, pk: int, checksum: str) -> None:
    if rules.judge(one.checksum, checksum) is rules.Sighting.CHANGED:
        found.changed[pk] = one
    else:
        found.known += 1


def _known_elsewhere(found: Sorted, one: Seen, source: Source, holder: _Holder | None) -> None:
    """Note another name for an article; from the article's own source it may also say something new of it."""
    found.elsewhere.append(one)
    if holder is not None and holder.source == source.pk and holder.checksum != one.checksum:
        found.changed.setdefault(holder.pk, one)


def _rows(model: type[Item], name: str, values: Iterable[str], source: Source) -> Iterable[tuple[str, int, str]]:
    rows = model.objects.filter(source=source, **{f"{name}__in": list(values)})
    return rows.values_list(name, "pk", "checksum")


def _also_seen(source: Source, unknown: Iterable[Seen]) -> Iterable[str]:
    guids = [one.guid for one in unknown]
    if not guids:
        return ()
    return AlsoSeen.objects.filter(source=source, guid__in=guids).values_list("guid", flat=True)


def _by_key(keys: set[str]) -> dict[str, _Holder | None]:
    if not keys:
        return {}
    rows = Item.objects.filter(key__in=keys).values_list("key", "pk", "source_id", "checksum")
    return {key: _Holder(pk, source, checksum) for key, pk, source, checksum in rows}


def _is_undated(one: Seen) -> bool:
    return one.entry.published is None and one.entry.updated is None


def _passed(source: Source, unknown: list[Seen]) -> set[str]:
    """Return what was there, undated, before the watch began; at the first look, that is all but the newest."""
    undated = [one.guid for one in unknown if _is_undated(one)]
    if source.last_success is None:
        return set(undated[: -rules.UNDATED_AT_FIRST])
    if not undated:
        return set()
    return set(PassedOver.objects.filter(source=source, guid__in=undated).values_list("guid", flat=True))
