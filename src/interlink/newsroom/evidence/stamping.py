"""Asking authorities for timestamps: of each web archive file, and of each package's manifest.

The row is the queue here too: `stamps_due` says when authorities are asked next, and is empty when nothing is left to
ask. A desk that is offline asks again and again, ever more rarely, and gives up never. Each answer lies beside its
file before the row says anything, so that a killed round asks for nothing twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from interlink.lib.fetch import Document, Door, FetchError, Limits
from interlink.lib.warc.errors import StampRefused, WarcError
from interlink.lib.warc.timestamps import LONGEST_REPLY, Authority, Post, ask, keep, place_of
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import authorities, evidence_folder
from interlink.newsroom.network import door_rules, user_agent

logger = logging.getLogger(__name__)

LIMITS = Limits(max_bytes=LONGEST_REPLY, max_wire_bytes=LONGEST_REPLY, total_seconds=20.0, max_redirects=3)
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)
REFUSALS_BORNE = 3
_OK = 200


@dataclass(frozen=True)
class Wish:
    """A timestamp that is wanted: of which file's checksum."""

    capture: int
    path: Path
    sha256: str


@dataclass
class _Round:
    """What came of asking."""

    kept: set[int] = field(default_factory=set)
    problems: dict[int, str] = field(default_factory=dict)


def stamp(captures: Sequence[Capture], now: datetime) -> int:
    """Ask for the timestamps that these captures lack; return how many of them lack none now.

    What an authority refuses or does not answer is on the row, and raises nothing.
    """
    asked = authorities()
    asking = _Round()
    wishes = {one: [wish for capture in captures for wish in _wishes(capture, one)] for one in asked}
    asyncio.run(_ask_all(wishes, asking))
    done = 0
    for capture in captures:
        lacking = any(wish for one in asked for wish in _wishes(capture, one))
        capture.stamp_tries = min(capture.stamp_tries + 1, 1000)
        capture.stamps_due = now + pause_after(capture.stamp_tries) if lacking else None
        capture.stamp_problem = asking.problems.get(capture.pk, "") if lacking else ""
        if capture.pk in asking.kept:
            capture.moved_at = None  # what came now is here, and has to follow
        capture.save(update_fields=["stamps_due", "stamp_tries", "stamp_problem", "moved_at"])
        done += not lacking
    return done


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries that did not bring everything."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 16), LONGEST_PAUSE)


def _wishes(capture: Capture, authority: Authority) -> list[Wish]:
    folder = evidence_folder()
    subjects = ((capture.warc_name, capture.warc_sha256), (capture.package_name, capture.manifest_sha256))
    there = keeping.names_of(capture.warc_name)
    return [
        Wish(capture.pk, folder / name, sha256)
        for name, sha256 in subjects
        if sha256 and place_of(folder / name, authority.name).relative_to(folder).as_posix() not in there
    ]


async def _ask_all(wishes: Mapping[Authority, Iterable[Wish]], asking: _Round) -> None:
    async with Door(door_rules(), user_agent=user_agent()) as door:
        # Each authority is asked for one thing after the other: they are free, and want it so.
        await asyncio.gather(*(_ask_one(one, wanted, _post_through(door), asking) for one, wanted in wishes.items()))


async def _ask_one(authority: Authority, wishes: Iterable[Wish], post: Post, asking: _Round) -> None:
    refusals, down = 0, ""
    for wish in wishes:
        if not down:
            try:
                keep(await ask(wish.sha256, authority, post), wish.path, authority)
                asking.kept.add(wish.capture)
                continue
            except FetchError as error:
                down = f"{authority.name} could not be asked: {error}"
            except StampRefused as error:
                asking.problems[wish.capture] = str(error)
                refusals += 1
                if refusals >= REFUSALS_BORNE:
                    down = str(error)
            except WarcError as error:
                down = str(error)
            if down:
                logger.warning("No timestamps by %s for now: %s", authority.name, down)
        if down:
            asking.problems.setdefault(wish.capture, down)


def _post_through(door: Door) -> Post:
    async def post(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        own = {name: value for name, value in headers.items() if name != "Content-Type"}
        answer = await door.post(address, document=Document(body, headers["Content-Type"]), headers=own, limits=LIMITS)
        if answer.status != _OK:
            raise StampRefused(address, f"it answered {answer.status} {answer.reason}", again=True)
        return answer.body

    return post
