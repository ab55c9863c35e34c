"""What our looks at a cited page told, one after the other, for readers.

One look that finds nothing is no removal: it says "not found" until a second look has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from interlink.lib.verdicts.findings import REMOVALS, SEEN, Verdict
from interlink.newsroom.evidence.models import Capture, CaptureMark, Check
from interlink.newsroom.press import fates
from interlink.newsroom.press.alerts.rules import Kind, kind_of

_NOT_FOUND = _("not found")
_CHANGES = frozenset({Kind.EDITED, Kind.MOVED, Kind.PAYWALLED, Kind.REMOVED, Kind.WITHHELD})


@dataclass(frozen=True, slots=True)
class Run:
    """Looks at a page that told the same, one after the other.

    Attributes:
        first: When the first of them was.
        last: When the last of them was.
        word: What they told.
        happened: A sentence on the moments between which it happened; empty where nothing did.
    """

    first: datetime
    last: datetime
    word: str
    happened: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it goes on for more than a day."""
        return self.last.date() != self.first.date()


@dataclass(slots=True)
class _Open:
    verdict: Verdict
    text: str
    first: datetime
    last: datetime
    seen_before: datetime | None
    confirmed: bool


def runs(capture: Capture, checks: Iterable[Check], language: str) -> list[Run]:
    """Return what the looks at a page told, in their order, alike ones as one, in words without the page's own text.

    Args:
        capture: The capture.
        checks: Its looks, the first one first.
        language: The language that is switched on.
    """
    found: list[_Open] = []
    seen_at, unseen = capture.taken_at, list[_Open]()
    for check in checks:
        verdict = _kept(Verdict(check.verdict))
        text = check.text_sha256
        if not found or (found[-1].verdict, found[-1].text) != (verdict, text):
            # What happened did so after the page was last seen; of a second such run in a row we said so already.
            is_new = not any(one.verdict is verdict for one in unseen)
            found.append(_Open(verdict, text, check.at, check.at, seen_at if is_new else None, verdict not in REMOVALS))
        found[-1].last = check.at
        if verdict in SEEN:
            seen_at, unseen = check.at, []
            continue
        if found[-1] not in unseen:
            unseen.append(found[-1])
        if verdict in REMOVALS and check.news:
            for one in unseen:
                one.confirmed = True
    return [_told(one, language) for one in found]


def _kept(verdict: Verdict) -> Verdict:
    """One verdict for both ways of removing a page: readers are told the same of either."""
    return Verdict.REMOVED if verdict in REMOVALS else verdict


def _told(one: _Open, language: str) -> Run:
    if not one.confirmed:
        return Run(one.first, one.last, str(_NOT_FOUND))
    kind = kind_of(one.verdict)
    happened = ""
    if kind in _CHANGES and one.seen_before is not None:
        happened = fates.told(kind, one.seen_before, one.first, language, to_the_moment=True)
    return Run(
        one.first, one.last, fates.word_for(CaptureMark.LIVE if one.verdict is Verdict.SAME else one.verdict), happened
    )
