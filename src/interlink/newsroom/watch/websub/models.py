"""How things stand with the hub of a source.

The subscription itself is kept with the source: `hub`, `hub_topic`, `hub_secret`, and `hub_until` while it holds.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.sentences import SentenceField
from interlink.newsroom.watch.models import Source


class Asking(models.Model):
    """One source with a hub: when the hub is asked, and whether it does what it is for.

    Attributes:
        next_ask: when it is asked for the subscription, or for more time; None is at once.
        asked: when it was asked last.
        failures: how often in a row no subscription came of it.
        told: when it told us of news last.
        problem: why no subscription came of it, in plain words.
    """

    source = models.OneToOneField(Source, primary_key=True, on_delete=models.CASCADE, related_name="asking")
    next_ask = models.DateTimeField(null=True, blank=True, db_index=True)
    asked = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    told = models.DateTimeField(null=True, blank=True)
    problem = SentenceField(blank=True)

    class Meta:
        verbose_name = _("hub of a source")
        verbose_name_plural = _("hubs of sources")

    def __str__(self) -> str:
        return str(self.source)
