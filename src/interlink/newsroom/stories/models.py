"""What is stored about stories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.watch.models import Item


class Standing(models.TextChoices):
    """What the desk has done with a story."""

    OPEN = "open", _("open")
    CLIPPED = "clipped", _("clipped")
    IGNORED = "ignored", _("ignored")


class Story(models.Model):
    """Items about the same event; its headline is the first report's."""

    headline = models.TextField(_("headline"))
    language = models.CharField(_("language"), max_length=12, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.OPEN)
    first_at = models.DateTimeField(_("first report"))
    last_at = models.DateTimeField(_("latest report"))
    watched = models.BooleanField(_("names a watched subject"), default=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-last_at", "-pk"]
        indexes = [
            models.Index(fields=["standing", "watched", "-last_at"]),
            models.Index(fields=["-last_at"]),
        ]

    def __str__(self) -> str:
        return self.headline


class Membership(models.Model):
    """An item in a story, and why it is there."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("story"))
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="membership", verbose_name=_("item"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("report in a story")
        verbose_name_plural = _("reports in stories")
        ordering = ["item__published", "pk"]

    def __str__(self) -> str:
        return self.reason
