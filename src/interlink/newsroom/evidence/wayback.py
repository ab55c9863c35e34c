"""Copies that the Wayback Machine has of captured pages: asking whether it has one, or to make one.

Nothing is asked unless the settings say so: it tells others what this desk reads. The row is the queue. A page that
was captured is handed over where the settings ask for that; a page that turns out to be removed is looked up there,
for the copy of somebody who is not us.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from interlink.lib.fetch import Door, FetchError
from interlink.lib.sentences import Sentence
from interlink.lib.wayback.answers import Job, Memento
from interlink.lib.wayback.client import Service, Wayback
from interlink.lib.wayback.errors import KeysRefused, WaybackError
from interlink.newsroom.evidence.errors import NotAskedFor
from interlink.newsroom.evidence.models import Capture, WaybackCopy, WaybackState, WaybackWish
from interlink.newsroom.network import door_rules, user_agent

logger = logging.getLogger(__name__)

MOST_ORDERS = 10
MOST_QUESTIONS = 100
SECONDS_BETWEEN = 5.0
"""Its manual allows a member some captures at a time, and asks for patience; this is slower than a person's clicks."""
CLAIMED = timedelta(minutes=20)
UNTIL_ASKED_AGAIN = timedelta(minutes=1)
LONGEST_CAPTURE = timedelta(hours=1)
"""Of a job that it has forgotten it says for ever that it is at work on it."""
FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=1)
TRIES = 12

Told = Callable[[Capture], object]
Came = Memento | Job | None | WaybackError | FetchError


class Use(StrEnum):
    """What the Wayback Machine is asked for."""

    OFF = "off"
    LOOK = "look"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class _Left:
    """Not asked in this round, as what came before stopped it."""

    by: WaybackError | FetchError


def use() -> Use:
    """Return what the desk's settings ask of the Wayback Machine."""
    return Use(settings.INTERLINK_WAYBACK_USE)


def service() -> Service:
    """Return where it is, and as whom we ask."""
    found: Service = settings.INTERLINK_WAYBACK
    return found


def may_save() -> bool:
    """Say whether a copy can be ordered by hand: it is not off, and there are keys."""
    return use() is not Use.OFF and service().keys is not None


def captured(capture: Capture, now: datetime) -> None:
    """Have a page that was captured just now kept there too, where the settings say so."""
    if use() is Use.SAVE:
        _want(capture, WaybackWish.SAVE, now)


def removed(captures: Iterable[Capture], now: datetime) -> None:
    """Have pages looked up there that were removed, unless they were before."""
    if use() is not Use.OFF:
        for capture in captures:
            if not WaybackCopy.objects.filter(capture=capture).exists():
                _want(capture, WaybackWish.LOOK, now)


def order(capture: Capture, now: datetime) -> None:
    """Have a page kept there, or looked up if there are no keys, because somebody at the desk wants it.

    Raises:
        NotAskedFor: The settings say that the Wayback Machine is not asked.
    """
    if use() is Use.OFF:
        raise NotAskedFor(capture.address)
    _want(capture, WaybackWish.SAVE if may_save() else WaybackWish.LOOK, now)


def _want(capture: Capture, wish: WaybackWish, now: datetime) -> None:
    # A copy that is there stays named until a better one is.
    WaybackCopy.objects.update_or_create(
        capture=capture,
        defaults={
            "wish": wish, "state": WaybackState.WAITING, "asked_at": now, "due": now, "tries": 0, "job": "",
            "problem": "",
        },
    )  # fmt: skip


def due(now: datetime) -> QuerySet[WaybackCopy]:
    """Return what is to be asked now, the longest due first."""
    return WaybackCopy.objects.filter(due__lte=now).select_related("capture").order_by("due", "pk")


def ask_due(now: datetime, told: Told) -> int:
    """Ask for what is due, and store what came; return for how many captures a copy was found or made.

    Args:
        now: The time.
        told: Is called with each capture whose copy is known from now on, in the transaction that stores it.
    """
    if use() is Use.OFF:
        return 0
    copies = _claimed(now)
    answers = asyncio.run(_ask_all(copies)) if copies else {}
    return sum(_store(copy, answers[copy.pk], now, told) for copy in copies)


