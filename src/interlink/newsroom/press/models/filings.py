"""Subjects that an editor filed a post under, or kept it out of, beside those that its own words name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from interlink.newsroom.watch.models import Subject


class Filing(models.Model):
    """What an editor decided about a post and a subject. It is part of the post, in draft and in revisions.

    Nothing is stored where the words of the post decide.
    """

    post = ParentalKey("press.PostPage", on_delete=models.CASCADE, related_name="filings")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+", verbose_name=_("subject"))
    filed = models.BooleanField(help_text="Whether it belongs under the subject; else it is kept out.")

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        constraints = [models.UniqueConstraint(fields=["post", "subject"], name="filed_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {'in' if self.filed else 'not in'} {self.subject_id}"
