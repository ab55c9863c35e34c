"""Telling other servers what our actors say: some at once, one thing at a time to each, each noted before and after."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from interlink.lib.fetch import AddressRefused, Document, Door, FetchError, Limits
from interlink.lib.fetch.addresses import WebAddress
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.outreach.fediverse import addresses, books, senders
from interlink.newsroom.outreach.fediverse.books import Errand
from interlink.newsroom.outreach.fediverse.documents import MEDIA_TYPE
from interlink.newsroom.outreach.fediverse.rules import After, Problem, Verdict, judge

AT_ONCE = 32
DELIVERY = Limits(max_bytes=100_000, max_wire_bytes=100_000, total_seconds=15.0, connect_seconds=5.0, max_redirects=2)


def deliver(now: Callable[[], datetime] = timezone.now, limits: Limits = DELIVERY) -> int:
    """Tell what is due, until nothing is; return how much was handed over or tried.

    Run again, it goes on where it stopped. What was cut off is sent again under the same name, by which receivers
    know that they have it.
    """
    made = 0
    with asyncio.Runner() as runner:
        door = Door(door_rules(), user_agent=user_agent())
        runner.run(door.__aenter__())
        try:
            while errands := books.take(now(), AT_ONCE):
                signed = [(one, *_signed(one)) for one in errands]
                verdicts = runner.run(_all(door, signed, limits))
                books.note(zip(errands, verdicts, strict=True), now())
                made += len(errands)
        finally:
            runner.run(door.__aexit__(None, None, None))
    return made


def _signed(errand: Errand) -> tuple[WebAddress | None, dict[str, str]]:
    where = addresses.proper(errand.address)
    return where, senders.signed("POST", where, errand.us, errand.body) if where else {}


async def _all(
    door: Door, errands: list[tuple[Errand, WebAddress | None, dict[str, str]]], limits: Limits
) -> list[Verdict]:
    return await asyncio.gather(*(_one(door, *one, limits) for one in errands))


async def _one(
    door: Door, errand: Errand, where: WebAddress | None, headers: dict[str, str], limits: Limits
) -> Verdict:
    if where is None:  # the settings allowed it once
        return Verdict(After.LATER, Problem.ADDRESS)
    try:
        document = Document(errand.body, MEDIA_TYPE)
        answer = await door.post(where.text, document=document, headers=headers, limits=limits)
    except AddressRefused as error:
        return Verdict(After.LATER, Problem.ADDRESS, error.message)
    except FetchError as error:
        return Verdict(After.LATER, Problem.AWAY, error.message)
    return judge(answer.status, answer.reason, answer.retry_after)
