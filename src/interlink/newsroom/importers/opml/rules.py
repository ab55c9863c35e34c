"""What we decide about a list of sources; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from interlink.lib.fetch import AddressRefused
from interlink.lib.fetch.addresses import read_address
from interlink.lib.reading.language import normal
from interlink.lib.sentences import Sentence
from interlink.newsroom.importers.opml.document import Outline

MAX_ADDRESS = 1_000
NO_FEED = Sentence("There is no feed in this line. Add the site by hand to look for one.")
TOO_LONG = Sentence("This address is too long.")
# What the lists of others say of feeds, and of what is none. OPML 2.0 knows "rss", "link" and "include".
_KINDS = {"sitemap": "sitemap", "telegram": "telegram"}
_NO_FEEDS = frozenset({"link", "include", "listing", "mailbox"})


class Verdict(Enum):
    """What an outline is to us."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Line:
    """One outline, judged.

    Attributes:
        outline: as the list has it.
        verdict: what it is to us.
        address: what would be watched, in the spelling that we use; empty for what cannot be watched.
        kind: how it would be read, as `watch.models.Kind` writes it.
        why: for what is known or in the list twice, the other's name; for what is unfit, the reason in plain words.
    """

    outline: Outline
    verdict: Verdict
    address: str = ""
    kind: str = "feed"
    why: str = ""

    @property
    def name(self) -> str:
        """What the source is called: as in the list, or else its host."""
        return (self.outline.name or urlsplit(self.address).hostname or self.address)[:200]

    @property
    def language(self) -> str:
        """The list's word on the language, where it is one."""
        return normal(self.outline.language) or ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A list, judged line by line, in its order."""

    lines: tuple[Line, ...]

    def of(self, verdict: Verdict) -> list[Line]:
        """Return the lines of one verdict."""
        return [line for line in self.lines if line.verdict is verdict]

    @property
    def new(self) -> list[Line]:
        """What would be added."""
        return self.of(Verdict.NEW)

    @property
    def known(self) -> list[Line]:
        """What is watched already."""
        return self.of(Verdict.KNOWN)

    @property
    def twice(self) -> list[Line]:
        """What the list has more than once, but for the first time."""
        return self.of(Verdict.TWICE)

    @property
    def unfit(self) -> list[Line]:
        """What cannot be watched."""
        return self.of(Verdict.UNFIT)


def likeness(address: str) -> str:
    """Return what two addresses of the same feed have in common: all but http or https, and a slash at the end."""
    return address.partition("://")[2].rstrip("/")


def judge(outlines: Iterable[Outline], known: Mapping[str, str]) -> Plan:
    """Decide about each outline of a list.

    Args:
        outlines: the list.
        known: the names of the sources that are watched, by their addresses.
    """
    watched = {likeness(address): name for address, name in known.items()}
    seen: dict[str, str] = {}
    lines = []
    for outline in outlines:
        line = _judge_alone(outline)
        if line.verdict is Verdict.NEW:
            key = likeness(line.address)
            if key in watched:
                line = Line(outline, Verdict.KNOWN, line.address, line.kind, watched[key])
            elif key in seen:
                line = Line(outline, Verdict.TWICE, line.address, line.kind, seen[key])
            else:
                seen[key] = line.name
        lines.append(line)
    return Plan(tuple(lines))


def _judge_alone(outline: Outline) -> Line:
    if outline.kind in _NO_FEEDS or not outline.address:
        return Line(outline, Verdict.UNFIT, why=NO_FEED)
    try:
        address = read_address(_web(outline.address)).text
    except AddressRefused as error:
        return Line(outline, Verdict.UNFIT, why=error.message)
    if len(address) > MAX_ADDRESS:
        return Line(outline, Verdict.UNFIT, why=TOO_LONG)
    return Line(outline, Verdict.NEW, address, _KINDS.get(outline.kind, "feed"))


def _web(address: str) -> str:
    """Undo the schemes that browsers once had for feeds: "feed://site/feed" and "feed:https://site/feed"."""
    scheme, colon, rest = address.partition(":")
    if not colon or scheme.lower() not in {"feed", "rss"}:
        return address
    return f"http:{rest}" if rest.startswith("//") else rest
