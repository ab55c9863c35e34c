"""How a draft came about: from which address, by whom, with which words."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.press.models.posts import PostPage
from interlink.newsroom.stories.models import Story


class Clip(models.Model):
    """A draft that was begun from a report's address; there is one for all ways to write the address.

    `near_story` is the story that the page tells of though no source has brought it, and `like` another clip's post
    about the same; both are looked for once, at `placed_at`.

    `placeholder` is the title that stands in for one until the page is read; `filled_at` is when what the page says
    was put into the draft's empty fields.
    """

    post = models.OneToOneField(PostPage, on_delete=models.CASCADE, related_name="clip")
    key = models.TextField(unique=True, help_text="One for all ways to write the report's address.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    placeholder = models.CharField(max_length=255, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)

    near_story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="+")
    like = models.ForeignKey(PostPage, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("clip")
        verbose_name_plural = _("clips")

    def __str__(self) -> str:
        return self.key
