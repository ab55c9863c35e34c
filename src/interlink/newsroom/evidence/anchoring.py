"""Having the log proven by Bitcoin (OpenTimestamps), where the settings name calendars.

One proof is of the log's last line, and so of all captures up to then: a desk asks once an hour at most, however many
pages it captures. The row is the queue, and the proof a file beside the log. A calendar promises at once, and delivers
some hours later, when its block is there; who was out of reach is asked again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from interlink.lib.fetch import Door, FetchError, Limits
from interlink.lib.warc.calendars import LONGEST_ANSWER, Get, Proof, keep, name_of, read_proof
from interlink.lib.warc.errors import ReadFailed, StampRefused, WarcError
from interlink.newsroom.evidence import publishing
from interlink.newsroom.evidence.models import LogProof
from interlink.newsroom.evidence.posting import post_through
from interlink.newsroom.evidence.trusting import evidence_folder
from interlink.newsroom.network import door_rules, user_agent

logger = logging.getLogger(__name__)

LIMITS = Limits(max_bytes=LONGEST_ANSWER, max_wire_bytes=LONGEST_ANSWER, total_seconds=20.0, max_redirects=3)
BETWEEN_TWO = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=10)
UNTIL_A_BLOCK = timedelta(hours=2)
LONGEST_PAUSE = timedelta(days=1)
MOST_AT_ONCE = 20
MOST_TRIES = 8
"""How often a calendar that promises nothing is asked to, where another one has."""
_OK, _NOT_THERE = 200, 404


def calendars() -> tuple[str, ...]:
    """Return who is asked to put the log into a block."""
    found: tuple[str, ...] = settings.INTERLINK_CALENDARS
    return found


def anchor(now: datetime) -> int:
    """Ask for a proof of the log's end if there is news in it, and for what was promised; return how many are complete.

    What goes wrong is on the rows, and raises nothing.
    """
    if not calendars():
        return 0
    _begin(now)
    rows = list(LogProof.objects.filter(due__lte=now).order_by("due", "number")[:MOST_AT_ONCE])
    if rows:
        asyncio.run(_ask_for_all(rows, now))
    for row in rows:
        row.save()
    return sum(row.block is not None for row in rows)


def _begin(now: datetime) -> None:
    head = publishing.head()
    with transaction.atomic():
        last = LogProof.objects.select_for_update().order_by("-number").first()
        if head.number and (last is None or (head.number > last.number and now - last.asked_at >= BETWEEN_TWO)):
            LogProof.objects.create(number=head.number, sha256=head.sha256, asked_at=now, due=now)


async def _ask_for_all(rows: Sequence[LogProof], now: datetime) -> None:
    async with Door(door_rules(), user_agent=user_agent()) as door:
        for row in rows:  # they are asked for one thing after the other: they are free
            await _ask_for(row, door, now)


async def _ask_for(row: LogProof, door: Door, now: datetime) -> None:
    place = evidence_folder() / name_of(row.number)
    problems: list[str] = []
    proof = _proof_so_far(row)
    row.tries += 1
    if not row.promised or row.tries <= MOST_TRIES:
        for calendar in calendars():
            if calendar not in row.promised:
                problems += await _submit(row, proof, calendar, door)
    if row.promised:
        try:
            await proof.complete(calendars(), _get_through(door))
        except (FetchError, StampRefused) as error:
            problems.append(str(error))
        try:
            keep(proof, place)
        except WarcError as error:
            problems.append(str(error))
            row.promised = []  # nothing of it is on the disk, and it is asked for anew
    row.block = proof.attested[0].block if proof.attested and row.promised else None
    row.problem = " ".join(problems)
    missing = [calendar for calendar in calendars() if calendar not in row.promised]
    if row.block is not None:
        row.due = None
    elif missing and (not row.promised or row.tries < MOST_TRIES):
        row.due = now + min(FIRST_PAUSE * 2 ** min(row.tries - 1, 16), LONGEST_PAUSE)
    else:
        row.due = now + min(UNTIL_A_BLOCK * 2 ** min(max(row.tries - 2, 0), 16), LONGEST_PAUSE)
    if problems:
        logger.warning("The proof of line %s of the log waits: %s", row.number, row.problem)


def _proof_so_far(row: LogProof) -> Proof:
    """Return what the calendars have given; begin anew where that is no longer to be read."""
    if row.promised:
        try:
            found = Proof.read(read_proof(evidence_folder() / name_of(row.number)))
        except (OSError, ReadFailed):
            pass
        else:
            if found.sha256 == row.sha256:
                return found
    row.promised = []
    return Proof(row.sha256)


async def _submit(row: LogProof, proof: Proof, calendar: str, door: Door) -> list[str]:
    try:
        await proof.submit(calendar, post_through(door, LIMITS))
    except (FetchError, StampRefused) as error:
        return [str(error)]
    row.promised = [*row.promised, calendar]
    return []


def _get_through(door: Door) -> Get:
    async def get(address: str) -> bytes | None:
        answer = await door.get(address, limits=LIMITS, obey_robots=False)
        if answer.status == _NOT_THERE:
            return None
        if answer.status != _OK:
            raise StampRefused(address, f"it answered {answer.status} {answer.reason}".strip(), again=True)
        return answer.body

    return get
