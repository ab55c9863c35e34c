"""Asking hubs, through the door to the network: for a subscription, for more time, to stop."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from interlink.lib.fetch import Door, FetchError
from interlink.lib.sentences import Sentence
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.watch.models import Source
from interlink.newsroom.watch.websub import callbacks, rules
from interlink.newsroom.watch.websub.models import Asking

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One request to a hub; `source_id` is None where the source has nothing to do with it any more."""

    hub: str
    form: dict[str, str]
    source_id: int | None = None


def ask_due(now: datetime) -> int:
    """Ask the hubs whose turn has come, and return how many. A desk that no hub can reach asks none.

    What follows if a hub stays silent is stored before it is asked: it may confirm while it still has our request,
    and this process may be killed.
    """
    if not callbacks.enabled():
        return 0
    requests = [*_stop_paused(), *_prepare(now)]
    send(requests)
    return len(requests)


@transaction.atomic
def _prepare(now: datetime) -> list[Request]:
    due = Asking.objects.filter(Q(next_ask=None) | Q(next_ask__lte=now), source__active=True)
    due = due.select_related("source").order_by(F("next_ask").asc(nulls_first=True), "pk")[:MOST_AT_ONCE]
    requests = []
    for asking in due:
        source = asking.source
        if not source.hub_secret:
            source.hub_secret = secrets.token_hex(32)
            source.save(update_fields=["hub_secret"])
        asking.asked, asking.next_ask = now, rules.retry(asking.failures, now)
        asking.failures, asking.problem = asking.failures + 1, Sentence("The hub has not confirmed the subscription.")
        asking.save(update_fields=["asked", "next_ask", "failures", "problem"])
        requests.append(Request(source.hub, subscription(source), source.pk))
    return requests


@transaction.atomic
def _stop_paused() -> list[Request]:
    """Let go of the subscriptions of sources that are not watched any more."""
    paused = Source.objects.filter(active=False, asking__isnull=False).exclude(hub_secret="")[:MOST_AT_ONCE]
    requests = [Request(source.hub, ending(source)) for source in paused if source.hub]
    for source in paused:
        forget(source)
    return requests


def forget(source: Source) -> None:
    """Drop a subscription on our side: what its hub still sends is refused, and it is asked anew when needed."""
    source.hub_secret, source.hub_until = "", None
    source.save(update_fields=["hub_secret", "hub_until"])
    Asking.objects.filter(source=source).update(next_ask=None, failures=0, told=None)


def subscription(source: Source) -> dict[str, str]:
    """Return what is sent to subscribe or to renew [WebSub 5.1]."""
    return {
        "hub.mode": "subscribe",
        "hub.topic": source.hub_topic,
        "hub.callback": callbacks.address(source),
        "hub.lease_seconds": str(int(rules.LEASE_ASKED.total_seconds())),
        "hub.secret": source.hub_secret,
    }


def ending(source: Source) -> dict[str, str]:
    """Return what is sent to end a subscription."""
    return {"hub.mode": "unsubscribe", "hub.topic": source.hub_topic, "hub.callback": callbacks.address(source)}


def send(requests: Sequence[Request]) -> None:
    """Send requests, each host in its turn, and store in plain words what a hub had against it."""
    if not requests:
        return
    problems = asyncio.run(_send_all(requests))
    for request, problem in zip(requests, problems, strict=True):
        if problem and request.source_id is not None:
            Asking.objects.filter(pk=request.source_id, failures__gt=0).update(problem=problem)


async def _send_all(requests: Sequence[Request]) -> list[str]:
    async with Door(door_rules(), user_agent=user_agent()) as door:
        return list(await asyncio.gather(*(_send(door, request) for request in requests)))


async def _send(door: Door, request: Request) -> str:
    try:
        answer = await door.post(request.hub, form=request.form)
    except FetchError as error:
        return error.message
    if 200 <= answer.status < 300:  # noqa: PLR2004 - 202 by the standard; older hubs say 204
        return ""
    return Sentence("The hub refused (it answered %(status)s).", status=str(answer.status))
