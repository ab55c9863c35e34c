"""What is stored of a list that is brought in: how far it is, what was found in it, and who brought it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far an import has come."""

    LOOKING = "looking", _("being looked through")
    LOOKED = "looked", _("looked through, nothing taken in yet")
    TAKING = "taking", _("being taken in")
    TAKEN = "taken", _("taken in")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("broken off")


class Import(models.Model):
    """A list of subscribers from elsewhere.

    `found` counts what was found by kind, as `importing.rules.Found` names it; `examples` has a few lines of each kind
    of trouble by their numbers, without addresses. `lines` is how many are done, stored together with what came of
    them, so that work that was cut off goes on there.
    """

    stage = models.CharField(max_length=8, choices=Stage, default=Stage.LOOKING)
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=12, blank=True)
    choices = models.CharField(max_length=40)
    consent_from = models.CharField(max_length=200)
    consent_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    examples = models.JSONField(default=dict)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
