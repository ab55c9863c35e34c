"""What Memento (RFC 7089) asks for, in plain data: moments, addresses, link relations, and the nearest in time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

LINK_FORMAT = "application/link-format"
_KEPT = "/:@!$&'()*+,;=~-._%?#[]"
_WRITTEN = "/:@!$&'()*+;=~-._%?#[],"
_ONE_SLASH = re.compile(r"^(https?):/(?!/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Memento:
    """What a page was at one time: the moment, and the address of our copy."""

    at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Series:
    """Our public copies of one page.

    Attributes:
        original: The page's own address.
        timegate: Where one asks for a time.
        timemap: Where all of them are listed, in link format.
        timemap_json: The same as JSON.
        mementos: The copies, the earliest first; at least one.
    """

    original: str
    timegate: str
    timemap: str
    timemap_json: str
    mementos: Sequence[Memento]

    def nearest(self, to: datetime | None) -> Memento:
        """Return the copy nearest to a moment; without one, the latest."""
        if to is None:
            return self.mementos[-1]
        return min(self.mementos, key=lambda one: abs(one.at - to))

    def header(self, shown: Memento | None = None) -> str:
        """Return the Link header of a copy, or without one that of the gate."""
        links = [_link(self.original, "original"), _link(self.timemap, "timemap", type=LINK_FORMAT)]
        if shown is not None:
            ends = {self.mementos[0], self.mementos[-1], shown}
            links += [_link(self.timegate, "timegate"), *self._mementos(sorted(ends, key=lambda one: one.at))]
        return ", ".join(links)

    def listed(self) -> str:
        """Return all copies in link format (RFC 6690)."""
        first, last = (written(one.at) for one in (self.mementos[0], self.mementos[-1]))
        links = [
            _link(self.original, "original"),
            _link(self.timemap, "self", type=LINK_FORMAT, **{"from": first, "until": last}),
            _link(self.timegate, "timegate"),
            *self._mementos(self.mementos),
        ]
        return ",\n".join(links) + "\n"

    def as_json(self) -> dict[str, object]:
        """Return all copies as the JSON that Memento programs know."""
        moments = [f"{one.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for one in self.mementos]
        listed = [{"datetime": at, "uri": one.address} for at, one in zip(moments, self.mementos, strict=True)]
        return {
            "original_uri": self.original,
            "self": self.timemap_json,
            "timegate_uri": self.timegate,
            "timemap_uri": {"link_format": self.timemap, "json_format": self.timemap_json},
            "mementos": {"first": listed[0], "last": listed[-1], "list": listed},
        }

    def _mementos(self, some: Iterable[Memento]) -> list[str]:
        return [_link(one.address, self._rel(one), datetime=written(one.at)) for one in some]

    def _rel(self, one: Memento) -> str:
        ends = [word for word, end in (("first", self.mementos[0]), ("last", self.mementos[-1])) if one == end]
        return " ".join([*ends, "memento"])


def stamp(moment: datetime) -> str:
    """Return a moment as fourteen digits, as it stands in a copy's address."""
    return f"{moment.astimezone(UTC):%Y%m%d%H%M%S}"


def moment_of(digits: str) -> datetime | None:
    """Return the moment that such digits stand for; None where there is none."""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def written(moment: datetime) -> str:
    """Write a moment as HTTP does (RFC 9110)."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def wanted(header: str) -> datetime | None:
    """Read an Accept-Datetime header.

    Raises:
        ValueError: it is not a moment as HTTP writes them.
    """
    if not header.strip():
        return None
    moment = parsedate_to_datetime(header)
    if moment.tzinfo is None:
        raise ValueError("It names no time zone.")
    return moment


def spellings(asked: str) -> set[str]:
    """Return how the address that somebody asks about may be written where we keep it.

    Servers in between unpack what is percent-encoded and make one slash of two; some programs leave the scheme out.
    """
    whole = _ONE_SLASH.sub(r"\1://", asked)
    bare = whole.partition("://")[2] or whole
    found: set[str] = set()
    for scheme in ("http", "https"):
        for ending in (bare, f"{bare}/" if "?" not in bare else bare, bare.removesuffix("/")):
            found |= {f"{scheme}://{ending}", f"{scheme}://{quote(ending, safe=_KEPT)}"}
    return found


def _link(address: str, rel: str, **more: str) -> str:
    # An address is somebody else's text: nothing in it may end the link or the header.
    facts = "".join(f'; {name}="{text}"' for name, text in {"rel": rel, **more}.items())
    return f"<{quote(address, safe=_WRITTEN)}>{facts}"
