"""What sources announce: items, their earlier versions, their copies, and the watched names in them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.sentences import SentenceField
from interlink.newsroom.watch.models.sources import Source
from interlink.newsroom.watch.models.subjects import Subject


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
    key = models.TextField(blank=True, editable=False, help_text="One for all ways to write the article's address.")
    title = models.TextField(_("title"))
    byline = models.TextField(_("byline"), blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    section = models.CharField(_("section"), max_length=200, blank=True)
    image = models.TextField(_("picture"), blank=True)
    stub = models.BooleanField(_("only the opening, before a paywall"), default=False)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)
    checksum = models.CharField(max_length=64, help_text="SHA-256 of what the feed said of it.")
    seen_at = models.DateTimeField(_("first seen"))
    changed_at = models.DateTimeField(_("entry changed"), null=True, blank=True)

    reading = models.CharField(_("reading"), max_length=12, choices=Reading, default=Reading.WAITING)
    reading_problem = SentenceField(_("reading problem"), blank=True)
    reading_failures = models.PositiveSmallIntegerField(default=0)
    read_after = models.DateTimeField(null=True, blank=True)
    fingerprint = models.BinaryField(null=True, blank=True, editable=False)
    text_checksum = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], name="item_once_a_source"),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="item_once_an_article"),
        ]
        indexes = [
            models.Index(fields=["reading", "read_after"]),
            models.Index(fields=["-seen_at"]),
            models.Index(fields=["source", "-seen_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> datetime:
        """When it appeared, as well as we know."""
        return self.published or self.seen_at


class AlsoSeen(models.Model):
    """An item announced once more: by another source, or by its own under another name."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="also_seen")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="also_announced")
    guid = models.TextField()
    address = models.TextField(blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("further sighting")
        verbose_name_plural = _("further sightings")
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="seen_once_a_source")]

    def __str__(self) -> str:
        return self.address


class PassedOver(models.Model):
    """An entry that was there before the watch began, without a date: not taken in, then or later."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="passed_over")
    guid = models.TextField()

    class Meta:
        verbose_name = _("entry from before the watch")
        verbose_name_plural = _("entries from before the watch")
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="passed_over_once")]

    def __str__(self) -> str:
        return self.guid


class Version(models.Model):
    """What a source said of an item before it said something else."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    until = models.DateTimeField(_("until"))
    title = models.TextField(_("title"))
    byline = models.TextField(_("byline"), blank=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return self.title


class Copy(models.Model):
    """Two items with the same or nearly the same text; linked, never merged."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="copies")
    of = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="copied_as")
    likeness = models.FloatField(help_text="Estimated share of word sequences in common, 0 to 1; 1 when exact.")

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        constraints = [models.UniqueConstraint(fields=["item", "of"], name="copy_once")]

    def __str__(self) -> str:
        return f"{self.likeness:.0%}"


class Band(models.Model):
    """A piece of an item's fingerprint, by which near copies find each other."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="bands")
    band = models.BigIntegerField()

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        indexes = [models.Index(fields=["band"])]

    def __str__(self) -> str:
        return str(self.band)


class Mention(models.Model):
    """A watched name found in an item, with the reason why it counts as one."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="mentions")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="mentions")
    field = models.CharField(max_length=8, choices=[("title", _("title")), ("text", _("text"))])
    alias = models.CharField(max_length=200)
    found = models.CharField(max_length=300)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, blank=True, help_text="What the alias is to the subject.")
    reason = models.TextField()
    steps = models.JSONField(default=list, help_text="What leads from the alias to the words: kind, alias, found, by.")
    score = models.FloatField()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["field", "start"]
        constraints = [models.UniqueConstraint(fields=["item", "field", "start", "subject"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.found} ({self.reason})"


class ToIndex(models.Model):
    """An item whose words the search does not know yet, or not as they are now."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="to_index")

    class Meta:
        verbose_name = _("item to index")
        verbose_name_plural = _("items to index")

    def __str__(self) -> str:
        return str(self.item_id)
