"""What the search of the public site knows of each post that readers can see."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.press.models.posts import PostPage


class SearchEntry(models.Model):
    """A post's words, folded. Triggers of the database keep the full-text table `press_search` in step with it.

    Only what is public may be here: whatever is, readers can find.
    """

    # The small columns first: a filter by date then reads no long text (SQLite keeps a row's columns in order).
    post = models.OneToOneField(PostPage, on_delete=models.CASCADE, primary_key=True, related_name="search_entry")
    dated = models.DateField(db_index=True)
    language = models.CharField(max_length=12)
    outlet = models.CharField(max_length=200, blank=True)
    marks = models.TextField(help_text="Words for the filters: one for the language, the outlet, and each subject.")
    title = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        indexes = [models.Index(fields=["language", "outlet"], name="search_outlets")]

    def __str__(self) -> str:
        return self.title
