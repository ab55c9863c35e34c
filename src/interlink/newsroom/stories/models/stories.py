"""What is stored about stories."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.watch.models import Item


class Standing(models.TextChoices):
    """What the desk has done with a story."""

    OPEN = "open", _("open")
    CLIPPED = "clipped", _("clipped")
    IGNORED = "ignored", _("ignored")
    MERGED = "merged", _("merged into another")


class Story(models.Model):
    """Items about the same event; its headline is the first report's."""

    headline = models.TextField(_("headline"))
    language = models.CharField(_("language"), max_length=12, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.OPEN)
    first_at = models.DateTimeField(_("first report"))
    last_at = models.DateTimeField(_("latest report"))
    watched = models.BooleanField(_("names a watched subject"), default=False)
    relevance = models.SmallIntegerField(_("relevance"), default=0, editable=False)
    relevance_reasons = models.JSONField(_("why"), default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-last_at", "-pk"]
        indexes = [
            models.Index(fields=["standing", "watched", "-last_at"]),
            models.Index(fields=["standing", "watched", "-relevance", "-last_at"]),
            models.Index(fields=["-last_at"]),
        ]

    def __str__(self) -> str:
        return self.headline


class ReportRole(models.TextChoices):
    """What a report is to its story."""

    FIRST = "first", _("first report")
    REWRITE = "rewrite", _("rewrite")
    FOLLOW_UP = "follow_up", _("follow-up")


class Membership(models.Model):
    """An item in a story, and why it is there.

    Within a story that an editor merged, each part keeps its `strand`: a new report has to be like one part, not like
    all of them.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("story"))
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="membership", verbose_name=_("item"))
    reason = models.JSONField(_("reason"), default=dict, help_text="A code with its values, as `reasons` describes.")
    strand = models.BigIntegerField(default=0, editable=False)
    by_hand = models.BooleanField(_("put here by an editor"), default=False)
    role = models.CharField(_("role"), max_length=10, choices=ReportRole, default=ReportRole.FIRST)
    added = models.JSONField(_("what it added"), default=list, blank=True)

    class Meta:
        verbose_name = _("report in a story")
        verbose_name_plural = _("reports in stories")
        ordering = ["item__published", "pk"]
        indexes = [models.Index(fields=["story", "strand"])]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.story_id}"


class Sketch(models.Model):
    """What of an item counts for grouping, so that a process that starts need not read the texts again."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, primary_key=True, related_name="sketch")
    packed = models.BinaryField()
    checksum = models.BigIntegerField()

    class Meta:
        verbose_name = _("sketch")
        verbose_name_plural = _("sketches")

    def __str__(self) -> str:
        return str(self.item_id)


class Turn(models.Model):
    """One row, locked by whoever groups, so that two processes take turns."""

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")

    def __str__(self) -> str:
        return str(self.pk)


class Deed(models.TextChoices):
    """What an editor did to stories."""

    SPLIT = "split", _("split")
    MERGE = "merge", _("merge")
    MOVE = "move", _("move")


class Change(models.Model):
    """One split, merge or move, with all that it takes to undo it."""

    deed = models.CharField(max_length=8, choices=Deed)
    left = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="changes_from", verbose_name=_("from"))
    joined = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="changes_to", verbose_name=_("to"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(help_text="By item, what its membership said; and the standing of the story it left.")

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.deed} {self.left_id} {self.joined_id}"


class Verdict(models.Model):
    """Two items that an editor said belong together, or do not; undoing the change takes it back."""

    one = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    together = models.BooleanField()
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="verdicts")

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other", "change"], name="verdict_once_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {'with' if self.together else 'without'} {self.other_id}"


class Choice(models.Model):
    """How often stories with one source or one subject in them were clipped and ignored."""

    about = models.CharField(max_length=40, unique=True)
    clipped = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("editors' choices")
        verbose_name_plural = _("editors' choices")

    def __str__(self) -> str:
        return self.about
