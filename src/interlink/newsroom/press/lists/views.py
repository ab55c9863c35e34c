"""Pages of lists: months and years, outlets, tags, subjects, and the index of each. Each can be baked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlink.newsroom.press import feeds
from interlink.newsroom.press import queries as press
from interlink.newsroom.press.feed_forms import Form, written
from interlink.newsroom.press.lists import addresses, queries
from interlink.newsroom.press.lists.rules import ALL, Kind, Listing, Span
from interlink.newsroom.press.site import front_in, in_all_languages

LARGEST_PAGE = 10**6


@require_safe
def year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """List the months of a year that have posts, and its digests."""
    span = Span(int(year))
    with front_in(language) as front:
        months = queries.months(language, span.first, span.after)
        digests = list(press.live_digests(front).filter(ends_on__gte=span.first, ends_on__lt=span.after))
        if not months and not digests:
            raise Http404
        context = {"front": front, "language": language, "span": span, "months": months, "digests": digests}
        context["alternates"] = addresses.alternates(ALL, "", span)
        return render(request, "press/lists/year.html", context)


@require_safe
def month(request: HttpRequest, language: str, year: str, month: str, page: str = "") -> HttpResponse:
    """List the posts of a month, the newest at its own address and the older ones on numbered pages."""
    span = Span(int(year), int(month))
    with front_in(language) as front:
        found = queries.span_page(language, ALL, span, _number(page))
        if found is None:
            raise Http404
        context = {"front": front, "language": language, "span": span, "found": found, "kind": Kind.POSTS, "slug": ""}
        context["alternates"] = [] if page else addresses.alternates(ALL, "", span)
        return render(request, "press/lists/span.html", context)


@require_safe
def index(request: HttpRequest, language: str, kind: Kind) -> HttpResponse:
    """List all outlets, tags or subjects that have posts in a language."""
    with front_in(language):
        context = {"language": language, "kind": kind, "members": queries.members(language, kind)}
        context["alternates"] = in_all_languages(addresses.INDEXES[kind])
        return render(request, "press/lists/index.html", context)


@require_safe
def head(request: HttpRequest, language: str, kind: str, slug: str) -> HttpResponse:
    """List the newest posts of an outlet, a tag or a subject, with the ways to its years."""
    with front_in(language):
        listing, name = _listing(language, Kind(kind), slug)
        context = {
            "language": language,
            "kind": Kind(kind),
            "slug": slug,
            "name": name,
            "posts": queries.shown(language, listing, press.FRONT_PAGE_POSTS),
            "years": queries.years(language, listing),
            "alternates": addresses.alternates(listing, slug),
        }
        return render(request, "press/lists/head.html", context)


@require_safe
def feed(request: HttpRequest, language: str, kind: str, slug: str, form: str) -> HttpResponse:
    """Answer with the newest posts of a list in full."""
    del request
    with front_in(language) as front:
        listing, name = _listing(language, Kind(kind), slug)
        chosen = Form(form)
        found = feeds.of_list(front, queries.Member(listing, slug, name, 0))
        return HttpResponse(written(found, chosen), content_type=chosen.media_type)


@require_safe
def year_of_list(request: HttpRequest, language: str, kind: str, slug: str, year: str, page: str = "") -> HttpResponse:
    """List the posts of a list that are of one year."""
    span = Span(int(year))
    with front_in(language):
        listing, name = _listing(language, Kind(kind), slug)
        found = queries.span_page(language, listing, span, _number(page))
        if found is None:
            raise Http404
        context = {"language": language, "kind": Kind(kind), "slug": slug, "name": name, "span": span, "found": found}
        context["alternates"] = [] if page else addresses.alternates(listing, slug, span)
        return render(request, "press/lists/span.html", context)


def _listing(language: str, kind: Kind, slug: str) -> tuple[Listing, str]:
    """Return the list at an address, and its name.

    Raises:
        Http404: readers see no such list.
    """
    key = slug
    if kind is Kind.SUBJECT:
        public = queries.public_subjects().filter(slug=slug).first()
        key = str(public.subject_id) if public else ""
    listing = Listing(kind, key)
    named = queries.name_of(listing, language) if key else None
    if named is None or named[0] != slug:
        raise Http404
    return listing, named[1]


def _number(page: str) -> int | None:
    if not page:
        return None
    number = int(page)
    if number > LARGEST_PAGE:
        raise Http404
    return number
