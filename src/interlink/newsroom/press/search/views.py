"""The page of the search. It looks at nothing but the address: no cookie is set, and nothing is written down."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation
from django.views.decorators.http import require_safe

from interlink.newsroom.press import queries as press
from interlink.newsroom.press.search import kept, queries, rules
from interlink.newsroom.press.site import fronts
from interlink.newsroom.watch.search.errors import TookTooLong

NEWEST = 5


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Look for posts, in the language of the address unless another is asked for."""
    key = (request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
    response = HttpResponse(kept.page(key, lambda: _page(request, language)))
    # What somebody looked for shall stay in no cache on the way, nor on a phone that others look at.
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, language: str) -> tuple[bytes, bool]:
    """Make the page, and say whether it may be kept: a search that was given up may be quicker the next time."""
    front = next((front for front in fronts() if front.locale.language_code == language), None)
    if front is None:
        raise Http404
    codes = tuple(front.locale.language_code for front in fronts())
    asked = rules.read(request.GET, language, codes)
    context: dict[str, Any] = {"language": language, "asked": asked, "languages": codes, "every": rules.EVERY_LANGUAGE}
    with translation.override(language):
        if not asked.is_empty:
            try:
                found = queries.search(asked, codes)
            except TookTooLong:
                context["gave_up"] = True
            else:
                context["found"] = found
                context["elsewhere"] = [
                    (code, count, _address(request, {"in": code})) for code, count in found.elsewhere.items()
                ]
                context["before"] = _address(request, {"page": asked.page - 1}) if asked.page > 1 else None
                context["after"] = _address(request, {"page": asked.page + 1}) if asked.page < found.pages else None
        context["facets"] = queries.facets(asked.language)
        if not getattr(context.get("found"), "hits", ()):
            context["newest"] = press.first_posts(front, NEWEST)
        return loader.render_to_string("press/search.html", context, request).encode(), "gave_up" not in context


def _address(request: HttpRequest, changed: dict[str, Any]) -> str:
    """Return this search's address with something changed; every change but of the page begins at the first one."""
    given = {
        name: request.GET[name]
        for name in ("q", "in", "subject", "outlet", "from", "to", "order", "page")
        if request.GET.get(name)
    }
    if "page" not in changed:
        given.pop("page", None)
    return "?" + urlencode(given | changed)
