"""The second pair of eyes: who has approved which words, and which posts wait for somebody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Approval(models.Model):
    """A colleague has read exactly these words of a post and stands for them. Nothing is ever taken out."""

    post = models.ForeignKey("press.PostPage", on_delete=models.CASCADE, related_name="approvals")
    content_sha256 = models.CharField(max_length=64, help_text="Of the words, as `approving.rules.checksum` has it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(fields=["post", "content_sha256", "by"], name="approved_once_by_somebody")
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.content_sha256[:12]}"


class WantedLook(models.Model):
    """A post that somebody wanted to publish and that needs a second pair of eyes; gone once it is out.

    `note` is what a colleague said who sent it back; whoever asks again takes that away.
    """

    post = models.OneToOneField("press.PostPage", on_delete=models.CASCADE, related_name="wanted_look")
    content_sha256 = models.CharField(max_length=64)
    reasons = models.JSONField(_("reasons"), default=list)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("wanted look")
        verbose_name_plural = _("wanted looks")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.post_id}: {', '.join(self.reasons)}"
