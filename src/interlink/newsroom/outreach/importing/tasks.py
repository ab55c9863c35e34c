"""What runs later for lists from elsewhere."""

from __future__ import annotations

from django.utils import timezone

from interlink.background.jobs import job
from interlink.newsroom.outreach.importing import actions
from interlink.newsroom.outreach.importing.models import Import, Stage


@job(attempts=5)
def work_on(number: int) -> None:
    """Look a list through, or take it in; run again, it goes on where it stopped."""
    one = Import.objects.filter(pk=number).first()
    for _ in actions.work(one, timezone.now()) if one else ():
        pass


@job(attempts=5)
def undo(number: int) -> None:
    """Take those out again whom a list brought in."""
    one = Import.objects.filter(pk=number, stage=Stage.UNDONE).first()
    if one is not None:
        actions.undo(one)
