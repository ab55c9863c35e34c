"""Pages whose address carries the month they were first published in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page


class DatedPage(Page):
    """A page at /language/year/month/slug/.

    The month is kept when the page is made, so that an address never changes afterwards.
    """

    dated = models.DateField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Fix the date of the address on the first save."""
        if self.dated is None:
            self.dated = timezone.localdate()
        return super().save(*args, **kwargs)

    def set_url_path(self, parent: Page | None) -> str:
        """Put year and month between the front page and the slug."""
        if parent is None:
            return str(super().set_url_path(parent))
        if self.dated is None:
            self.dated = timezone.localdate()
        self.url_path = f"{parent.url_path}{self.dated:%Y/%m}/{self.slug}/"
        return self.url_path
