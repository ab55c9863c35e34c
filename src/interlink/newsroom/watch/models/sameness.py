"""Two subjects that may be one, and what editors decided of two: that they are one, or that they are two."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.watch.models.subjects import LONGEST_NAME, Alias, Subject


class Merging(models.Model):
    """That a subject was merged into another, with all that is needed to take it back.

    Subjects are told by number: one that was merged away is gone, and comes back under its number.
    """

    kept = models.PositiveBigIntegerField(db_index=True)
    gone = models.PositiveBigIntegerField(db_index=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, help_text="Of the one that is gone.")
    record = models.JSONField(default=dict, help_text="What both were, and what was moved.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("merging of subjects")
        verbose_name_plural = _("mergings of subjects")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class KeptApart(models.Model):
    """That two subjects are two, however alike their names; the lower number stands first."""

    one = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("two subjects kept apart")
        verbose_name_plural = _("subjects kept apart")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="kept_apart_once")
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class Likely(models.Model):
    """That two subjects have names that compare as one, with the two that are most alike; found in the background.

    The lower number stands first.
    """

    one = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    alias = models.ForeignKey(Alias, on_delete=models.CASCADE, related_name="+", help_text="That of one.")
    other_alias = models.ForeignKey(Alias, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="From 0 to 1.")

    class Meta:
        verbose_name = "likely pair of subjects"
        verbose_name_plural = "likely pairs of subjects"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="likely_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-score", "id"], name="likeliest_first")]

    def __str__(self) -> str:
        return f"{self.one_id} ≈ {self.other_id}"
