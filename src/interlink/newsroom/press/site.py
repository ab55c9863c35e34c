"""The site as a whole: the languages it can be read in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from interlink.newsroom.press.models import FrontPage
from interlink.newsroom.press.public import public
from interlink.newsroom.press.unchanged import while_unchanged


def live_fronts() -> QuerySet[FrontPage]:
    """Return the front pages that readers can see, the main language first."""
    fronts: QuerySet[FrontPage] = public(FrontPage.objects.all()).select_related("locale").order_by("path")
    return fronts


@while_unchanged
def fronts() -> tuple[FrontPage, ...]:
    """Return the same, read already."""
    return tuple(live_fronts())


def in_all_languages(name: str, *args: str) -> list[tuple[str, str]]:
    """Return a page that each language has, as language and address; none where the site has one language."""
    codes = [front.locale.language_code for front in fronts()]
    return [(code, reverse(name, args=[code, *args])) for code in codes] if len(codes) > 1 else []


@contextmanager
def front_in(language: str) -> Iterator[FrontPage]:
    """Switch to a language of the site.

    Raises:
        Http404: readers see no front page in it.
    """
    front = next((front for front in fronts() if front.locale.language_code == language), None)
    if front is None:
        raise Http404
    with translation.override(language):
        yield front
