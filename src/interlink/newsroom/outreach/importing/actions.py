"""What happens with a list from elsewhere: looked through, taken in, undone. Each step can be cut off and goes on."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.errors import NoList
from interlink.newsroom.outreach.importing import reading, rules
from interlink.newsroom.outreach.importing.models import Import, Stage
from interlink.newsroom.outreach.importing.rules import Defaults, Found, Line
from interlink.newsroom.outreach.models import Consent, Subscriber, Subscription, Suppression

AT_ONCE = 1000
EXAMPLES = 10  # of each kind of trouble
KEPT_UNTAKEN = timedelta(days=2)


def file_of(one: Import) -> Path:
    """Return where the list lies until it is taken in or dropped; only the desk can read it."""
    folder: Path = settings.INTERLINK_IMPORTS_ROOT
    return folder / f"{one.pk}.csv"


def bring(file: BinaryIO, name: str, by: str, defaults: Defaults, now: datetime) -> Import:
    """Keep a list, to be looked through.

    Raises:
        OSError: it cannot be stored.
    """
    one = Import.objects.create(
        name=name[:200],
        by=by,
        at=now,
        language=defaults.language,
        choices=Choice.write(defaults.choices),
        consent_from=defaults.consent_from[:200],
        consent_at=defaults.consent_at,
    )
    path = file_of(one)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("wb") as kept:
        path.chmod(0o600)
        shutil.copyfileobj(file, kept)
    one.size = path.stat().st_size
    one.save(update_fields=["size"])
    return one


def start_taking(one: Import) -> bool:
    """Begin to take in what was looked through; False if that is not the next step."""
    begun = Import.objects.filter(pk=one.pk, stage=Stage.LOOKED).update(
        stage=Stage.TAKING, lines=0, done=0, found={}, examples={}
    )
    one.refresh_from_db()
    return begun == 1


def work(one: Import, now: datetime) -> Iterator[Import]:
    """Do what is to be done, yielding after each piece. Run again, it goes on where it stopped."""
    if one.stage not in {Stage.LOOKING, Stage.TAKING}:
        return
    if one.stage == Stage.LOOKING:  # nothing is stored by it, so it begins anew
        one.lines, one.done, one.found, one.examples = 0, 0, {}, {}
    try:
        with file_of(one).open("rb") as file:
            seen: set[int] = set()
            rows = reading.rows(file, one.lines)
            while piece := tuple(islice(rows, AT_ONCE)):
                _note(one, piece, seen, now)
                yield one
    except NoList as error:
        _end(one, Stage.FAILED, now, str(error))
    except FileNotFoundError:
        _end(one, Stage.FAILED, now, "The file is not there any more.")
    else:
        _end(one, Stage.LOOKED if one.stage == Stage.LOOKING else Stage.TAKEN, now)
    yield one


@transaction.atomic
def _note(one: Import, piece: tuple[reading.Row, ...], seen: set[int], now: datetime) -> None:
    """Judge some lines, and take in those that are new; how far it is and what came of it are stored together."""
    defaults = Defaults(one.language, Choice.read(one.choices), one.consent_at, one.consent_from)
    languages = frozenset(code for code, _name in settings.LANGUAGES)
    read = [(row, rules.read(row.cells, defaults, languages, now)) for row in piece]
    lines = [line for _row, line in read if isinstance(line, Line)]
    known = dict(Subscriber.objects.filter(key__in=[line.address.key for line in lines]).values_list("key", "batch"))
    hidden = {line.address.key: subscribing.hidden(line.address.key) for line in lines}
    kept_away = set(Suppression.objects.filter(checksum__in=hidden.values()).values_list("checksum", flat=True))
    counts, new = Counter(one.found), []
    for row, line in read:
        found = line if isinstance(line, Found) else Found.NEW
        if isinstance(line, Line):
            key = line.address.key
            if hidden[key] in kept_away:
                found = Found.SUPPRESSED
            elif hash(key) in seen or known.get(key) == one.pk:
                found = Found.TWICE
            elif key in known:
                found = Found.KNOWN
            else:
                new.append(_subscriber(line, one))
            seen.add(hash(key))
        counts[found] += 1
        if found is not Found.NEW and len(numbers := one.examples.setdefault(found, [])) < EXAMPLES:
            numbers.append(row.number + 1)
    if one.stage == Stage.TAKING:
        Subscriber.objects.bulk_create(new)
    one.found, one.lines, one.done = dict(counts), piece[-1].number, piece[-1].done
    one.save(update_fields=["found", "examples", "lines", "done"])


def _subscriber(line: Line, one: Import) -> Subscriber:
    made = subscribing.new_subscriber(line.address, line.language)
    made.standing, made.how, made.batch = Subscription.ACTIVE, Consent.IMPORT, one
    made.confirmed_at, made.consent_from = line.consent_at, line.consent_from
    subscribing.choose(made, line.choices)
    return made


def _end(one: Import, stage: Stage, now: datetime, problem: str = "") -> None:
    one.stage, one.ended_at, one.problem = stage, now, problem
    one.save(update_fields=["stage", "ended_at", "problem"])
    if stage is not Stage.LOOKED:
        file_of(one).unlink(missing_ok=True)


def drop(one: Import) -> None:
    """Forget a list that was not taken in."""
    if one.stage in {Stage.LOOKING, Stage.LOOKED, Stage.FAILED}:
        file_of(one).unlink(missing_ok=True)
        one.delete()


def order_undoing(one: Import) -> bool:
    """Say that a list is to be taken out again; False if it was not taken in."""
    begun = Import.objects.filter(pk=one.pk, stage=Stage.TAKEN).update(stage=Stage.UNDONE)
    one.refresh_from_db()
    return begun == 1


def undo(one: Import) -> int:
    """Take those out again whom a list brought in, and return how many.

    Who has left meanwhile stays as somebody who left, and who signed up by the form as somebody who did.
    """
    brought = one.subscribers.exclude(standing=Subscription.LEFT)
    gone = 0
    while some := list(brought.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            gone += Subscriber.objects.filter(pk__in=some).delete()[1].get("outreach.Subscriber", 0)
    return gone


def forget(now: datetime) -> None:
    """Drop lists that were looked through and never taken in: they are full of addresses."""
    for one in Import.objects.filter(stage__in=(Stage.LOOKING, Stage.LOOKED), at__lt=now - KEPT_UNTAKEN):
        drop(one)