def _claimed(now: datetime) -> list[WaybackCopy]:
    """Take what is due, so that another worker does not ask for it as well; who is killed leaves it due again."""
    orders: list[WaybackCopy] = []
    questions: list[WaybackCopy] = []
    for copy in due(now)[: MOST_QUESTIONS + MOST_ORDERS]:
        (orders if copy.wish == WaybackWish.SAVE and not copy.job else questions).append(copy)
    taken = [*questions[:MOST_QUESTIONS], *orders[:MOST_ORDERS]]
    return [copy for copy in taken if due(now).filter(pk=copy.pk).update(due=now + CLAIMED)]


async def _ask_all(copies: Iterable[WaybackCopy]) -> dict[int, Came | _Left]:
    answers: dict[int, Came | _Left] = {}
    stopped: WaybackError | FetchError | None = None
    async with Door(replace(door_rules(), gap_seconds=SECONDS_BETWEEN), user_agent=user_agent()) as door:
        wayback = Wayback(door, service())
        for copy in copies:
            if stopped is not None:
                answers[copy.pk] = _Left(stopped)
                continue
            try:
                answers[copy.pk] = await _ask(wayback, copy)
            except WaybackError as error:
                answers[copy.pk] = error
                stopped = error if error.stops else None
            except FetchError as error:
                answers[copy.pk] = stopped = error
    if stopped is not None:
        logger.warning("The Wayback Machine is not asked for now: %s", stopped)
    return answers


async def _ask(wayback: Wayback, copy: WaybackCopy) -> Memento | Job | None:
    capture = copy.capture
    if copy.wish == WaybackWish.LOOK:
        return await wayback.closest(capture.address, capture.taken_at or capture.asked_at)
    return await (wayback.outcome(Job(copy.job)) if copy.job else wayback.save(capture.address))


def _store(copy: WaybackCopy, came: Came | _Left, now: datetime, told: Told) -> bool:
    copy.problem = ""
    match came:
        case Memento():
            copy.state, copy.due, copy.job = WaybackState.KEPT, None, ""
            copy.address, copy.at, copy.http_status = came.address(service().base), came.at, came.status
            copy.by_us = copy.wish == WaybackWish.SAVE
        case Job():
            copy.state, copy.job, copy.ordered_at = WaybackState.ORDERED, came.name, now
            copy.due = now + UNTIL_ASKED_AGAIN
        case _Left():
            copy.problem, copy.due = came.by.message, now + FIRST_PAUSE
        case WaybackError() | FetchError():
            _missed(copy, came, now)
        case None if copy.wish == WaybackWish.LOOK:
            copy.state, copy.due = WaybackState.NONE, None
        case None:
            _go_on_waiting(copy, now)
    with transaction.atomic():
        copy.save()
        if isinstance(came, Memento):
            told(copy.capture)
    return isinstance(came, Memento)


def _missed(copy: WaybackCopy, error: WaybackError | FetchError, now: datetime) -> None:
    copy.problem, copy.job, copy.state = error.message, "", WaybackState.WAITING
    copy.tries += 1
    if isinstance(error, KeysRefused) or (isinstance(error, FetchError) and not error.again):
        copy.due = now + LONGEST_PAUSE  # a person can mend that, and nobody tells us of it
    elif not error.again or copy.tries >= TRIES:
        copy.state, copy.due = WaybackState.FAILED, None
    else:
        copy.due = now + pause_after(copy.tries, error.wait if isinstance(error, WaybackError) else None)


def _go_on_waiting(copy: WaybackCopy, now: datetime) -> None:
    if copy.ordered_at is not None and now - copy.ordered_at < LONGEST_CAPTURE:
        copy.due = now + UNTIL_ASKED_AGAIN
    else:
        _missed(copy, WaybackError(Sentence("The Wayback Machine did not come to an end with the page.")), now)


def pause_after(tries: int, wait: float | None) -> timedelta:
    """Return how long to leave it alone after so many tries in vain, and at least as long as it asks for."""
    own = min(FIRST_PAUSE * 2 ** min(tries - 1, 16), LONGEST_PAUSE)
    return max(own, min(timedelta(seconds=wait or 0), LONGEST_PAUSE))
