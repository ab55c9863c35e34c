"""Pictures that other services show beside a link to a page."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page


class Card(models.Model):
    """The picture drawn for a post, a digest or a front page; a page without one is shown with its front page's."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="card")
    checksum = models.CharField(
        max_length=16,
        blank=True,
        db_index=True,
        help_text="How what is written on it begins as SHA-256; empty where its title cannot be set in our letters.",
    )
    look = models.CharField(max_length=16, help_text="The group's look as it was then, in the same way.")

    def __str__(self) -> str:
        return self.checksum
