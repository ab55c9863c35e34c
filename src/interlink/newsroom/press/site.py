"""The site as a whole: the languages it can be read in."""

from __future__ import annotations

from django.db.models import QuerySet

from interlink.newsroom.press.models import FrontPage


def live_fronts() -> QuerySet[FrontPage]:
    """Return the front pages that readers can see, the main language first."""
    fronts: QuerySet[FrontPage] = FrontPage.objects.live().public().select_related("locale").order_by("path")
    return fronts
