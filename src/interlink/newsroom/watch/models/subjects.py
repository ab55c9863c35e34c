"""Who and what is watched for: subjects, their names, and what editors said of both."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.heard import words_heard
from interlink.lib.names.normalise import fold
from interlink.lib.names.scripts import script_of

WIKIDATA = r"^Q[1-9][0-9]{0,14}\Z"
LONGEST_NAME = 200
# Folding writes some signs out, one as eighteen letters.
LONGEST_FOLDED = 400
LONGEST_SOUND = 32
# Short and informal names are not what tells whether two subjects are one.
NOT_COMPARED = (AliasKind.ACRONYM.value, AliasKind.NICKNAME.value)


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
    unmark_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who wants this to be a private person no longer; it stays one until a colleague agrees.",
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
    compared = models.BooleanField(
        default=False, editable=False, help_text="Whether its names, as they stand, were compared with all others."
    )

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name"]
        indexes = [models.Index(fields=["id"], condition=models.Q(compared=False), name="subjects_to_compare")]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """One written form of a subject's name."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("subject"))
    text = models.CharField(_("written as"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind"), max_length=20, choices=NAME_KINDS, default=AliasKind.ALIAS.value)
    language = models.CharField(_("language"), max_length=12, blank=True)
    script = models.CharField(_("script"), max_length=4, blank=True, editable=False, help_text="ISO 15924.")
    folded = models.CharField(
        max_length=LONGEST_FOLDED, blank=True, editable=False, db_index=True, help_text="As it is searched."
    )
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
        """Store it with what its text tells; its subject is then to be compared with others anew."""
        self.derive()
        with transaction.atomic():
            super().save(*args, **kwargs)
            Sound.objects.filter(alias=self).delete()
            Sound.objects.bulk_create(self.sounds_of())
            self._compare_again()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take it out; its subject is then to be compared with others anew."""
        with transaction.atomic():
            self._compare_again()
            return super().delete(*args, **kwargs)

    def derive(self) -> None:
        """Fill in what its text tells: the script that it is in, and how it is searched."""
        self.script = script_of(self.text).value
        self.folded = fold(self.text)[:LONGEST_FOLDED]

    def sounds_of(self) -> list[Sound]:
        """Return how each of its words may sound, to be stored by whoever stores names by the thousand."""
        if self.kind in NOT_COMPARED:
            return []
        return [Sound(alias=self, place=place, key=key) for place, key in sounds_in(self.text)]

    def _compare_again(self) -> None:
        Subject.objects.filter(pk=self.subject_id, compared=True).update(compared=False)


def sounds_in(text: str) -> list[tuple[int, str]]:
    """Return how the words of a name may sound, each with its place, as it is stored."""
    return sorted({(place, key[:LONGEST_SOUND]) for place, key in words_heard(text)})


class Sound(models.Model):
    """How one word of a name may sound, by which names that may be one are found without a look at all others."""

    alias = models.ForeignKey(Alias, on_delete=models.CASCADE, related_name="sounds")
    place = models.PositiveSmallIntegerField(help_text="Which word of the name it is.")
    key = models.CharField(max_length=LONGEST_SOUND)

    class Meta:
        verbose_name = "sound of a name"
        verbose_name_plural = "sounds of names"
        indexes = [models.Index(fields=["key", "alias", "place"], name="names_by_sound")]

    def __str__(self) -> str:
        return self.key


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
