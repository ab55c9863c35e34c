"""Looking again at the cited pages, with what this desk cares about in hand; and what follows from the looks.

Evidence knows nothing of why a page was captured. Here it is known: which words of it our posts quote, and which
watched names are in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from interlink.lib.verdicts.weight import Concern, Touched
from interlink.newsroom.evidence import checking
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.opening import Turns
from interlink.newsroom.evidence.queries import due_captures
from interlink.newsroom.press import marks
from interlink.newsroom.press.alerts import rules
from interlink.newsroom.press.alerts.raising import raise_alerts
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.watch import queries as watch

MOST_CHECKS = 2_000


def concerns(capture: Capture) -> Iterator[Concern]:
    """Yield what our posts quote from a captured page, and the watched names that stand in it."""
    for excerpt in PostPage.objects.filter(capture=capture).values_list("excerpt", flat=True):
        for words in rules.quotations(excerpt):
            yield Concern(Touched.QUOTATION, words)
    spotter = watch.spotter()
    for name in dict.fromkeys(match.found for match in spotter.spot(f"{capture.title}\n\n{capture.text}")):
        yield Concern(Touched.NAME, name)


def recheck(
    captures: Iterable[Capture], clock: checking.Clock, turns: Turns | None = None
) -> Iterator[checking.Checked]:
    """Look at each captured page again, and yield what came of it; news has its alert by the time this ends.

    A run that is killed before that has lost nothing: the next one raises the alerts. `turns` bounds how many pages a
    browser opens.
    """
    yield from checking.check(captures, clock, concerns, turns)
    follow_up()


def follow_up() -> None:
    """Raise an alert for all news that has none, and have the pages written whose citation changed its mark."""
    raise_alerts(concerns)
    marks.write_changed()


def recheck_due(now: datetime, clock: checking.Clock) -> int:
    """Look at the captured pages whose turn has come; return how many."""
    return sum(1 for _ in recheck(due_captures(now)[:MOST_CHECKS], clock))
