"""Pages whose address carries the month they were first published in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from interlink.newsroom.press.errors import PressError


class DatedPage(Page):
    """A page at /language/year/month/slug/.

    A draft has the month it was made in; the first publication settles it for good.
    """

    live: bool
    dated = models.DateField(editable=False)

    class Meta:
        abstract = True

    def date_of_address(self) -> date:
        """Return the day that the address is made from."""
        if self.first_published_at is not None:
            return timezone.localdate(self.first_published_at)
        return self.dated or timezone.localdate()

    def require_ready(self) -> None:
        """Let a version pass that readers may see.

        Raises:
            PressError: they may not, and why.
        """
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the address in step with the first publication, and let no page begin in front of readers.

        Wagtail's page editor stores a new page as live before it asks whether the page may be published at all. It and
        its API publish without asking `publish`; but nothing goes live without being stored here. In the editor, the
        desk's `before_publish_page` hook says so more kindly. A copy that would be live from its first moment is asked
        too: nobody has approved it in its new place.

        Raises:
            ValidationError: a version would go live that readers may not see.
        """
        if self.live and self.live_revision_id and self.alias_of_id is None and self._goes_live():
            try:
                self.require_ready()
            except PressError as refused:
                raise ValidationError({NON_FIELD_ERRORS: [str(refused)]}) from refused
        if self._state.adding and self.live and self.first_published_at is None:
            self.live = False
            self.has_unpublished_changes = True
        day = self.date_of_address()
        if self.dated != day:
            self.dated = day
            if self.pk is not None:
                self.set_url_path(self.get_parent())
        return super().save(*args, **kwargs)

    def _goes_live(self) -> bool:
        if self.pk is None:
            return True
        before = Page.objects.filter(pk=self.pk).values_list("live_revision_id", flat=True).first()
        return bool(before != self.live_revision_id)

    def set_url_path(self, parent: Page | None) -> str:
        """Put year and month between the front page and the slug."""
        if parent is None:
            return str(super().set_url_path(parent))
        self.dated = self.date_of_address()
        self.url_path = f"{parent.url_path}{self.dated:%Y/%m}/{self.slug}/"
        return self.url_path
