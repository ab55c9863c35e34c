"""How a cited page stands after all looks so far: one look is seldom enough to say so.

A removal is *suspected* by a first look and *confirmed* by a second one, at least `SECOND_LOOK` later, with no sight of
the page between. A look that saw the article settles the matter at once. A look that saw nothing (blocked, no answer,
unknown) changes nothing alone; from the second such look in a row on, it is what we say. A removal that was confirmed
stays until the article is seen again.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interlink.lib.verdicts.findings import REMOVALS, SEEN, Finding, Verdict

SECOND_LOOK = timedelta(hours=6)
LOOKS_IN_VAIN = 2
IN_VAIN_FOR = timedelta(hours=1)


class Mark(enum.StrEnum):
    """What we say of a cited page."""

    UNCHECKED = "unchecked"
    LIVE = "live"
    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    PAYWALLED = "paywalled"
    BLOCKED = "blocked"
    WITHHELD = "withheld"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


_MARKS = {
    Verdict.SAME: Mark.LIVE,
    Verdict.EDITED: Mark.EDITED,
    Verdict.MOVED: Mark.MOVED,
    Verdict.REMOVED: Mark.REMOVED,
    Verdict.REMOVED_SOFTLY: Mark.REMOVED,
    Verdict.PAYWALLED: Mark.PAYWALLED,
    Verdict.BLOCKED: Mark.BLOCKED,
    Verdict.WITHHELD: Mark.WITHHELD,
    Verdict.UNREACHABLE: Mark.UNREACHABLE,
    Verdict.UNKNOWN: Mark.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a cited page.

    Attributes:
        mark: What we say of it.
        since: Since when we say so.
        seen_at: When the article was last seen, in whole or in part.
        suspected_since: When a removal was first suspected; None while none is, or once it is confirmed.
        in_vain: Looks in a row that saw nothing.
        in_vain_since: When the first of them was.
        text: A checksum of the article's text at the last sight.
        alerted_at: When there was last something to tell.
    """

    mark: Mark = Mark.UNCHECKED
    since: datetime | None = None
    seen_at: datetime | None = None
    suspected_since: datetime | None = None
    in_vain: int = 0
    in_vain_since: datetime | None = None
    text: str = ""
    alerted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait before we say something that one look cannot tell.

    Attributes:
        second_look: The least time between the look that suspects a removal and the one that confirms it.
        in_vain: How long looks must have seen nothing before that is what we say.
    """

    second_look: timedelta = SECOND_LOOK
    in_vain: timedelta = IN_VAIN_FOR

    @classmethod
    def of(cls, second_look: timedelta) -> Patience:
        """The patience of a desk that waits so long for the second look."""
        return cls(second_look, min(IN_VAIN_FOR, second_look))


USUAL = Patience()


@dataclass(frozen=True, slots=True)
class Turn:
    """What a look changes.

    Attributes:
        standing: How the page stands now.
        news: Whether the desk should be told: the mark is another one, or the text was edited once more.
        window: Between which two times what is told of happened; the first is None where that is not known.
    """

    standing: Standing
    news: bool
    window: tuple[datetime | None, datetime]


def follow(standing: Standing, finding: Finding, now: datetime, *, text: str = "", patience: Patience = USUAL) -> Turn:
    """Say how a page stands after one more look.

    Args:
        standing: How it stood before.
        finding: What the look told.
        now: When it was.
        text: A checksum of the article's text, where the look saw it.
        patience: How long we wait before we say what one look cannot tell.
    """
    verdict = finding.verdict
    if verdict in SEEN:
        return _seen(standing, verdict, now, text)
    if verdict in REMOVALS:
        return _missed(standing, now, patience)
    return _in_vain(standing, verdict, now, patience)


def _seen(standing: Standing, verdict: Verdict, now: datetime, text: str) -> Turn:
    mark = _MARKS[verdict]
    edited_again = mark is Mark.EDITED and bool(text) and text != standing.text
    news = (mark is not standing.mark or edited_again) and not (
        standing.mark in {Mark.UNCHECKED, Mark.UNREACHABLE, Mark.UNKNOWN, Mark.BLOCKED} and mark is Mark.LIVE
    )
    turned = Standing(
        mark=mark,
        since=standing.since if mark is standing.mark and standing.since else now,
        seen_at=now,
        text=text or standing.text,
        alerted_at=now if news else standing.alerted_at,
    )
    return Turn(turned, news, (standing.seen_at, now))


def _missed(standing: Standing, now: datetime, patience: Patience) -> Turn:
    kept = replace(standing, in_vain=0, in_vain_since=None)
    window = (standing.seen_at, standing.suspected_since or now)
    if standing.mark is Mark.REMOVED:
        return Turn(kept, news=False, window=window)
    if standing.suspected_since is None:
        # "Live" would say more than we know from here on.
        doubtful = replace(kept, mark=Mark.UNKNOWN, since=now, suspected_since=now)
        return Turn(doubtful, news=False, window=window)
    if now - standing.suspected_since < patience.second_look:
        return Turn(kept, news=False, window=window)
    removed = replace(kept, mark=Mark.REMOVED, since=now, suspected_since=None, alerted_at=now)
    return Turn(removed, news=True, window=window)


def _in_vain(standing: Standing, verdict: Verdict, now: datetime, patience: Patience) -> Turn:
    since = standing.in_vain_since or now
    looked = replace(standing, in_vain=standing.in_vain + 1, in_vain_since=since)
    settled = looked.in_vain >= LOOKS_IN_VAIN and now - since >= patience.in_vain
    if standing.mark is Mark.REMOVED or standing.suspected_since is not None or not settled:
        return Turn(looked, news=False, window=(standing.seen_at, now))
    mark = _MARKS[verdict]
    if mark is standing.mark:
        return Turn(looked, news=False, window=(standing.seen_at, now))
    news = mark in {Mark.BLOCKED, Mark.WITHHELD}
    turned = replace(looked, mark=mark, since=now, alerted_at=now if news else standing.alerted_at)
    return Turn(turned, news, (standing.seen_at, now))
