"""What happens to a source when it was asked: its state, its next check, and a line in its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from interlink.lib.fetch import Validators
from interlink.lib.sentences import Sentence
from interlink.newsroom.watch import rows
from interlink.newsroom.watch.models import Event, EventKind, Source, State
from interlink.newsroom.watch.polling import rules

ANSWER_FIELDS = (
    "state", "failures", "failing_since", "problem", "next_check", "last_check", "last_success", "last_item",
    "hours_between_items", "etag", "last_modified", "answer_checksum", "language", "site", "address", "moved_to",
    "memory",
)  # fmt: skip
# What an answer without anything new may change.
UNCHANGED_FIELDS = (
    "state", "failures", "failing_since", "problem", "next_check", "last_check", "last_success", "etag",
    "last_modified",
)  # fmt: skip
TROUBLE_FIELDS = ("state", "failures", "failing_since", "problem", "next_check", "last_check")
STARTED = {
    State.FAILING: EventKind.FAILED,
    State.BLOCKED: EventKind.BLOCKED,
    State.GONE: EventKind.GONE,
    State.QUIET: EventKind.QUIET,
}
IN_TROUBLE = frozenset({State.FAILING, State.BLOCKED, State.GONE})


def usual_rest() -> timedelta:
    """Return how long a source rests whose pace is not known."""
    return timedelta(minutes=settings.INTERLINK_MINUTES_BETWEEN_CHECKS)


def spread(source: Source) -> float:
    """Return a number from -1 to 1 that stays the same for a source and differs between sources."""
    return (source.pk * 0.618034) % 2.0 - 1.0


def standing(source: Source) -> rules.Standing:
    """Return what the rules need to know of a source."""
    return rules.Standing(
        condition=rules.Condition(source.state),
        failures=source.failures,
        failing_since=source.failing_since,
        hours_between_items=source.hours_between_items,
        last_item=source.last_item,
        added_at=source.added_at,
    )


def note_answer(
    source: Source,
    now: datetime,
    *,
    times: Iterable[datetime] = (),
    problem: str = "",
    wait: timedelta = timedelta(),
    validators: Validators | None = None,
    news: bool = True,
) -> None:
    """Store that a source answered.

    Args:
        source: the source; what the answer changed in it otherwise is stored along.
        now: the time of the answer.
        times: when the items in the answer appeared.
        problem: what was wrong with the answer although it could be used, such as broken XML.
        wait: what the server asks us to wait.
        validators: to ask with the next time; None keeps those that we have.
        news: whether the answer said anything; if not, only what any answer may change is stored.
    """
    if validators is not None:
        source.etag, source.last_modified = validators.etag or "", validators.last_modified or ""
    appeared = [min(time, now) for time in times]
    source.hours_between_items = rules.pace(appeared, source.hours_between_items)
    source.last_item = max([*appeared, *([source.last_item] if source.last_item else [])], default=None)
    plan = rules.after_answer(standing(source), now, usual_rest(), spread=spread(source), wait=wait)
    if source.moved_to:
        plan = rules.Plan(plan.next_check, rules.Condition.MOVED)
    source.last_check = source.last_success = now
    _store(source, plan, problem, now, ANSWER_FIELDS if news else UNCHANGED_FIELDS)


def note_trouble(
    source: Source, trouble: rules.Trouble, problem: str, now: datetime, *, wait: timedelta = timedelta()
) -> None:
    """Store that a source could not be used, in what way, and since when."""
    plan = rules.after_trouble(standing(source), now, usual_rest(), trouble, spread=spread(source), wait=wait)
    source.last_check = now
    _store(source, plan, problem, now, TROUBLE_FIELDS)


def _store(source: Source, plan: rules.Plan, problem: str, now: datetime, fields: tuple[str, ...]) -> None:
    before, after = State(source.state), State(plan.condition.value)
    source.state = after
    source.failures, source.failing_since = plan.failures, plan.failing_since
    source.next_check, source.problem = plan.next_check, problem
    rows.update(source, fields)
    if after != before and after in STARTED:
        tell(source, STARTED[after], now, problem)
    elif before in IN_TROUBLE and after not in IN_TROUBLE:
        tell(source, EventKind.RECOVERED, now)


def follow_move(source: Source, address: str, now: datetime) -> None:
    """Remember that a source moved for good; the caller stores the source.

    When the new address is watched already, as another source, this one keeps its address and says so.
    """
    if address in {source.address, source.moved_to}:
        return
    tell(source, EventKind.MOVED, now, Sentence("from %(old)s to %(new)s", old=source.address, new=address))
    if Source.objects.filter(address=address).exclude(pk=source.pk).exists():
        source.moved_to = address
    else:
        source.address, source.moved_to = address, ""


def pause(source: Source, now: datetime) -> None:
    """Stop watching a source; its items stay."""
    _activate(source, EventKind.PAUSED, now, active=False)


def resume(source: Source, now: datetime) -> None:
    """Watch a source again, from now."""
    source.next_check = now
    _activate(source, EventKind.RESUMED, now, active=True)


def _activate(source: Source, kind: EventKind, now: datetime, *, active: bool) -> None:
    if source.active == active:
        return
    source.active = active
    source.save(update_fields=["active", "next_check"])
    tell(source, kind, now)


def tell(source: Source, kind: EventKind, now: datetime, words: str = "") -> None:
    """Add a line to a source's history."""
    rows.insert_missing(Event, [{"source_id": source.pk, "kind": kind.value, "at": now, "words": words}])
