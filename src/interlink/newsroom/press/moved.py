"""Pages that moved: what is found at their old addresses, on our server and on plain files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import iri_to_uri, uri_to_iri
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect

from interlink.newsroom.press.site import live_fronts

_OLD = re.compile(r"(/[-\w]+)+/")


@require_safe
def nginx(request: HttpRequest) -> HttpResponse:
    """List old addresses with new ones as a map for nginx, which compares addresses that it has decoded."""
    del request
    return _text(f'"{uri_to_iri(old)}" "{new}";' for old, new in addresses())


@require_safe
def caddy(request: HttpRequest) -> HttpResponse:
    """List the same as the lines of a map for Caddy."""
    del request
    return _text(f'"{uri_to_iri(old)}" "{new}"' for old, new in addresses())


def addresses() -> Iterator[tuple[str, str]]:
    """Yield each old address of a page that readers can see with its present one, both percent-encoded.

    What a person set in the desk to lead elsewhere is left out, and what no slug can be: plain files lead to our own
    pages alone, and nothing in a map can be more than an address there.
    """
    fronts = tuple(f"/{front.locale.language_code}/" for front in live_fronts())
    found = Redirect.objects.filter(redirect_page__live=True).select_related("redirect_page").order_by("old_path")
    for one in found:
        old, new = f"{one.old_path}/", iri_to_uri(one.redirect_page.get_url() or "")
        if _OLD.fullmatch(old) and old.startswith(fronts) and new.startswith(fronts) and iri_to_uri(old) != new:
            yield iri_to_uri(old), new


def page(old: str, new: str) -> str:
    """Return what stands at an old address where nobody can send readers on but the page itself."""
    language = old.split("/")[1]
    with translation.override(language):
        return render_to_string("press/moved.html", {"language": language, "there": new})


def _text(lines: Iterator[str]) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
