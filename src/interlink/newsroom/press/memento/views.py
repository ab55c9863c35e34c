"""The answers of Memento (RFC 7089). Only copies that an editor has published are known here."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.queries import public_copies
from interlink.newsroom.press import links
from interlink.newsroom.press.captures import show_copy
from interlink.newsroom.press.memento import rules
from interlink.newsroom.press.memento.rules import Memento, Series

LONGEST_ADDRESS = 4000


@require_safe
def memento(request: HttpRequest, stamp: str, original: str) -> HttpResponse:
    """Show the copy of a page as it was at a time; where there is none of that time, lead to the nearest."""
    found = _copies(_asked(request, original))
    moment = rules.moment_of(stamp)
    if not found or moment is None:
        return _nothing(request)
    series = _series(found)
    nearest = series.nearest(moment)
    if rules.stamp(nearest.at) != stamp:
        return HttpResponseRedirect(nearest.address)
    copy = next(one for one in found if one.taken_at == nearest.at)
    answer = show_copy(request, copy)
    answer["Memento-Datetime"] = rules.written(nearest.at)
    answer["Link"] = series.header(nearest)
    answer["Content-Location"] = reverse("press_copy", args=[copy.pk])
    return answer


@require_safe
def timegate(request: HttpRequest, original: str) -> HttpResponse:
    """Lead to the copy nearest to the moment that is asked for; without one, to the latest."""
    found = _copies(_asked(request, original))
    if not found:
        return _nothing(request)
    try:
        moment = rules.wanted(request.headers.get("Accept-Datetime", ""))
    except ValueError:
        text = "Accept-Datetime is not a moment such as Tue, 24 Nov 2026 12:00:00 GMT.\n"
        return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
    series = _series(found)
    answer = HttpResponseRedirect(series.nearest(moment).address)
    answer["Vary"] = "Accept-Datetime"
    answer["Link"] = series.header()
    return answer


@require_safe
def timemap(request: HttpRequest, form: str, original: str) -> HttpResponse:
    """List the copies of a page."""
    found = _copies(_asked(request, original))
    if not found:
        return _nothing(request)
    series = _series(found)
    if form == "json":
        return JsonResponse(series.as_json())
    return HttpResponse(series.listed(), content_type=rules.LINK_FORMAT)


def _asked(request: HttpRequest, original: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{original}?{query}" if query else original


def _copies(asked: str) -> list[Capture]:
    """Return the public copies of a page, the earliest first."""
    if len(asked) > LONGEST_ADDRESS or "\0" in asked:
        return []
    spelled = rules.spellings(asked)
    fits = Q(address__in=spelled) | Q(final_address__in=spelled)
    return list(public_copies().filter(fits, taken_at__isnull=False).order_by("taken_at", "pk"))


def _series(found: list[Capture]) -> Series:
    original = found[-1].address
    moments = [one.taken_at for one in found if one.taken_at is not None]
    mementos = [Memento(at, _place(f"memento/{rules.stamp(at)}", original)) for at in moments]
    return Series(
        original=original,
        timegate=_place("timegate", original),
        timemap=_place("timemap/link", original),
        timemap_json=_place("timemap/json", original),
        mementos=mementos,
    )


def _place(what: str, original: str) -> str:
    return f"{links.whole('/')}{what}/{original}"


def _nothing(request: HttpRequest) -> HttpResponse:
    # Or Django would look for the same address in each language of the site, and lead there first.
    request.urlconf = "interlink.newsroom.press.memento.urls"
    return HttpResponse("There is no public copy of this page.\n", status=404, content_type="text/plain; charset=utf-8")
