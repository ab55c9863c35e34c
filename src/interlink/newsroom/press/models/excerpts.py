"""Excerpts that are longer than their outlet's limit, and who allowed it why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LongExcerpt(models.Model):
    """A publisher let a post quote more of one report than is usual, up to so many words. Nothing is ever taken out."""

    post = models.ForeignKey("press.PostPage", on_delete=models.CASCADE, related_name="long_excerpts")
    address = models.URLField(max_length=2000, help_text="Of the report: citing another one needs another reason.")
    words = models.PositiveIntegerField(_("words"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("long excerpt")
        verbose_name_plural = _("long excerpts")
        ordering = ["-words", "-pk"]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.words}"
