"""The site as a whole: the languages it can be read in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from django.http import Http404
from django.utils import translation

from interlink.newsroom.press.models import FrontPage


def live_fronts() -> QuerySet[FrontPage]:
    """Return the front pages that readers can see, the main language first."""
    fronts: QuerySet[FrontPage] = FrontPage.objects.live().public().select_related("locale").order_by("path")
    return fronts


@contextmanager
def front_in(language: str) -> Iterator[FrontPage]:
    """Switch to a language of the site.

    Raises:
        Http404: readers see no front page in it.
    """
    front = live_fronts().filter(locale__language_code=language).first()
    if front is None:
        raise Http404
    with translation.override(language):
        yield front
