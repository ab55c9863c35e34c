"""What is asked about the library."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.text import slugify
from wagtail.models import Locale

from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.models import PostPage

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """Reports of one publisher or of one year; `name` is for the eye, `slug` for the address."""

    name: str
    slug: str
    reports: int


def reports(locale: Locale) -> QuerySet[PostPage]:
    """Return the reports of one language that readers can see, the latest year first."""
    found = PostPage.objects.live().public().filter(kind=Kind.REPORT, locale=locale)
    return found.select_related("capture", "locale", "report_file").order_by("-report_year", "title", "pk")


def newest(locale: Locale, most: int = NEWEST) -> QuerySet[PostPage]:
    """Return the reports that came into the library last."""
    return reports(locale).order_by("-first_published_at", "-pk")[:most]


def of_year(locale: Locale, year: int) -> QuerySet[PostPage]:
    """Return the reports of one year."""
    return reports(locale).filter(report_year=year).order_by("title", "pk")


def of_publisher(locale: Locale, slug: str) -> QuerySet[PostPage]:
    """Return the reports of the publishers that have this slug, however their names are written."""
    names = reports(locale).order_by().values_list("outlet", flat=True).distinct()
    return reports(locale).filter(outlet__in=[name for name in names if publisher_slug(name) == slug])


def years(locale: Locale) -> list[Shelf]:
    """Return the years that have reports, the latest first."""
    rows = reports(locale).order_by("-report_year").values("report_year").annotate(reports=Count("pk"))
    return [
        Shelf(str(row["report_year"]), str(row["report_year"]), row["reports"]) for row in rows if row["report_year"]
    ]


def publishers(locale: Locale) -> list[Shelf]:
    """Return the publishers that have reports, by name."""
    rows = reports(locale).order_by("outlet").values_list("outlet").annotate(reports=Count("pk"))
    shelves: dict[str, Shelf] = {}
    for name, number in rows:
        slug = publisher_slug(name)
        known = shelves.get(slug)
        shelves[slug] = Shelf(known.name if known else name, slug, number + (known.reports if known else 0))
    return list(shelves.values())


def publisher_slug(name: str) -> str:
    """Return what a publisher is called in addresses."""
    return slugify(name, allow_unicode=True)[:80].strip("-") or "-"
