"""What is stored about evidence: captures of pages."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CaptureState(models.TextChoices):
    """How far a capture has come; only WHOLE means that there is a copy."""

    WAITING = "waiting", _("waiting")
    WHOLE = "whole", _("captured")
    FAILED = "failed", _("failed")


class Capture(models.Model):
    """One page as we received it at one time, or the attempt to get it.

    The web archive file is the evidence; the columns repeat what it says so that pages
    can be listed. `warc_name` is a path relative to the evidence folder.
    """

    address = models.TextField(_("address"))
    state = models.CharField(_("state"), max_length=10, choices=CaptureState, default=CaptureState.WAITING)
    asked_at = models.DateTimeField(_("asked for"))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    final_address = models.TextField(_("answered by"), blank=True)
    http_status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    media_type = models.CharField(_("type"), max_length=100, blank=True)
    warc_name = models.CharField(_("file"), max_length=200, blank=True)
    warc_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    warc_bytes = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    payload_sha256 = models.CharField(_("SHA-256 of the page"), max_length=64, blank=True)
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"), blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(_("problem"), blank=True)

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state"]), models.Index(fields=["address"])]

    def __str__(self) -> str:
        return f"{self.address} ({self.get_state_display()})"

    @property
    def is_whole(self) -> bool:
        """Whether there is a copy to show."""
        return self.state == CaptureState.WHOLE

    @property
    def warc_path(self) -> Path:
        """Where the web archive file is on this machine."""
        return Path(settings.INTERLINK_EVIDENCE_ROOT) / self.warc_name
