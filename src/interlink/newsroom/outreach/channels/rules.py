"""What we decide about announcements: what to do next, and when to try again; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)
GROWTH = 3
LONGEST_PAUSE = timedelta(hours=2)
LONGEST_REST = timedelta(days=1)
USUAL_REST = timedelta(minutes=5)
NEWS_FOR = timedelta(days=1)
"""How long after its first publication something goes out by itself; what was brought along is older."""


class Wanted(StrEnum):
    """What is to become of an announcement."""

    TOLD = "told"
    GONE = "gone"


class State(StrEnum):
    """How an announcement stands."""

    WAITING = "waiting"
    TOLD = "told"
    BEHIND = "behind"
    FAILED = "failed"
    UNSURE = "unsure"
    TAKEN_BACK = "taken back"
    CALLED_OFF = "called off"


class Standing(StrEnum):
    """How one message at the service stands.

    ASKED is written before the service is asked. Found later, it means that the work was cut off there.
    """

    ASKED = "asked"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a service can do.

    Attributes:
        edits: change a message that is there.
        deletes: take one away.
        finds: say whether it has a message, after no answer came.
        repeats: be asked the same again with the same key, without doing it twice.
        settles: how long after no answer it can be believed that it does not have it.
    """

    edits: bool
    deletes: bool
    finds: bool
    repeats: bool
    settles: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Held:
    """What we know of one message at the service."""

    position: int
    standing: Standing
    checksum: str
    asked_at: datetime


class Deed(StrEnum):
    """One thing to do."""

    POST = "post"
    FIND = "find"
    EDIT = "edit"
    DELETE = "delete"
    REST = "rest"
    """Nothing more is to be done."""
    WAIT = "wait"
    """Nothing can be done before `Step.at`."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next.

    Attributes:
        deed: what.
        position: to which message, counted from 0.
        at: when, of a WAIT.
        state: how the announcement stands, of a REST.
    """

    deed: Deed
    position: int = 0
    at: datetime | None = None
    state: State = State.WAITING


def next_step(wanted: Wanted, parts: Sequence[str], held: Sequence[Held], can: Abilities, now: datetime) -> Step:
    """Decide what to do next about one announcement.

    Args:
        wanted: what is to become of it.
        parts: the checksums of the messages that it would have now, in their order.
        held: what is known of the messages at the service, in their order.
        can: what the service can do.
        now: the time.
    """
    cut_off = next((one for one in held if one.standing is Standing.ASKED), None)
    if cut_off is not None:
        return _after_cut_off(cut_off, can, now)
    if any(one.standing is Standing.UNSURE for one in held):
        return Step(Deed.REST, state=State.UNSURE)
    if wanted is Wanted.GONE:
        return _take_back(held, can)
    return _tell(parts, held, can)


def _after_cut_off(one: Held, can: Abilities, now: datetime) -> Step:
    if not (can.finds or can.repeats):
        return Step(Deed.REST, one.position, state=State.UNSURE)
    settled = one.asked_at + can.settles
    if can.finds and now < settled:
        return Step(Deed.WAIT, one.position, at=settled)
    return Step(Deed.FIND if can.finds else Deed.POST, one.position)


def _take_back(held: Sequence[Held], can: Abilities) -> Step:
    there = [one for one in held if one.standing is Standing.SENT]
    if not there:
        return Step(Deed.REST, state=State.TAKEN_BACK)
    if not can.deletes:
        return Step(Deed.REST, state=State.BEHIND)
    return Step(Deed.DELETE, there[-1].position)  # the end of a thread first, so that no answer hangs in the air


def _tell(parts: Sequence[str], held: Sequence[Held], can: Abilities) -> Step:
    known = {one.position: one for one in held}
    begun = any(one.standing in {Standing.SENT, Standing.GONE} for one in held)
    if any(one.standing in {Standing.REFUSED, Standing.GONE} for one in held):
        # What the service refused, or somebody took away there, is not pressed upon it.
        return Step(Deed.REST, state=State.FAILED)
    missing = next((number for number in range(len(parts)) if number not in known), None)
    changed = [one.position for one in held if one.position < len(parts) and one.checksum != parts[one.position]]
    surplus = [one.position for one in held if one.position >= len(parts)]
    finished = begun and missing is None
    if changed and can.edits:
        return Step(Deed.EDIT, changed[0])
    if changed and not can.edits:
        return Step(Deed.REST, state=State.BEHIND)
    if surplus:
        return Step(Deed.DELETE, surplus[-1]) if can.deletes else Step(Deed.REST, state=State.BEHIND)
    if finished or missing is None:
        return Step(Deed.REST, state=State.TOLD)
    return Step(Deed.POST, missing)


def again_at(tries: int, now: datetime) -> datetime | None:
    """Return when something that could not be done is tried again, or None when it was tried often enough.

    Half a minute, then three times longer each time, up to two hours: some four hours in all.
    """
    if tries >= TRIES:
        return None
    return now + min(FIRST_PAUSE * GROWTH ** max(tries - 1, 0), LONGEST_PAUSE)


def rest_until(wait: float | None, now: datetime) -> datetime:
    """Return until when a service is left in peace that asked for it; at most a day, whatever it says."""
    return now + (min(timedelta(seconds=wait), LONGEST_REST) if wait is not None else USUAL_REST)


@dataclass(frozen=True, slots=True)
class Taste:
    """What goes out on a channel.

    Attributes:
        languages: of posts; empty for all.
        kinds: of posts, with "digest" for digests; empty for all.
        by_itself: whether it goes out without anybody's pressing a button.
        wait: how long it can still be called off then.
    """

    languages: frozenset[str]
    kinds: frozenset[str]
    by_itself: bool
    wait: timedelta

    def fits(self, language: str, kind: str) -> bool:
        """Tell whether posts of a language and kind belong on the channel."""
        return (not self.languages or language in self.languages) and (not self.kinds or kind in self.kinds)


def goes_out_at(
    taste: Taste, language: str, kind: str, published: datetime | None, added: datetime, now: datetime
) -> datetime | None:
    """Decide when something that was just published goes out by itself; None if it does not.

    What was first published before the channel was added, or more than a day ago, is no news: it was edited, or
    brought along from elsewhere.
    """
    if not (taste.by_itself and taste.fits(language, kind)) or published is None:
        return None
    if published < added or now - published > NEWS_FOR:
        return None
    return now + taste.wait
