"""Who and what is watched for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from interlink.lib.names.spot import AliasKind


class SubjectKind(models.TextChoices):
    """What a subject is."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    PLACE = "place", _("place")
    EVENT = "event", _("event")
    WORK = "work", _("work")


class Subject(ClusterableModel):
    """A person, organisation, place, event or work that the group follows."""

    name = models.CharField(_("name"), max_length=200, unique=True, help_text=_("The name your desk uses."))
    kind = models.CharField(_("kind"), max_length=20, choices=SubjectKind, default=SubjectKind.ORGANISATION)
    private_person = models.BooleanField(
        _("private person"),
        default=False,
        help_text=_("Someone who is not in public life; posts take extra care."),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """One written form of a subject's name."""

    subject = ParentalKey(Subject, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("subject"))
    text = models.CharField(_("written as"), max_length=200)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=[(kind.value, kind.value) for kind in AliasKind],
        default=AliasKind.ALIAS.value,
    )
    language = models.CharField(_("language"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["subject", "text"], name="alias_once_a_subject")]

    def __str__(self) -> str:
        return self.text
