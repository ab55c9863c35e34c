"""What is stored about watching: subjects, aliases, sources, items, mentions."""

from __future__ import annotations

from datetime import datetime

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


class Source(models.Model):
    """Something we watch: here, a feed."""

    name = models.CharField(_("name"), max_length=200)
    address = models.URLField(_("feed address"), max_length=1000, unique=True)
    site = models.URLField(_("site"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    active = models.BooleanField(_("watched"), default=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    etag = models.TextField(blank=True, editable=False)
    last_modified = models.TextField(blank=True, editable=False)
    next_check = models.DateTimeField(_("next check"), null=True, blank=True, editable=False)
    last_check = models.DateTimeField(_("last check"), null=True, blank=True, editable=False)
    last_success = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    problem = models.TextField(_("problem"), blank=True, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]
        indexes = [models.Index(fields=["active", "next_check"])]

    def __str__(self) -> str:
        return self.name


class Reading(models.TextChoices):
    """How far reading an item's article has come."""

    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("read")
    UNREADABLE = "unreadable", _("could not be read")


class Item(models.Model):
    """One article as a source announced it, with its text once we have read the page."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="items", verbose_name=_("source"))
    guid = models.TextField()
    address = models.TextField(_("address"))
    title = models.TextField(_("title"))
    byline = models.TextField(_("byline"), blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    checksum = models.CharField(max_length=64, help_text="SHA-256 of what the feed said of it.")
    seen_at = models.DateTimeField(_("first seen"))
    changed_at = models.DateTimeField(_("entry changed"), null=True, blank=True)

    reading = models.CharField(_("reading"), max_length=12, choices=Reading, default=Reading.WAITING)
    reading_problem = models.TextField(_("reading problem"), blank=True)
    reading_failures = models.PositiveSmallIntegerField(default=0)
    read_after = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["-seen_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="item_once_a_source")]
        indexes = [models.Index(fields=["reading", "read_after"]), models.Index(fields=["-seen_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> datetime:
        """When it appeared, as well as we know."""
        return self.published or self.seen_at


class Mention(models.Model):
    """A watched name found in an item, with the reason why it counts as one."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="mentions")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="mentions")
    field = models.CharField(max_length=8, choices=[("title", _("title")), ("text", _("text"))])
    alias = models.CharField(max_length=200)
    found = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.TextField()
    score = models.FloatField()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["field", "start"]
        constraints = [models.UniqueConstraint(fields=["item", "field", "start", "subject"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.found} ({self.reason})"
