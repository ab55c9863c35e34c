"""The books of what is told: who works at which servers, and what is written before and after they are asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from interlink.background.places import process_start, this_place, this_process
from interlink.background.rules import is_gone
from interlink.newsroom.outreach.channels.composing import public_page
from interlink.newsroom.outreach.fediverse import documents, queries, rules
from interlink.newsroom.outreach.fediverse.models import Actor, Delivery, Inbox, Note, Server
from interlink.newsroom.outreach.fediverse.rules import OPEN, After, Kind, Standing, Verdict

FREE = {"place": "", "pid": 0, "started": "", "held_at": None}
TELLING = frozenset({Kind.CREATE, Kind.UPDATE})


@dataclass(frozen=True, slots=True)
class Errand:
    """One delivery that is about to be made."""

    delivery: int
    server: int
    us: Actor
    address: str
    body: bytes


@transaction.atomic
def take(now: datetime, most: int) -> list[Errand]:
    """Take the next delivery of each of so many servers, and note that they are about to be asked.

    Of two processes, one has a server.
    """
    taken: list[Errand] = []
    for server in queries.servers_due(now):
        if len(taken) == most:
            break
        if not _is_free(Server.objects.select_for_update().get(pk=server.pk), now):
            continue
        row = _next(server, now)
        if row is not None:
            Server.objects.filter(pk=server.pk).update(**_ours(), held_at=now)
            taken.append(_begin(row, now))
    return taken


def _is_free(server: Server, now: datetime) -> bool:
    owner, here = server.owner, this_place()
    if owner is None:
        return True
    seen = process_start(owner.pid) if owner.place == here else None
    return is_gone(owner, here=here, seen=seen, now=now)


def _next(server: Server, now: datetime) -> Delivery | None:
    """Return what a server is told next; posts that readers do not see any more are passed over."""
    while (row := queries.first_due(server, now)) is not None:
        note = row.activity.note
        if row.activity.kind not in TELLING or note is None:
            return row
        if note.gone_at is None and public_page(note.page_id) is not None:
            return row
        _set(row, standing=Standing.CALLED_OFF, noted_at=now)
    return None


def _begin(row: Delivery, now: datetime) -> Errand:
    said = row.activity
    _set(row, standing=Standing.ASKED, asked_at=now)
    if said.kind in TELLING and said.note_id is not None:
        Note.objects.filter(pk=said.note_id, left=False).update(left=True)
        Inbox.objects.filter(pk=row.inbox_id, told=False).update(told=True)
    body = json.dumps(documents.activity(said), ensure_ascii=False, separators=(",", ":")).encode()
    return Errand(row.pk, row.inbox.server_id, said.actor, row.inbox.address, body)


@transaction.atomic
def note(results: Iterable[tuple[Errand, Verdict]], now: datetime) -> None:
    """Note what came of deliveries, and let their servers go."""
    for errand, verdict in results:
        server = Server.objects.select_for_update().get(pk=errand.server)
        row = Delivery.objects.select_related("activity").filter(pk=errand.delivery).first()
        _note_server(server, verdict, now)
        if row is not None:  # else it was blocked meanwhile
            _note_delivery(row, verdict, now)


def _note_server(server: Server, verdict: Verdict, now: datetime) -> None:
    away = verdict.after is After.LATER
    told: dict[str, object] = {"problem": verdict.problem or "", "problem_words": verdict.words}
    told |= {"failing_since": (server.failing_since or now) if away else None}
    tries = min(server.tries + 1, 1000) if away else 0
    told |= {"tries": tries, "rests_until": rules.rest_until(tries, verdict.wait, now) if away else None}
    Server.objects.filter(pk=server.pk, **_ours()).update(**told, **FREE)


def _note_delivery(row: Delivery, verdict: Verdict, now: datetime) -> None:
    words = verdict.words
    is_old = now - row.activity.made_at > rules.GIVEN_UP and row.activity.kind in {Kind.CREATE, Kind.ACCEPT}
    match verdict.after:
        case After.GONE:
            Inbox.objects.filter(pk=row.inbox_id).delete()  # with who follows by it, and all that waits for it
        case After.DONE:
            _set(row, standing=Standing.DONE, noted_at=now)
        case After.LATER if not is_old:
            # What was called off meanwhile stays so.
            Delivery.objects.filter(pk=row.pk, standing__in=OPEN).update(standing=Standing.WAITING, problem_words=words)
        case _:
            _set(row, standing=Standing.REFUSED, noted_at=now, problem_words=words)


def _ours() -> dict[str, object]:
    pid, started = this_process()
    return {"place": this_place(), "pid": pid, "started": started}


def _set(row: Delivery, **fields: object) -> None:
    Delivery.objects.filter(pk=row.pk).update(**fields)
