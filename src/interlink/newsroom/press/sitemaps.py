"""Sitemaps: an index, one file for each language and year, one for the other pages of a language, one for the news.

The file of a year is all that a publication writes anew, so its cost does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from interlink.newsroom.press import links, queries
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.lists import addresses
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.rules import ALL, Kind, Span
from interlink.newsroom.press.look.current import site_name
from interlink.newsroom.press.models import Listed
from interlink.newsroom.press.site import front_in, live_fronts

NEWS_FOR = timedelta(days=2)
MOST_NEWS = 1000
_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps."""
    del request
    found = [f"<sitemap><loc>{_written(address)}</loc></sitemap>" for address in all_addresses()]
    return _answer("sitemapindex", "", found)


@require_safe
def pages(request: HttpRequest, language: str) -> HttpResponse:
    """List the pages of a language that are no posts: its lists, and what it says of itself."""
    del request
    with front_in(language):
        names = (
            "press_about",
            "press_register",
            "press_corrections",
            "press_library",
            "press_digests",
            "press_outlets",
            "press_subjects",
            "press_tags",
        )
        found = [f"/{language}/", *(reverse(name, args=[language]) for name in names)]
        for kind in (Kind.OUTLET, Kind.SUBJECT, Kind.TAG):
            found += [addresses.head_address(language, kind, one.slug) for one in lists.members(language, kind)]
        return _answer("urlset", "", map(_entry, found))


@require_safe
def year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """List a year's posts and digests."""
    del request
    span = Span(int(year))
    with front_in(language) as front:
        names = ("day", "post__slug", "post__last_published_at")
        rows = lists.in_span(language, ALL, span).order_by("day", "at", "post").values_list(*names)
        found = [_entry(f"/{language}/{day:%Y/%m}/{slug}/", changed) for day, slug, changed in rows]
        digests = queries.live_digests(front).filter(ends_on__gte=span.first, ends_on__lt=span.after)
        found += [_entry(digest.get_url() or "", digest.last_published_at) for digest in digests]
        if not found:
            raise Http404
        return _answer("urlset", "", found)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """List the posts of the last two days with what services of news ask for."""
    del request
    codes = [front.locale.language_code for front in live_fronts()]
    since = timezone.now() - NEWS_FOR
    # The day is what the index has, and a day of any time zone begins no later than this one.
    days = {"day__gte": since.date() - timedelta(days=1)}
    recent = Listed.objects.filter(language__in=codes, list="", at__gte=since, **days)
    names = ("language", "day", "at", "post__slug", "post__title")
    rows = recent.order_by("-at", "-post").values_list(*names)[:MOST_NEWS]
    name = escape(site_name())
    found = [
        f"<url><loc>{_written(f'/{language}/{day:%Y/%m}/{slug}/')}</loc><news:news><news:publication>"
        f"<news:name>{name}</news:name><news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{at.isoformat(timespec='seconds')}</news:publication_date>"
        f"<news:title>{escape(line(title))}</news:title></news:news></url>"
        for language, day, at, slug, title in rows
    ]
    return _answer("urlset", f' xmlns:news="{_NEWS}"', found)


def news_left(since: datetime, now: datetime) -> bool:
    """Say whether a post has become too old for the news from one moment to another."""
    days = {"day__gte": (since - NEWS_FOR).date() - timedelta(days=1), "day__lte": now.date()}
    gone = Listed.objects.filter(list="", at__gte=since - NEWS_FOR, at__lt=now - NEWS_FOR, **days)
    return gone.exists()


def all_addresses() -> list[str]:
    """Return the address of each sitemap but the index and the news."""
    found = []
    for front in live_fronts():
        language = front.locale.language_code
        found.append(reverse("press_sitemap_pages", args=[language]))
        found += [year_address(language, year) for year in lists.years(language)]
    return found


def year_address(language: str, year: int) -> str:
    """Return the address of the sitemap of a language's year."""
    return reverse("press_sitemap_year", args=[language, f"{year:04}"])


def _entry(path: str, changed: datetime | None = None) -> str:
    when = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{_written(path)}</loc>{when}</url>"


def _written(path: str) -> str:
    return escape(iri_to_uri(links.whole(path)))


def _answer(kind: str, more: str, entries: Iterable[str]) -> HttpResponse:
    lines = "\n".join(entries)
    body = f'<?xml version="1.0" encoding="utf-8"?>\n<{kind} xmlns="{_MAPS}"{more}>\n{lines}\n</{kind}>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
