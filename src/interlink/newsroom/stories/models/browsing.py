"""What the list of stories is narrowed down by, and how each editor likes to see it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.stories.models.stories import Standing, Story

LONGEST_NAME = 60


class Trait(models.Model):
    """One thing that a story can be found by: a subject, a source, a language.

    What the list is ordered by is copied here, so that the stories of one subject are read in their order from an
    index, however many others there are.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="traits")
    word = models.CharField(max_length=40, help_text="Such as 'subject 5', 'source 12' or 'language fa'.")
    standing = models.CharField(max_length=10, choices=Standing)
    watched = models.BooleanField()
    last_at = models.DateTimeField()
    relevance = models.SmallIntegerField()

    class Meta:
        verbose_name = _("trait of a story")
        verbose_name_plural = _("traits of stories")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["story", "word"], name="trait_once_a_story")
        ]
        indexes = [
            models.Index(fields=["word", "standing", "watched", "-last_at"], name="stories_by_trait"),
            models.Index(fields=["word", "-last_at"], name="stories_by_trait_all"),
        ]

    def __str__(self) -> str:
        return self.word


class SavedView(models.Model):
    """A way to see the inbox that an editor gave a name."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=600, help_text="What stands after the question mark of its address.")

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["by", "name"], name="saved_view_once_a_name")
        ]

    def __str__(self) -> str:
        return self.name
