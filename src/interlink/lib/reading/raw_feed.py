"""A feed as its format gives it, before anything in it is trusted."""

from dataclasses import dataclass, field

from interlink.lib.reading.instants import Instant


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry with its fields as written; dates as written too, or already read."""

    guid: str | None
    link: str | None
    title: str | None
    author: str | None
    published: Instant | str | None
    updated: Instant | str | None
    summary: str | None
    content: str | None
    language: str | None = None
    guid_may_be_address: bool = True


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed with its fields as written, and what was wrong with it."""

    title: str | None
    home: str | None
    language: str | None
    entries: list[RawEntry]
    problem: str | None = None
    hubs: list[str] = field(default_factory=list)
    own_address: str | None = None
