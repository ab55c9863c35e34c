"""Captures that were taken by themselves, since a watched name was spotted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.watch.models.items import Item


class SpottedCapture(models.Model):
    """The capture that was ordered for an item; an item has at most one, so that no round orders it twice."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="spotted_capture")
    # Nobody cites it for this alone, so it may be let go when its time is over.
    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="spotted_in")
    ordered_at = models.DateTimeField(_("ordered"), db_index=True)

    class Meta:
        verbose_name = _("capture of a spotted report")
        verbose_name_plural = _("captures of spotted reports")

    def __str__(self) -> str:
        return str(self.capture)
