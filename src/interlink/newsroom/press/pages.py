"""The front page and the posts at their addresses: one question instead of Wagtail's walk down its tree.

What is not public, or no post, is left to Wagtail: it knows the pages that ask for a password, and all other kinds.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import re_path
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname
from wagtail.views import serve

from interlink.newsroom.press import heads, queries
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.models import FrontPage, PostPage
from interlink.newsroom.press.site import fronts
from interlink.newsroom.press.unchanged import while_unchanged


def front(request: HttpRequest) -> HttpResponse:
    """Show the front page of the language in the address."""
    found = _front_here()
    if found is None or request.method not in heads.READING:
        return serve(request, "")
    return _shown(request, found)


def post(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """Show a post that everybody can see."""
    path = f"{year}/{month}/{slug}/"
    front = _front_here() if request.method in heads.READING else None
    found = corrections.noting_parts(queries.posts_at(front, path, slug))[:1] if front is not None else ()
    for one in found:
        corrections.settle(one)
        return _shown(request, one)
    return serve(request, path)


def _front_here() -> FrontPage | None:
    return next((front for front in fronts() if front.locale.language_code == get_language()), None)


def _shown(request: HttpRequest, page: FrontPage | PostPage) -> HttpResponse:
    # Where Wagtail keeps it for the time of a request.
    host, _ = split_domain_port(request.get_host())
    request._wagtail_site = _site(host, request.get_port())  # type: ignore[attr-defined]  # noqa: SLF001
    answer: HttpResponse = heads.asked_for(request, page) or page.serve(request)
    return answer


@while_unchanged
def _site(host: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(host, port)
    except Site.DoesNotExist:
        return None


urlpatterns = [
    re_path(r"^$", front, name="press_front"),
    re_path(r"^(?P<year>[12][0-9]{3})/(?P<month>0[1-9]|1[0-2])/(?P<slug>[\w-]+)/$", post, name="press_post"),
]
