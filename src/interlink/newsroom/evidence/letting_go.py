"""Retention: deleting captures that nothing needs any more, after the time that the settings give them.

What anything protects in the database is cited, whoever that is: we need not know. What a later capture points to
stays as long as that one. The row stays for good and says that there was a capture, and so does the log.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from interlink.lib.warc.check import LET_GO
from interlink.lib.warc.log import append
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.trusting import log_path


def due(now: datetime) -> QuerySet[Capture]:
    """Return the captures whose time is over, and those of which a killed run left files; the newest first.

    A capture is newer than what it points to, so that both can go in one round.
    """
    begun = Q(state=CaptureState.LET_GO) & ~Q(warc_name="")
    days = settings.INTERLINK_EVIDENCE_KEEP_DAYS
    if not days:
        return Capture.objects.filter(begun).order_by("-pk")
    over = Q(state=CaptureState.WHOLE, taken_at__lt=now - timedelta(days=days)) & ~_needed()
    return Capture.objects.filter(begun | over).order_by("-pk")


def let_go(capture: Capture, now: datetime) -> bool:
    """Delete a capture's files and text; return False where something needs it by now.

    The row says first that it goes, so that nobody cites it meanwhile; then the log; then the files go. The name of
    its file goes from the row last, and until then the next round does all of it again.

    Raises:
        StoreRefused: The files cannot be deleted now.
        WriteFailed: The log cannot be written.
    """
    with transaction.atomic():
        # Held until this is stored: whoever makes a capture that points to it waits, and sees that it goes.
        Capture.objects.select_for_update().get(pk=capture.pk)
        is_needed = Capture.objects.filter(_needed(), pk=capture.pk, state=CaptureState.WHOLE).exists()
        if is_needed:
            return False
        capture.state, capture.text, capture.stamps_due = CaptureState.LET_GO, "", None
        capture.save(update_fields=["state", "text", "stamps_due"])
        capture.points_to.clear()
        capture.checks.all().delete()
    append(log_path(), LET_GO, files={}, at=now, facts={"name": str(capture.pk)})
    keeping.let_go(capture.warc_name)
    capture.warc_name = ""
    capture.save(update_fields=["warc_name"])
    return True


def _needed() -> Q:
    """Whether readers have a capture's copy, something in the database protects it, or a later one points to it."""
    pointing = Capture.points_to.through.objects.filter(to_capture=OuterRef("pk"))
    needed = Q(public_since__isnull=False) | Q(Exists(pointing))
    for relation in Capture._meta.related_objects:  # noqa: SLF001 - Django documents it
        if getattr(relation, "on_delete", None) in (models.PROTECT, models.RESTRICT):
            rows = relation.related_model._base_manager  # noqa: SLF001 - the same
            others = rows.filter(**{relation.field.name: OuterRef("pk")})
            needed |= Q(Exists(others))
    return needed
