"""Which posts readers find in which list: all posts of a language, those of an outlet, with a tag, about a subject."""

from __future__ import annotations

from django.db import models

from interlink.newsroom.press.models.posts import PostPage


class Listed(models.Model):
    """A post's place in a list. Only what is public may be here: whatever is, readers can find.

    The pages and feeds of lists read this table alone, so that none of them has to look through the archive.
    """

    post = models.ForeignKey(PostPage, on_delete=models.CASCADE, related_name="listed")
    language = models.CharField(max_length=12)
    list = models.CharField(
        max_length=120, blank=True, help_text="Empty for all posts, else such as outlet:the-gazette."
    )
    day = models.DateField(help_text="The day that the post's address is made from.")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "list"], name="listed_once")]
        indexes = [models.Index(fields=["language", "list", "day", "at", "post"], name="listed_in_order")]

    def __str__(self) -> str:
        return f"{self.language} {self.list or 'all'}: {self.post_id}"
