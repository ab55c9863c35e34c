"""Asking authorities for timestamps: of the log's last line, which covers all captures logged up to then.

The row is the queue here too: `stamps_due` says when authorities are asked next, and is empty when nothing is left to
ask. A desk that is offline asks again and again, ever more rarely, and gives up never. Each answer lies beside the log
before the row says anything, so that a killed round asks for nothing twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from interlink.lib.fetch import Door, FetchError, Limits
from interlink.lib.sentences import Sentence, joined
from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.log import Head, head_of
from interlink.lib.warc.log_check import Logged
from interlink.lib.warc.log_stamps import keep_stamp, stamps_of
from interlink.lib.warc.timestamps import LONGEST_REPLY, Authority, Post, ask
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.posting import post_through
from interlink.newsroom.evidence.trusting import authorities, log_as_it_is, log_path
from interlink.newsroom.network import door_rules, user_agent

logger = logging.getLogger(__name__)

LIMITS = Limits(max_bytes=LONGEST_REPLY, max_wire_bytes=LONGEST_REPLY, total_seconds=20.0, max_redirects=3)
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)
AT_ONCE = 500
NOT_LOGGED = Sentence("The log does not have it, so no authority can be asked for it.")


def stamp(captures: Sequence[Capture], now: datetime) -> int:
    """Ask for a timestamp of the log by each authority whose last one does not cover these captures.

    What an authority refuses or does not answer is on the rows, and raises nothing.

    Returns:
        How many of the captures lack none now.
    """
    asked = authorities()
    logged = log_as_it_is().files()
    lines = {one.pk: logged[one.warc_name].line for one in captures if one.warc_name in logged}
    problems: dict[str, str] = {}
    if lines:
        wanting = [one for one in asked if _last(one) < max(lines.values())]
        problems = asyncio.run(_ask_each(wanting, head_of(log_path()))) if wanting else {}
    last = {one.name: _last(one) for one in asked}
    done = 0
    for capture in captures:
        line = lines.get(capture.pk)
        lacking = [name for name, number in last.items() if line is None or number < line]
        capture.stamp_tries = min(capture.stamp_tries + 1, 1000)
        capture.stamps_due = now + pause_after(capture.stamp_tries) if lacking else None
        said = [NOT_LOGGED] if line is None else [problems[name] for name in lacking if name in problems]
        capture.stamp_problem = joined(said) if lacking and said else ""
        capture.save(update_fields=["stamps_due", "stamp_tries", "stamp_problem"])
        done += not lacking
    _note_covered(min(last.values(), default=0), logged)
    return done


def _note_covered(line: int, logged: Mapping[str, Logged]) -> None:
    """Note that captures up to this line lack none any more, also those that were waiting for a later round."""
    waiting = Capture.objects.filter(stamps_due__isnull=False).values_list("pk", "warc_name")
    covered = [pk for pk, name in waiting if name in logged and logged[name].line <= line]
    for first in range(0, len(covered), AT_ONCE):
        rows = Capture.objects.filter(pk__in=covered[first : first + AT_ONCE])
        rows.update(stamps_due=None, stamp_problem="")


def _last(authority: Authority) -> int:
    return max(stamps_of(log_path()).get(authority.name, ()), default=0)


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries that did not bring everything."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 16), LONGEST_PAUSE)


async def _ask_each(wanting: Sequence[Authority], head: Head) -> dict[str, str]:
    """Ask authorities for a timestamp of the head, and return what went wrong, by their names."""
    async with Door(door_rules(), user_agent=user_agent()) as door:
        said = await asyncio.gather(*(_ask(one, head, post_through(door, LIMITS)) for one in wanting))
    return {one.name: problem for one, problem in zip(wanting, said, strict=True) if problem}


async def _ask(authority: Authority, head: Head, post: Post) -> str:
    try:
        keep_stamp(await ask(head.sha256, authority, post), log_path(), head.number, authority)
    except FetchError as error:
        problem: str = Sentence(
            "%(authority)s could not be asked: %(why)s", authority=authority.name, why=error.message
        )
    except WarcError as error:
        problem = error.message
    else:
        return ""
    logger.warning("No timestamp by %s for now: %s", authority.name, problem)
    return problem
