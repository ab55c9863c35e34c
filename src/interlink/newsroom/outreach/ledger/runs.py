"""The processes that hand mailings over, and what becomes of the rows of those that are gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from interlink.background.places import process_start, this_place, this_process
from interlink.background.rules import is_gone
from interlink.newsroom.outreach.models import Delivery, Handover, Mailing, Run

RENEW = timedelta(seconds=15)
CUT_OFF = "The work was cut off between handing over and noting it."


def enter(mailing: Mailing, now: datetime) -> Run:
    """Take part in a mailing."""
    pid, started = this_process()
    return Run.objects.create(mailing=mailing, place=this_place(), pid=pid, started=started, renewed_at=now)


def renew(run: Run, now: datetime) -> bool:
    """Say that this process lives; False when others took it for gone, and its rows with it."""
    if now - run.renewed_at < RENEW:
        return Run.objects.filter(pk=run.pk).exists()
    run.renewed_at = now
    return Run.objects.filter(pk=run.pk).update(renewed_at=now) == 1


@transaction.atomic
def give_up_lost(mailing: Mailing, now: datetime) -> int:
    """Count as not known what processes that are gone were handing over, and return how many mails those are.

    What they had noted stands, and what they had not begun was never theirs.
    """
    here = this_place()
    runs = list(Run.objects.filter(mailing=mailing))
    gone = [run for run in runs if is_gone(run.owner, here=here, seen=_seen(run, here), now=now)]
    # A desk that was restored from a copy may hold rows of a run that the copy does not have.
    handing = Delivery.objects.filter(mailing=mailing, state=Handover.HANDING)
    left = handing.filter(run__in=gone) | handing.filter(run=None)
    lost = left.update(state=Handover.UNSURE, changed_at=now, problem=CUT_OFF, run=None)
    Run.objects.filter(pk__in=[run.pk for run in gone]).delete()
    return lost


def _seen(run: Run, here: str) -> str | None:
    return process_start(run.pid) if run.place == here else None
