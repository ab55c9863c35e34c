"""The public lists of corrections and replies."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlink.newsroom.press.corrections import feed, queries
from interlink.newsroom.press.site import front_in, in_all_languages
from interlink.newsroom.press.views import feed_answer


@require_safe
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """List the latest corrections and replies, with the ways to their years."""
    with front_in(language) as front:
        entries, years = queries.latest(front.locale), queries.years(front.locale)
        context = {"entries": entries, "years": years, "language": language}
        context["alternates"] = in_all_languages("press_corrections")
        return render(request, "press/corrections.html", context)


@require_safe
def corrections_year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """List the corrections and replies of one year."""
    with front_in(language) as front:
        entries = queries.of_year(front.locale, int(year))
        if not entries:
            raise Http404
        return render(request, "press/corrections.html", {"entries": entries, "year": year, "language": language})


@require_safe
def corrections_feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Answer with the latest corrections and replies as a feed."""
    del request
    with front_in(language) as front:
        return feed_answer(feed.of_corrections(front), form)
