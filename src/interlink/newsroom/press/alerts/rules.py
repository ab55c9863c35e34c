"""What we decide about news of cited pages: what kind it is, how much it matters, what may be shown."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from interlink.lib.verdicts.findings import Verdict


class Kind(enum.StrEnum):
    """What has become of a cited page."""

    REMOVED = "removed"
    REMOVED_SOFTLY = "removed softly"
    WITHHELD = "withheld"
    EDITED = "edited"
    PAYWALLED = "paywalled"
    MOVED = "moved"
    BLOCKED = "blocked"
    BACK = "back"


class State(enum.StrEnum):
    """How far the desk has come with a piece of news."""

    NEW = "new"
    SEEN = "seen"
    DONE = "done"


REMOVALS = frozenset({Kind.REMOVED, Kind.REMOVED_SOFTLY})
SHOWABLE = frozenset(Kind) - {Kind.BLOCKED, Kind.BACK}
"""Kinds that the public register may list: a block is nothing that readers would see."""

_KINDS = {
    Verdict.SAME: Kind.BACK,
    Verdict.EDITED: Kind.EDITED,
    Verdict.REMOVED: Kind.REMOVED,
    Verdict.REMOVED_SOFTLY: Kind.REMOVED_SOFTLY,
    Verdict.MOVED: Kind.MOVED,
    Verdict.PAYWALLED: Kind.PAYWALLED,
    Verdict.BLOCKED: Kind.BLOCKED,
    Verdict.WITHHELD: Kind.WITHHELD,
}
_SEVERITY = {
    Kind.REMOVED: 20.0,
    Kind.REMOVED_SOFTLY: 20.0,
    Kind.WITHHELD: 19.0,
    Kind.PAYWALLED: 3.0,
    Kind.EDITED: 2.0,
    Kind.MOVED: 1.5,
    Kind.BLOCKED: 1.0,
    Kind.BACK: 0.5,
}


def kind_of(verdict: Verdict) -> Kind | None:
    """Say what kind of news a look's verdict is; None for what never is news."""
    return _KINDS.get(verdict)


def severity(kind: Kind, weight: float = 0.0) -> float:
    """Say how much a piece of news matters: removals first, then edits by what they touch, then the rest.

    Args:
        kind: What it is.
        weight: For an edit, its score by `interlink.lib.verdicts.weight`: below 17.
    """
    return _SEVERITY[kind] + (min(weight, 16.5) if kind is Kind.EDITED else 0.0)


def quotations(excerpt: str) -> Iterable[str]:
    """Yield what of an excerpt must stand on the page as it is: its paragraphs, and not our sign that it is cut."""
    for paragraph in excerpt.split("\n\n"):
        words = paragraph.strip().removesuffix("…").rstrip()
        if words:
            yield words
