"""Who decided what about which story, and who has one open."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.stories.models.stories import Standing, Story


class Decision(models.Model):
    """A story put aside or brought back by somebody."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    before = models.CharField(max_length=10, choices=Standing)
    after = models.CharField(max_length=10, choices=Standing)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.story_id} {self.before} {self.after}"


class Presence(models.Model):
    """Somebody has a story open, up to a moment not far off; whoever stays renews it."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="presences")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["story", "by"], name="present_once")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.story_id}"
