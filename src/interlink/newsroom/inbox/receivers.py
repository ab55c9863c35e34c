"""What Wagtail notes of pages and lists goes into the log of activity, where nobody can take it out again."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry

from interlink.accounts.activity import record
from interlink.accounts.models import Deed


def copy(instance: PageLogEntry | ModelLogEntry, created: bool, **kwargs: Any) -> None:
    """Write a line for each entry that is new."""
    del kwargs
    if created:
        deed = Deed.PAGE if isinstance(instance, PageLogEntry) else Deed.LIST
        record(instance.user, deed, instance.label, instance.action, at=instance.timestamp)


for kind in (PageLogEntry, ModelLogEntry):
    post_save.connect(copy, sender=kind, dispatch_uid=f"interlink-activity-{kind.__name__}")
