"""Who and what is watched for: subjects, their names, and what editors said of both."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.scripts import script_of

WIKIDATA = r"^Q[1-9][0-9]{0,14}\Z"
LONGEST_NAME = 200


class SubjectKind(models.TextChoices):
    """What a subject is."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    PLACE = "place", _("place")
    EVENT = "event", _("event")
    WORK = "work", _("work")


NAME_KINDS = (
    (AliasKind.MAIN.value, _("main name")),
    (AliasKind.ALIAS.value, _("other name")),
    (AliasKind.FORMER.value, _("former name")),
    (AliasKind.ACRONYM.value, _("acronym")),
    (AliasKind.NICKNAME.value, _("nickname")),
    (AliasKind.HOSTILE.value, _("hostile name")),
)


class Origin(models.TextChoices):
    """How a name came into the book."""

    TYPED = "typed", _("typed")
    SUGGESTED = "suggested", _("suggested")
    IMPORTED = "imported", _("imported")


class Subject(models.Model):
    """A person, organisation, place, event or work that the group follows."""

    name = models.CharField(
        _("name"), max_length=LONGEST_NAME, unique=True, help_text=_("The name your desk uses. It is looked for too.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SubjectKind, default=SubjectKind.ORGANISATION)
    private_person = models.BooleanField(
        _("private person"),
        default=False,
        help_text=_("Someone who is not in public life; posts take extra care."),
    )
    exact_only = models.BooleanField(
        _("exact matches only"),
        default=False,
        help_text=_("Find the names as they are written, and no other spelling of them."),
    )
    wikidata = models.CharField(
        _("Wikidata"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(WIKIDATA, _("A Wikidata number is a Q with digits after it, such as Q42."))],
        help_text=_("Its number there, such as Q42, if it has one."),
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

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("subject"))
    text = models.CharField(_("written as"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind"), max_length=20, choices=NAME_KINDS, default=AliasKind.ALIAS.value)
    language = models.CharField(_("language"), max_length=12, blank=True)
    script = models.CharField(_("script"), max_length=4, blank=True, editable=False, help_text="ISO 15924.")
    note = models.TextField(_("note"), blank=True)
    supports = models.JSONField(
        _("supporting words"),
        default=list,
        blank=True,
        help_text=_("For a short form that means other things too: words of which the text must have one."),
    )
    origin = models.CharField(_("where it is from"), max_length=10, choices=Origin, default=Origin.TYPED)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["subject", "text"], name="alias_once_a_subject")]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it with the script that its text is in."""
        self.script = script_of(self.text).value
        super().save(*args, **kwargs)


class Refusal(models.Model):
    """A suggested spelling that an editor does not want, so that it is not offered again."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="refusals")
    text = models.CharField(_("written as"), max_length=LONGEST_NAME)

    class Meta:
        verbose_name = _("refused spelling")
        verbose_name_plural = _("refused spellings")
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["subject", "text"], name="refused_once_a_subject")]

    def __str__(self) -> str:
        return self.text


class Rejection(models.Model):
    """An editor's "not this": words that looked like a subject's name, with the words around them."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="rejections")
    found = models.CharField(_("words"), max_length=300)
    before = models.JSONField(default=list, help_text="Up to three words before them, the nearest last.")
    after = models.JSONField(default=list, help_text="Up to three words after them, the nearest first.")
    item = models.ForeignKey("watch.Item", null=True, on_delete=models.SET_NULL, related_name="rejections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rejection")
        verbose_name_plural = _("rejections")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.found


class LookingAgain(models.Model):
    """One round through the items of late, after names have changed; a newer one takes an older one's place."""

    begun_at = models.DateTimeField()
    since = models.DateTimeField(help_text="Items seen before this are left alone.")
    reached = models.PositiveBigIntegerField(default=0, help_text="The last item that was done.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round through late items")
        verbose_name_plural = _("rounds through late items")

    def __str__(self) -> str:
        return f"{self.done} / {self.total}"
